using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.Projections;
using static EventChat.EmulatorTests.Pipeline.WriteSide;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

[Collection(DynamoDbLocalTests.Name)]
public class ProjectorTests(DynamoDbLocalFixture dynamo)
{
    /// <summary>A conversation in which everything happens that can.</summary>
    private static async Task<ConversationId> LivelyAsync(WriteSide side)
    {
        var room = await side.RoomAsync(Ben);
        List<long> mine = [];
        for (var i = 0; i < 12; i++) mine.Add((long)(await side.SendAsync(Ann, room, $"message {i}")).Seq!);
        await side.DoAsync(Ann, "addMember", new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "cem" });
        await side.DoAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = mine[2], text = "edited" });
        await side.DoAsync(Ann, "deleteMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = mine[3] });
        await side.SendAsync(Cem, room, "hello");
        await side.DoAsync(Ann, "removeMember", new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "ben" });
        await side.DoAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = mine[11], text = "last but one" });
        return room;
    }

    /// <summary>The rows that result when every record arrives once and in order, each in a batch of its own.</summary>
    private async Task<(WriteSide Side, ConversationId Room, List<DynamoDBEvent.DynamodbStreamRecord> Records, string[] Expected)> ArrangeAsync()
    {
        var side = await CreateAsync(dynamo);
        var room = await LivelyAsync(side);
        var inOrder = new ReadSide(dynamo, side.Tables);
        var records = await inOrder.RecordsAsync(room.Log);
        foreach (var record in records) Assert.Empty((await inOrder.DeliverAsync(record)).BatchItemFailures);
        return (side, room, records, await inOrder.RowsAsync());
    }

    private async Task<string[]> RowsAfterAsync(WriteSide side, Func<ReadSide, Task> deliver)
    {
        foreach (var item in (await dynamo.Client.ScanAsync(new ScanRequest { TableName = side.Tables.Views, ConsistentRead = true })).Items)
            await dynamo.Client.DeleteItemAsync(side.Tables.Views, new() { ["pk"] = item["pk"], ["sk"] = item["sk"] });
        var read = new ReadSide(dynamo, side.Tables);
        await deliver(read);
        return await read.RowsAsync();
    }

    [Fact]
    public async Task The_view_says_what_happened()
    {
        var (_, room, _, rows) = await ArrangeAsync();
        var all = string.Join('\n', rows);
        Assert.Contains($"conversation@1|c#{room} ", all, StringComparison.Ordinal);
        Assert.Contains("text=edited", all, StringComparison.Ordinal);
        Assert.DoesNotContain("message 3", all, StringComparison.Ordinal);
        Assert.Contains("memberCount=2", all, StringComparison.Ordinal);
        Assert.Single(rows, r => r.Contains("deleted=True", StringComparison.Ordinal));
        Assert.Equal(2, rows.Count(r => r.Contains("gone=True", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Duplicated_records_change_nothing()
    {
        var (side, _, records, expected) = await ArrangeAsync();
        Assert.Equal(expected, await RowsAfterAsync(side, async read =>
        {
            await read.DeliverAsync(records.SelectMany(r => new[] { r, r }));
            await read.DeliverAsync(records);
        }));
    }

    [Fact]
    public async Task Reordered_records_end_in_the_same_rows()
    {
        var (side, _, records, expected) = await ArrangeAsync();
        for (var seed = 0; seed < 5; seed++)
        {
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, await RowsAfterAsync(side, async read =>
            {
                foreach (var batch in shuffled.Chunk(3)) await read.DeliverAsync(batch);
            }));
        }
    }

    [Fact]
    public async Task A_hole_is_read_from_the_log_at_once()
    {
        var (side, room, records, expected) = await ArrangeAsync();
        Assert.Equal(expected, await RowsAfterAsync(side, async read =>
        {
            await read.DeliverAsync(records[0]);
            await read.DeliverAsync(records[^1]);
            var published = read.Published.Where(p => p.Log == room.Log).SelectMany(p => p.Events).Select(e => e.Seq).ToArray();
            Assert.Equal(Enumerable.Range(1, records.Count).Select(i => (long)i), published);
        }));
    }

    [Fact]
    public async Task Two_instances_at_once_end_in_the_same_rows()
    {
        var (side, _, records, expected) = await ArrangeAsync();
        Assert.Equal(expected, await RowsAfterAsync(side, async read =>
        {
            var other = new ReadSide(dynamo, side.Tables);
            async Task Feed(ReadSide r)
            {
                foreach (var batch in records.Chunk(2))
                    while ((await r.DeliverAsync(batch)).BatchItemFailures.Count > 0) { }
            }
            await Task.WhenAll(Feed(read), Feed(other));
        }));
    }

    [Fact]
    public async Task A_batch_is_published_once_per_log_with_its_audience()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var read = new ReadSide(dynamo, side.Tables);
        await read.DeliverAsync(await read.RecordsAsync(room.Log));
        var (_, events, audience, removed) = Assert.Single(read.Published);
        Assert.Equal([1, 2, 3], events.Select(e => e.Seq));
        Assert.Equal(["ann", "ben"], audience!.Select(u => u.Value).Order());
        Assert.Empty(removed);
    }

    [Fact]
    public async Task A_poisoned_log_is_parked_others_flow_and_a_replay_brings_it_level()
    {
        var (side, room, _, expected) = await ArrangeAsync();
        var healthy = await side.RoomAsync(Cem);
        var good = await GoodEventAsync(side, room);
        await PoisonAsync(side, room, good, type: "message.sent", version: 99);
        var rows = await RowsAfterAsync(side, async read =>
        {
            var batch = (await read.RecordsAsync(room.Log)).Concat(await read.RecordsAsync(healthy.Log));
            Assert.Empty((await read.DeliverAsync(batch)).BatchItemFailures);
            Assert.Contains(read.Published, p => p.Log == healthy.Log);
            Assert.Equal(ProjectionResult.Parked, await read.Projector.ProjectAsync(Projection.Conversations, room.Log, [], default));
        });
        var head = Assert.Single(rows, r => r.Contains("parked=", StringComparison.Ordinal));
        Assert.Contains("Unknown event type message.sent version 99", head, StringComparison.Ordinal);
        Assert.Contains("seq=5", head, StringComparison.Ordinal);

        await PoisonAsync(side, room, good, type: "message.sent", version: 1);
        var mended = new ReadSide(dynamo, side.Tables);
        Assert.Equal(ProjectionResult.Applied, await mended.Projector.ReplayAsync(Projection.Conversations, room.Log, default));
        Assert.Equal(expected, (await mended.RowsAsync()).Where(r => !r.Contains(healthy.Value, StringComparison.Ordinal)).ToArray());
    }

    [Fact]
    public async Task A_registered_user_is_found_by_name_and_id()
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables);
        await read.DeliverAsync(await read.RecordsAsync(Ann.Log));
        var rows = await read.RowsAsync();
        Assert.Contains(rows, r => r.Contains("pk=users@1|u#ann sk=profile", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("pk=users@1|name#ann sk=name", StringComparison.Ordinal));
        Assert.Empty(read.Published);
    }

    private async Task<(long Start, int Index)> GoodEventAsync(WriteSide side, ConversationId room)
    {
        // The sixth event, wherever its segment begins.
        var answer = await dynamo.Client.QueryAsync(new QueryRequest
        {
            TableName = side.Tables.Events, KeyConditionExpression = "pk = :log AND s <= :seq", ScanIndexForward = false, Limit = 1,
            ExpressionAttributeValues = new() { [":log"] = new() { S = room.Log.Value }, [":seq"] = new() { N = "6" } },
        });
        var start = long.Parse(answer.Items[0]["s"].N, System.Globalization.CultureInfo.InvariantCulture);
        return (start, (int)(6 - start));
    }

    private async Task PoisonAsync(WriteSide side, ConversationId room, (long Start, int Index) place, string type, int version) =>
        await dynamo.Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = side.Tables.Events,
            Key = new() { ["pk"] = new() { S = room.Log.Value }, ["s"] = new() { N = $"{place.Start}" } },
            UpdateExpression = $"SET e[{place.Index}].t = :t, e[{place.Index}].v = :v",
            ExpressionAttributeValues = new() { [":t"] = new() { S = type }, [":v"] = new() { N = $"{version}" } },
        });
}
