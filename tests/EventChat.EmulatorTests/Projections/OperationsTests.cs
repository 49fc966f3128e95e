using System.Text.Json;
using Amazon.Lambda.AppSyncEvents;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;
using static EventChat.EmulatorTests.Pipeline.WriteSide;

namespace EventChat.EmulatorTests.Projections;

/// <summary>The operations function on real tables; the workflow's part is played by <see cref="RebuildDriver"/>.</summary>
[Collection(DynamoDbLocalTests.Name)]
public class OperationsTests(DynamoDbLocalFixture dynamo)
{
    private const string Operator = """{"sub":"u-dana","username":"dana","groups":["moderators","operators"]}""", Moderator = """{"sub":"u-mo","username":"mo","groups":["moderators"]}""";

    [Fact]
    public async Task A_rebuild_is_started_followed_rolled_back_and_dropped_and_all_of_it_is_recorded()
    {
        var (desk, driver, _, _) = await ArrangeAsync();
        Assert.Equal(RefusalType.NotAllowed, (await desk.AskAsync("startRebuild", """{"input":{"projections":["users"]}}""", Moderator)).Refusal!.Type);

        var run = await desk.DoneAsync("startRebuild", """{"input":{"projections":["users"],"eventsPerSecond":5000}}""");
        var id = run.GetProperty("runId").GetString()!;
        Assert.Equal(("Running", "Attach", "dana", 5000), (Text(run, "status"), Text(run, "phase"), Text(run, "startedBy"), run.GetProperty("throttle").GetInt32()));
        var second = (await desk.AskAsync("startVerify", """{"input":{}}""")).Refusal!;
        Assert.Equal(RefusalType.Conflict, second.Type);
        Assert.Contains(id, second.Message, StringComparison.Ordinal);
        Assert.Equal(250, (await desk.DoneAsync("throttleRebuild", $$"""{"runId":"{{id}}","eventsPerSecond":250}""")).GetProperty("throttle").GetInt32());
        Assert.Equal(RefusalType.Conflict, (await desk.AskAsync("abortRebuild", """{"runId":"another"}""")).Refusal!.Type);
        await desk.DoneAsync("throttleRebuild", $$"""{"runId":"{{id}}","eventsPerSecond":0}""");

        await driver.DriveAsync(id);
        run = await desk.DoneAsync("run", $$"""{"runId":"{{id}}"}""");
        Assert.Equal(("Succeeded", 1.0), (Text(run, "status"), run.GetProperty("share").GetDouble()));
        Assert.InRange(run.GetProperty("events").GetDouble(), 1, 10_000);
        Assert.Equal((2, 1), await ServedAsync(desk, "users"));
        Assert.Equal(id, Text((await desk.DoneAsync("runs", """{"limit":1}""")).GetProperty("items")[0], "runId"));

        await desk.DoneAsync("rollback", """{"projection":"users"}""");
        Assert.Equal((1, 2), await ServedAsync(desk, "users"));
        Assert.Equal("projections", (await desk.AskAsync("rollback", """{"projection":"nonsense"}""")).Refusal!.Info!.Field);
        var drop = await desk.DoneAsync("dropGeneration", """{"projection":"users"}""");
        await driver.DriveAsync(Text(drop, "runId"));
        Assert.Equal((1, null), await ServedAsync(desk, "users"));
        Assert.Equal(RefusalType.NotFound, (await desk.AskAsync("run", """{"runId":"20260101T000000-rebuild-000000"}""")).Refusal!.Type);

        var acts = (await desk.DoneAsync("operatorActs", "{}")).GetProperty("items").EnumerateArray().Select(a => $"{Text(a, "by")}: {Text(a, "act")} {Text(a, "about")}: {Text(a, "outcome").Split(':')[0]}");
        Assert.Equal(
        [
            "dana: drop users: done", "dana: rollback nonsense: refused", "dana: rollback users: done", $"dana: throttle to 0 {id}: done", "dana: abort another: refused",
            $"dana: throttle to 250 {id}: done", "dana: verify all read models: refused", "dana: rebuild users: done",
        ], acts);
    }

    [Fact]
    public async Task Runs_and_acts_come_in_pages_the_newest_first()
    {
        var (desk, driver, _, _) = await ArrangeAsync();
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            // An id begins with its second.
            if (i > 0) await Task.Delay(1_100);
            ids.Insert(0, Text(await desk.DoneAsync("startVerify", """{"input":{"projections":["users"]}}"""), "runId"));
            await driver.DriveAsync(ids[0]);
        }
        var first = await desk.DoneAsync("runs", """{"limit":2}""");
        var next = await desk.DoneAsync("runs", $$"""{"limit":2,"nextToken":"{{Text(first, "nextToken")}}"}""");
        Assert.Equal(ids, first.GetProperty("items").EnumerateArray().Concat(next.GetProperty("items").EnumerateArray()).Select(r => Text(r, "runId")));
        Assert.False(next.TryGetProperty("nextToken", out _));
        var acts = await desk.DoneAsync("operatorActs", """{"limit":2}""");
        Assert.Single((await desk.DoneAsync("operatorActs", $$"""{"limit":2,"nextToken":"{{Text(acts, "nextToken")}}"}""")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Parked_logs_are_listed_in_pages_and_replayed_in_order_also_after_an_attempt_that_was_cut_off()
    {
        var (desk, _, side, rooms) = await ArrangeAsync();
        var views = new ViewsTable(dynamo.Client, side.Tables.Views, new CapacityMeter());
        var view = new View("conversation", 1);
        foreach (var room in rooms) await views.ParkAsync(view, room.Log, 1, "an event nobody knows", DateTimeOffset.UnixEpoch, default);
        foreach (var room in rooms) await side.SendAsync(Ann, room, "after it was parked");
        Assert.Equal(rooms.Count, (await ModelAsync(desk, "conversation")).GetProperty("parked").GetInt32());

        List<string> listed = [];
        for (string? token = null; ;)
        {
            var page = await desk.DoneAsync("parkedLogs", token is null ? """{"limit":2}""" : $$"""{"limit":2,"nextToken":"{{token}}"}""");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(p => Text(p, "log")));
            if (!page.TryGetProperty("nextToken", out var more)) break;
            token = more.GetString();
        }
        Assert.Equal(rooms.Select(r => r.Log.Value).Order(StringComparer.Ordinal), listed);

        var level = Assert.Single((await desk.DoneAsync("replayParked", Log(rooms[0]))).EnumerateArray());
        Assert.Equal(("Level", "conversation@1"), (Text(level, "state"), Text(level, "view")));
        Assert.Equal(RefusalType.NotFound, (await desk.AskAsync("replayParked", Log(rooms[0]))).Refusal!.Type);

        // Cut off after the mark was taken away and before anything was folded.
        await views.UnparkAsync(view, rooms[1].Log, default);
        Assert.Equal("Level", Text(Assert.Single((await desk.DoneAsync("replayParked", Log(rooms[1]))).EnumerateArray()), "state"));
        Assert.Equal("log", (await desk.AskAsync("replayParked", """{"projection":"conversation","log":"x#y"}""")).Refusal!.Info!.Field);
        Assert.Equal(rooms.Count - 2, (await ModelAsync(desk, "conversation")).GetProperty("parked").GetInt32());
    }

    private static string Log(ConversationId room) => $$"""{"projection":"conversation","log":"{{room.Log}}"}""";

    private async Task<(Desk Desk, RebuildDriver Driver, WriteSide Side, List<ConversationId> Rooms)> ArrangeAsync()
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables);
        List<ConversationId> rooms = [];
        for (var r = 0; r < 3; r++)
        {
            rooms.Add(await side.RoomAsync(Ben, Cem));
            await side.SendAsync(Ann, rooms[r], $"room {r}");
            await read.DeliverAsync(await read.RecordsAsync(rooms[r].Log));
        }
        foreach (var user in new[] { Ann, Ben, Cem }) await read.DeliverAsync(await read.RecordsAsync(user.Log));
        var driver = new RebuildDriver(dynamo, side.Tables);
        return (new(dynamo, side.Tables, driver), driver, side, rooms);
    }

    private static async Task<JsonElement> ModelAsync(Desk desk, string name) =>
        (await desk.DoneAsync("readModels", "{}")).EnumerateArray().Single(m => Text(m, "name") == name);

    private static async Task<(int Served, int? Kept)> ServedAsync(Desk desk, string name)
    {
        var model = await ModelAsync(desk, name);
        return (model.GetProperty("served").GetInt32(), model.TryGetProperty("kept", out var kept) ? kept.GetInt32() : null);
    }

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    private sealed class Desk(DynamoDbLocalFixture dynamo, ChatTables tables, RebuildDriver driver)
    {
        private readonly OperationsFunction _function = Function(dynamo, tables, driver);

        public Task<OperationsAnswer> AskAsync(string field, string arguments, string identity = Operator) => _function.AnswerAsync(
            new() { Arguments = JsonElement.Parse(arguments), Identity = JsonElement.Parse(identity), Info = new() { FieldName = field } }, default);

        public async Task<JsonElement> DoneAsync(string field, string arguments)
        {
            var answer = await AskAsync(field, arguments);
            Assert.True(answer.Refusal is null, answer.Refusal?.Message);
            return answer.Data!.Value;
        }

        private static OperationsFunction Function(DynamoDbLocalFixture dynamo, ChatTables tables, RebuildDriver driver)
        {
            var meter = new CapacityMeter();
            var (log, views) = (new SegmentLog(dynamo.Client, tables.Events, meter), new ViewsTable(dynamo.Client, tables.Views, meter));
            var generations = new Generations(dynamo.Client, tables.State, Projection.All, meter, TimeProvider.System);
            return new(
                by => new(
                    new Runs(dynamo.Client, new(tables.Events, tables.State, tables.Views), Projection.All, driver, TimeProvider.System, by),
                    new ParkedLogs(generations, views, log, new Projector(log, views, new NoPublisher(), TimeProvider.System, NullLogger.Instance)),
                    new OperatorTrail(dynamo.Client, tables.State, TimeProvider.System), Projection.All, by, TimeProvider.System),
                NullLogger.Instance);
        }
    }
}
