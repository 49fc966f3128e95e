using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;
using static EventChat.EmulatorTests.Pipeline.WriteSide;

namespace EventChat.EmulatorTests.Projections;

/// <summary>A read model that hears through the queue ends in the rows of one that hears from the stream, rebuilds included.</summary>
[Collection(DynamoDbLocalTests.Name)]
public class BackgroundLaneTests(DynamoDbLocalFixture dynamo)
{
    /// <summary>A read model that every event concerns, as it does the one it is compared with.</summary>
    internal const string LateName = "late";

    private static readonly Projection Late = Projection.Conversations with { Name = LateName, Lane = Lane.Background };
    private static readonly IReadOnlyList<Projection> Both = [Projection.Conversations, Late];

    private async Task<(WriteSide Side, ReadSide Read, List<ConversationId> Rooms)> ArrangeAsync(int rooms, int messages)
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables, Both);
        List<ConversationId> made = [];
        for (var r = 0; r < rooms; r++)
        {
            made.Add(await side.RoomAsync(Ben, Cem));
            for (var m = 0; m < messages; m++) await side.SendAsync(Ann, made[r], $"room {r}, message {m}");
            await read.DeliverAsync(await read.RecordsAsync(made[r].Log));
        }
        return (side, read, made);
    }

    private static async Task AssertSameAsync(ReadSide read, string live = "conversation@1|", string late = "late@1|")
    {
        var rows = await read.RowsAsync();
        string[] Of(string view) => [.. rows.Where(r => r.Contains($"pk={view}", StringComparison.Ordinal)).Select(r => r.Replace(view, "|", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(Of(live));
        Assert.Equal(Of(live), Of(late));
    }

    [Fact]
    public async Task It_is_late_and_then_level_whatever_the_order_of_the_messages()
    {
        var (side, read, rooms) = await ArrangeAsync(rooms: 2, messages: 5);
        Assert.DoesNotContain(await read.RowsAsync(), r => r.Contains("pk=late@", StringComparison.Ordinal));
        await read.WorkOffAsync();
        await AssertSameAsync(read);
        for (var round = 0; round < 5; round++)
        {
            foreach (var room in rooms) await side.SendAsync(Ben, room, $"round {round}");
            foreach (var room in rooms) await read.DeliverAsync((await read.RecordsAsync(room.Log)).TakeLast(1));
        }
        await read.WorkOffAsync(new Random(1));
        await AssertSameAsync(read);
        // What was a member's is not announced a second time.
        Assert.Equal(7 * 2, read.Published.Count + 2);
    }

    [Fact]
    public async Task Events_that_come_while_a_log_is_filled_are_in_it()
    {
        var (side, read, rooms) = await ArrangeAsync(rooms: 3, messages: 20);
        await read.WorkOffAsync();
        for (var moment = 1; moment <= 16; moment++)
        {
            var rebuild = new RebuildDriver(dynamo, side.Tables, projections: Both);
            var (run, writes) = (await rebuild.Runs.StartAsync(new(RunMode.Rebuild), default), 0);
            // Somebody speaks in every room and a new one opens; the queue hands it over at once, or a few writes later, and in any order.
            var (from, until) = (moment, moment + moment % 3);
            rebuild.BeforeWrite = async () =>
            {
                var write = Interlocked.Increment(ref writes) - 3;
                if (write == from)
                {
                    read = new ReadSide(dynamo, side.Tables, Both);
                    rooms.Add(await side.RoomAsync(Ben));
                    await read.DeliverAsync((await read.RecordsAsync(rooms[^1].Log)).Take(1));
                    foreach (var room in rooms)
                    {
                        await side.SendAsync(Ann, room, $"meanwhile {moment}");
                        await read.DeliverAsync((await read.RecordsAsync(room.Log)).TakeLast(1));
                    }
                }
                if (write == until) await read.WorkOffAsync(new Random(moment));
            };
            var status = (await rebuild.DriveAsync(run.Id, () => read.WorkOffAsync(new Random(moment)))).Status;
            Assert.Equal(RunStatus.Succeeded, status);
            Assert.InRange(writes, 3 + until, int.MaxValue);
            var served = (await rebuild.Runs.AliasesAsync(default))[0];
            await AssertSameAsync(read, $"conversation@{served.Served}|", $"late@{served.Served}|");
            await AssertSameAsync(read, $"conversation@{served.Kept}|", $"late@{served.Kept}|");
        }
    }

    [Fact]
    public async Task A_log_begins_with_its_first_event_even_if_a_later_one_is_heard_of_before()
    {
        var (side, read, rooms) = await ArrangeAsync(rooms: 1, messages: 3);
        var (views, log) = (new ViewsTable(dynamo.Client, side.Tables.Views, new()), new SegmentLog(dynamo.Client, side.Tables.Events, new()));
        var projector = new Projector(log, views, new NoPublisher(), TimeProvider.System, NullLogger.Instance);
        var building = new LiveView(Late, 2, ViewRole.Building);
        var room = rooms[0].Log;

        // Whether the log was there before the generation is not known: it is left to whoever fills.
        Assert.Equal(ProjectionResult.UpToDate, await projector.CatchUpAsync(building, room, first: 6, default));
        Assert.Equal(await log.HeadAsync(room, default), RowItems.ReadN((await views.ReadHeadAsync(building.View, room, default))![RowItems.Awaited]));
        Assert.Equal(ProjectionResult.Applied, await projector.CatchUpAsync(building, room, first: 1, default));
        Assert.False((await views.ReadHeadAsync(building.View, room, default))!.ContainsKey(RowItems.Filling));
        Assert.False(await views.ClaimAsync(building.View, room, default));

        // A rebuild that came first goes on alone, and is told how far.
        var third = building with { Generation = 3 };
        Assert.True(await views.ClaimAsync(third.View, room, default));
        Assert.Equal(ProjectionResult.UpToDate, await projector.CatchUpAsync(third, room, first: 1, default));
        Assert.True((await views.ReadHeadAsync(third.View, room, default))!.ContainsKey(RowItems.Awaited));

        // Once it is served nobody fills any more.
        Assert.Equal(ProjectionResult.Applied, await projector.CatchUpAsync(third with { Role = ViewRole.Served }, room, first: 6, default));
        await AssertSameAsync(read, late: "late@3|");
    }
}
