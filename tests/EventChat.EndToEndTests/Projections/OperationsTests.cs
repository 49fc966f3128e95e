using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using EventChat.Contracts;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;
using EventChat.EventLog;
using EventChat.Projections;

namespace EventChat.EndToEndTests.Projections;

/// <summary>What an operator does through the API, on the deployed function and workflow.</summary>
[Collection(SharedHostTests.Name)]
public sealed class OperationsTests(SharedHost shared)
{
    private const string RunFields = "{ runId status phase phases share events wru rru dollars throttle startedBy startedAt endedAt canAbort canResume segments { segment state } }";

    [Fact]
    public async Task An_operator_rebuilds_a_read_model_rolls_it_back_and_deletes_what_is_left()
    {
        using var dana = await ApiUser.SignInAsync(shared.Host, "dana");
        var before = await ModelAsync(dana, "users");
        var run = await StartAsync(dana, new { projections = new[] { "users" } });
        Assert.Equal(("dana", true), (Text(run, "startedBy"), run.GetProperty("canAbort").GetBoolean()));
        run = await EndAsync(dana, run);
        Assert.Equal(("Succeeded", 1.0), (Text(run, "status"), run.GetProperty("share").GetDouble()));
        Assert.InRange(run.GetProperty("events").GetDouble(), 4, 1_000_000);
        Assert.InRange(run.GetProperty("dollars").GetDouble(), 0.000_001, 1);

        var after = await ModelAsync(dana, "users");
        Assert.Equal((before.Highest + 1, before.Served), (after.Served, after.Kept));
        await dana.AskAsync("mutation { rollback(projection: \"users\") { name served kept } }");
        Assert.Equal(before.Served, (await ModelAsync(dana, "users")).Served);
        Assert.Equal("alice", Text(await dana.AskAsync("{ user(name: \"alice\") { name } }"), "name"));
        var drop = await EndAsync(dana, await dana.AskAsync($"mutation {{ dropGeneration(projection: \"users\") {RunFields} }}"));
        Assert.Equal("Succeeded", Text(drop, "status"));
        Assert.Null((await ModelAsync(dana, "users")).Kept);
        var act = (await dana.AskAsync("{ operatorActs(limit: 1) { items { by act about outcome } } }")).GetProperty("items")[0];
        Assert.Equal("dana drop users done", string.Join(' ', act.EnumerateObject().Select(p => p.Value.GetString())));
    }

    [Fact]
    public async Task A_run_that_is_aborted_leaves_everything_as_it_was()
    {
        using var dana = await ApiUser.SignInAsync(shared.Host, "dana");
        using var alice = await ApiUser.SignInAsync(shared.Host, "alice");
        var room = await alice.OpenAsync("To be read");
        for (var n = 0; n < 20; n++) await alice.SayAsync(room, $"line {n}");
        var before = await ModelAsync(dana, "conversation");
        // An event in eight seconds and segment: it is cut off in the middle, where its workers wait.
        var run = await StartAsync(dana, new { eventsPerSecond = 1 });
        var id = Text(run, "runId");
        await Eventually.BecomesAsync(() => LookAsync(dana, id), r => Text(r, "phase") is "Fill");
        Assert.Equal(before.Highest + 1, (await ModelAsync(dana, "conversation")).Building);
        var again = await Assert.ThrowsAsync<ApiRefusal>(() => StartAsync(dana, new { }));
        Assert.Equal("Conflict", again.Type);
        Assert.Equal(2, (await dana.AskAsync("mutation($id: ID!) { throttleRebuild(runId: $id, eventsPerSecond: 2) { throttle } }", new { id })).GetProperty("throttle").GetInt32());
        await dana.AskAsync("mutation($id: ID!) { abortRebuild(runId: $id) { status } }", new { id });
        Assert.Equal("Aborted", Text(await EndAsync(dana, run), "status"));
        Assert.Equal(before with { Highest = before.Highest + 1 }, await ModelAsync(dana, "conversation"));
        Assert.Equal(20, (await alice.MessagesAsync(room)).Count);
    }

    [Fact]
    public async Task A_parked_log_is_listed_with_its_reason_and_replayed()
    {
        using var dana = await ApiUser.SignInAsync(shared.Host, "dana");
        using var alice = await ApiUser.SignInAsync(shared.Host, "alice");
        var room = Guid.NewGuid().ToString();
        await ParkAsync(new(room), (await ModelAsync(dana, "conversation")).Served);
        await alice.DoAsync("createConversation", new { conversationId = room, kind = "Group", title = "Stands still", memberIds = Array.Empty<string>() });
        await alice.SayAsync(room, "one");
        await alice.SayAsync(room, "two");

        var parked = (await dana.AskAsync("{ parkedLogs(limit: 100) { items { projection log seq reason } } }")).GetProperty("items").EnumerateArray().Single(p => Text(p, "log") == $"c#{room}");
        Assert.Equal(("conversation", "an event that this test does not know"), (Text(parked, "projection"), Text(parked, "reason")));
        var replayed = await dana.AskAsync("mutation($log: ID!) { replayParked(log: $log, projection: \"conversation\") { state seq } }", new { log = $"c#{room}" });
        Assert.Equal("Level", Text(replayed[0], "state"));
        Assert.Equal(["one", "two"], (await alice.MessagesAsync(room)).Values.Select(m => Text(m, "text")).Order());
        var gone = await Assert.ThrowsAsync<ApiRefusal>(() => dana.AskAsync("mutation($log: ID!) { replayParked(log: $log, projection: \"conversation\") { state } }", new { log = $"c#{room}" }));
        Assert.Equal("NotFound", gone.Type);
    }

    [Fact]
    public async Task Nobody_else_sees_or_does_anything_of_it()
    {
        using var alice = await ApiUser.SignInAsync(shared.Host, "alice");
        foreach (var document in new[]
        {
            "{ readModels { name } }", "{ runs { nextToken } }", "{ run(runId: \"x\") { status } }", "{ parkedLogs { nextToken } }", "{ operatorActs { nextToken } }",
            "mutation { startRebuild(input: {}) { runId } }", "mutation { startVerify(input: {}) { runId } }", "mutation { throttleRebuild(runId: \"x\", eventsPerSecond: 1) { runId } }",
            "mutation { abortRebuild(runId: \"x\") { runId } }", "mutation { resumeRebuild(runId: \"x\") { runId } }", "mutation { rollback(projection: \"users\") { name } }",
            "mutation { dropGeneration(projection: \"users\") { runId } }", "mutation { replayParked(log: \"c#x\", projection: \"users\") { state } }",
        })
            Assert.Equal("NotAllowed", (await Assert.ThrowsAsync<ApiRefusal>(() => alice.AskAsync(document))).Type);
    }

    private sealed record Model(int Served, int? Building, int? Kept, int Highest);

    private static async Task<Model> ModelAsync(ApiUser user, string name)
    {
        var model = (await user.AskAsync("{ readModels { name served building kept highest parked } }")).EnumerateArray().Single(m => Text(m, "name") == name);
        int? Number(string field) => model.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
        return new(Number("served")!.Value, Number("building"), Number("kept"), Number("highest")!.Value);
    }

    private static Task<JsonElement> StartAsync(ApiUser user, object input) =>
        user.AskAsync($"mutation($input: StartRebuildInput!) {{ startRebuild(input: $input) {RunFields} }}", new { input });

    private static Task<JsonElement> LookAsync(ApiUser user, string id) => user.AskAsync($"query($id: ID!) {{ run(runId: $id) {RunFields} }}", new { id });

    private static Task<JsonElement> EndAsync(ApiUser user, JsonElement run) =>
        Eventually.BecomesAsync(() => LookAsync(user, Text(run, "runId")), r => Text(r, "status") is not ("Running" or "Aborting"), TimeSpan.FromSeconds(120));

    /// <summary>Before the log's first event, when no instance of the projector remembers anything of it.</summary>
    private async Task ParkAsync(ConversationId room, int generation)
    {
        using var dynamo = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = shared.Host.BaseUrl.ToString(), AuthenticationRegion = "us-east-1" });
        await new ViewsTable(dynamo, "eventchat-dev-views", new CapacityMeter())
            .ParkAsync(new("conversation", generation), room.Log, seq: 0, "an event that this test does not know", DateTimeOffset.UtcNow, default);
    }

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;
}
