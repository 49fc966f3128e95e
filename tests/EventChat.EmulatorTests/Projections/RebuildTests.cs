using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.Projections;
using Projection = EventChat.Projections.Projection;
using static EventChat.EmulatorTests.Pipeline.WriteSide;

namespace EventChat.EmulatorTests.Projections;

[Collection(DynamoDbLocalTests.Name)]
public class RebuildTests(DynamoDbLocalFixture dynamo)
{
    private static readonly RunRequest Everything = new(RunMode.Rebuild);

    /// <summary>Rooms with messages, edits, deletions and changes of members, all of it projected.</summary>
    private async Task<(WriteSide Side, ReadSide Read, List<ConversationId> Rooms)> ArrangeAsync(int rooms, int messages)
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables);
        List<ConversationId> made = [];
        for (var r = 0; r < rooms; r++)
        {
            var room = await side.RoomAsync(Ben, Cem);
            made.Add(room);
            List<long> seqs = [];
            for (var m = 0; m < messages; m++) seqs.Add((await side.SendAsync(m % 2 == 0 ? Ann : Ben, room, $"room {r}, message {m}")).Seq!.Value);
            // Counted in a thread's row and in a member's: written twice, it would be counted twice.
            foreach (var answered in (long[])[seqs[1], seqs[1], seqs[^1]])
                await side.DoAsync(Ann, "sendMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, text = "@ben", replyTo = answered, mentions = new[] { "ben" } });
            await side.DoAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = seqs[0], text = "edited" });
            await side.DoAsync(Ann, "deleteMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = seqs[2] });
            await side.DoAsync(Ann, "removeMember", new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "cem" });
            await read.DeliverAsync(await read.RecordsAsync(room.Log));
        }
        foreach (var user in new[] { Ann, Ben, Cem }) await read.DeliverAsync(await read.RecordsAsync(user.Log));
        return (side, read, made);
    }

    [Fact]
    public async Task A_rebuilt_generation_has_the_rows_of_the_live_one_and_is_served_at_once_in_all_projections()
    {
        var (side, read, _) = await ArrangeAsync(rooms: 5, messages: 12);
        var rebuild = new RebuildDriver(dynamo, side.Tables);
        var published = read.Published.Count;
        var run = await rebuild.Runs.StartAsync(Everything, default);
        run = await rebuild.DriveAsync(run.Id);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.All(await rebuild.Runs.AliasesAsync(default), a => Assert.Equal((2, null, 1), (a.Served, a.Building, a.Kept)));
        Assert.Equal(await rebuild.RowsAsync(1), await rebuild.RowsAsync(2));
        Assert.Equal(published, read.Published.Count);
        Assert.Null(await rebuild.Runs.CurrentAsync(default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_slice_may_end_anywhere_right_behind_a_log_as_well(int pageItems)
    {
        var (side, _, _) = await ArrangeAsync(rooms: 4, messages: 12);
        var rebuild = new RebuildDriver(dynamo, side.Tables, pageItems: pageItems);
        // With a throttle each page is a slice of its own.
        var run = await rebuild.DriveAsync((await rebuild.Runs.StartAsync(Everything with { Throttle = 1_000_000, Segments = 1 }, default)).Id);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Reason));
        Assert.Equal(await rebuild.RowsAsync(1), await rebuild.RowsAsync(2));
    }

    [Fact]
    public async Task A_rebuild_interrupted_anywhere_ends_in_the_same_rows()
    {
        var (side, _, _) = await ArrangeAsync(rooms: 4, messages: 30);
        var deaths = 0;
        for (var writes = 1; writes < 8; writes++)
        {
            var rebuild = new RebuildDriver(dynamo, side.Tables, writes);
            var run = await rebuild.Runs.StartAsync(Everything, default);
            run = await rebuild.DriveAsync(run.Id);
            Assert.Equal(RunStatus.Succeeded, run.Status);
            deaths += rebuild.Deaths;
            var views = await rebuild.Runs.AliasesAsync(default);
            Assert.Equal(await rebuild.RowsAsync(views[0].Kept!.Value), await rebuild.RowsAsync(views[0].Served));
        }
        Assert.InRange(deaths, 20, int.MaxValue);
    }

    [Fact]
    public async Task Events_that_come_while_a_log_is_filled_are_in_it()
    {
        var (side, read, rooms) = await ArrangeAsync(rooms: 3, messages: 20);
        for (var moment = 1; moment <= 12; moment++)
        {
            var rebuild = new RebuildDriver(dynamo, side.Tables);
            var (run, writes) = (await rebuild.Runs.StartAsync(Everything, default), 0);
            // Once, between reading a log and writing its head, somebody speaks in every room, and a new one opens: nothing that comes later mends what is missed now.
            rebuild.BeforeWrite = async () =>
            {
                if (Interlocked.Increment(ref writes) != 3 + moment) return;
                // An instance that knows which generations there are, as all do by the end of the wait.
                read = new ReadSide(dynamo, side.Tables);
                rooms.Add(await side.RoomAsync(Ben));
                foreach (var room in rooms)
                {
                    await side.SendAsync(Ann, room, $"meanwhile {moment}");
                    // What the stream brings of a long log is its newest segment.
                    await read.DeliverAsync((await read.RecordsAsync(room.Log)).TakeLast(1));
                }
            };
            Assert.Equal(RunStatus.Succeeded, (await rebuild.DriveAsync(run.Id)).Status);
            Assert.InRange(writes, 3 + moment, int.MaxValue);
            var served = (await rebuild.Runs.AliasesAsync(default))[0];
            Assert.Equal(await rebuild.RowsAsync(served.Kept!.Value), await rebuild.RowsAsync(served.Served));
        }
    }

    [Fact]
    public async Task An_aborted_rebuild_leaves_no_row_and_nothing_attached()
    {
        var (side, _, _) = await ArrangeAsync(rooms: 3, messages: 10);
        var rebuild = new RebuildDriver(dynamo, side.Tables);
        var run = await rebuild.Runs.StartAsync(Everything, default);
        var calls = 0;
        run = await rebuild.DriveAsync(run.Id, async () =>
        {
            if (++calls == 6) await rebuild.Runs.AbortAsync(default);
        });
        Assert.Equal(RunStatus.Aborted, run.Status);
        Assert.Empty(await rebuild.RowsAsync(2));
        Assert.NotEmpty(await rebuild.RowsAsync(1));
        Assert.All(await rebuild.Runs.AliasesAsync(default), a => Assert.Equal((1, null, null), (a.Served, a.Building, a.Kept)));

        // Its number is used up: a late writer of the old one must not meet a new one.
        var again = await rebuild.Runs.StartAsync(Everything, default);
        Assert.All(again.Plan.Views, v => Assert.Equal(3, v.Generation));
        Assert.Equal(RunStatus.Succeeded, (await rebuild.DriveAsync(again.Id)).Status);
    }

    [Fact]
    public async Task After_a_rollback_the_old_generation_is_served_and_has_what_came_since()
    {
        var (side, _, rooms) = await ArrangeAsync(rooms: 2, messages: 5);
        var rebuild = new RebuildDriver(dynamo, side.Tables);
        await rebuild.DriveAsync((await rebuild.Runs.StartAsync(Everything, default)).Id);
        var later = new ReadSide(dynamo, side.Tables);
        await side.SendAsync(Ann, rooms[0], "after the flip");
        await later.DeliverAsync(await later.RecordsAsync(rooms[0].Log));
        Assert.Single(later.Published);
        var names = Projection.All.Select(p => p.Name).ToArray();
        Assert.All(await rebuild.Runs.RollbackAsync(names, default), a => Assert.Equal((1, 2), (a.Served, a.Kept)));
        Assert.Equal(await rebuild.RowsAsync(1), await rebuild.RowsAsync(2));

        // The next rebuild takes the kept one away.
        await rebuild.DriveAsync((await rebuild.Runs.StartAsync(Everything, default)).Id);
        Assert.Empty(await rebuild.RowsAsync(2));
        Assert.Equal(await rebuild.RowsAsync(1), await rebuild.RowsAsync(3));
        Assert.Equal(RunStatus.Succeeded, (await rebuild.DriveAsync((await rebuild.Runs.StartAsync(new(RunMode.Drop), default)).Id)).Status);
        Assert.Empty(await rebuild.RowsAsync(1));
        await Assert.ThrowsAsync<RunRefusedException>(() => rebuild.Runs.RollbackAsync(names, default));
    }

    [Fact]
    public async Task A_generation_that_stands_still_where_the_served_one_does_not_is_not_flipped_to()
    {
        var (side, _, rooms) = await ArrangeAsync(rooms: 2, messages: 5);
        await UnknownEventAsync(side, rooms[0]);
        var rebuild = new RebuildDriver(dynamo, side.Tables);
        var run = await rebuild.DriveAsync((await rebuild.Runs.StartAsync(Everything, default)).Id);
        Assert.Equal(RunStatus.Diverged, run.Status);
        Assert.Contains((await rebuild.Runs.ProgressAsync(run.Id, default)).SelectMany(p => p.Findings ?? []),
            f => f.Log == rooms[0].Log.Value && f.What.Contains("parked, and conversation@1 is not", StringComparison.Ordinal));
        Assert.All(await rebuild.Runs.AliasesAsync(default), a => Assert.Equal(1, a.Served));
        await rebuild.Runs.AbortAsync(default);
        Assert.Equal(RunStatus.Aborted, (await rebuild.DriveAsync(run.Id)).Status);
    }

    /// <summary>The log's last segment holds an event that the served generation knew and this code does not.</summary>
    private async Task UnknownEventAsync(WriteSide side, ConversationId room)
    {
        var last = (await dynamo.Client.QueryAsync(new QueryRequest
        {
            TableName = side.Tables.Events, KeyConditionExpression = "pk = :log", ScanIndexForward = false, Limit = 1, ConsistentRead = true,
            ExpressionAttributeValues = new() { [":log"] = new() { S = room.Log.Value } },
        })).Items[0];
        last[SegmentAttributes.Events].L[^1].M[EventAttributes.Type].S = "member.teleported";
        await dynamo.Client.PutItemAsync(side.Tables.Events, last);
    }

    [Fact]
    public async Task A_second_run_waits_for_the_first()
    {
        var side = await CreateAsync(dynamo);
        var rebuild = new RebuildDriver(dynamo, side.Tables);
        var first = await rebuild.Runs.StartAsync(new(RunMode.Verify), default);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => rebuild.Runs.StartAsync(Everything, default));
        Assert.Contains(first.Id, refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RunRefusedException>(() => rebuild.Runs.StartAsync(new(RunMode.Rebuild, ["nonsense"]), default));
        await rebuild.DriveAsync(first.Id);
        Assert.Null(await rebuild.Runs.CurrentAsync(default));
    }
}
