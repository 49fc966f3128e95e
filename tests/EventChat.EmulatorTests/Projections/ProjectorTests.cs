using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Projections;
using static EventChat.EmulatorTests.Pipeline.WriteSide;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

[Collection(DynamoDbLocalTests.Name)]
public class ProjectorTests(DynamoDbLocalFixture dynamo)
{
    private static readonly LiveView Conversations = new(Projection.Conversations, 1, ViewRole.Served);

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
        await ModerateAsync(side, room, mine);
        return room;
    }

    /// <summary>Every kind of verdict, on versions shown and held, on the newest and on older ones, some of them about the same message in one batch.</summary>
    private static async Task ModerateAsync(WriteSide side, ConversationId room, List<long> mine)
    {
        var seq = (await side.EventsAsync(room))[^1].Seq;
        ChatEvent.MessageModerated Verdict(long message, long version, Verdict verdict, bool shown, string? text = null) =>
            new(message, version, verdict, VerdictSource.Rules, shown, verdict is Contracts.Verdict.Removed ? ReasonClass.Hate : null, text);
        ChatEvent[] events =
        [
            new ChatEvent.MessageSent("held one", Mentions: [Ben], Held: true),
            new ChatEvent.MessageSent("held two", Held: true),
            new ChatEvent.MessageEdited(mine[4], "held edit", Held: true),
            new ChatEvent.MessageEdited(mine[5], "held edit", Held: true),
            Verdict(seq + 1, seq + 1, Contracts.Verdict.Approved, shown: false, "held one"),
            Verdict(seq + 2, seq + 2, Contracts.Verdict.Removed, shown: false),
            Verdict(mine[4], seq + 3, Contracts.Verdict.Approved, shown: false, "held edit, seen"),
            Verdict(mine[5], seq + 4, Contracts.Verdict.Removed, shown: false),
            Verdict(mine[6], mine[6], Contracts.Verdict.Removed, shown: true),
            Verdict(mine[6], mine[6], Contracts.Verdict.Approved, shown: false, "brought back"),
            Verdict(mine[7], mine[7], Contracts.Verdict.Removed, shown: true),
            Verdict(mine[2], mine[2], Contracts.Verdict.Removed, shown: true),
            new ChatEvent.MessageEdited(mine[8], "held once more", Held: true),
            Verdict(mine[8], mine[8], Contracts.Verdict.Removed, shown: true),
            Verdict(mine[8], mine[8], Contracts.Verdict.Approved, shown: false, "older, brought back"),
            new ChatEvent.MessageDeleted(mine[8]),
            Verdict(mine[8], seq + 13, Contracts.Verdict.Approved, shown: false, "too late"),
            new ChatEvent.MessageSent("@cem answered", mine[1], [Cem]),
            new ChatEvent.MessageSent("answered again", seq + 18),
        ];
        foreach (var body in events) await AppendAsync(side, room.Log, body);
    }

    private static async Task AppendAsync(WriteSide side, LogId log, params ChatEvent[] events)
    {
        foreach (var body in events)
            Assert.IsType<AppendResult.Appended>(await side.Log.AppendAsync(
                log, new CommandId(Guid.NewGuid()), [new PendingEvent(Ann, DateTimeOffset.UnixEpoch, 1, body)], null, default));
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
        var (_, room, _, every) = await ArrangeAsync();
        var rows = every.Where(r => !r.Contains("pk=search@", StringComparison.Ordinal)).ToArray();
        var all = string.Join('\n', rows);
        Assert.Contains($"conversation@1|c#{room} ", all, StringComparison.Ordinal);
        Assert.Contains("text=edited", all, StringComparison.Ordinal);
        Assert.DoesNotContain("message 3", all, StringComparison.Ordinal);
        Assert.Contains("memberCount=2", all, StringComparison.Ordinal);
        Assert.Equal(2, rows.Count(r => r.Contains("deleted=True", StringComparison.Ordinal)));
        foreach (var seen in (string[])["text=held one ", "text=held edit, seen ", "text=brought back ", "refused=Hate"])
            Assert.Contains(seen, all, StringComparison.Ordinal);
        foreach (var gone in (string[])["held two", "message 7", "message 8", "held once more", "older, brought back", "too late"])
            Assert.DoesNotContain(gone, all, StringComparison.Ordinal);
        Assert.Single(rows, r => r.Contains("removedFor=Hate", StringComparison.Ordinal));
        Assert.Equal(2, rows.Count(r => r.Contains("gone=True", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Batches_of_any_size_end_in_the_same_rows()
    {
        var (side, _, records, expected) = await ArrangeAsync();
        foreach (var size in (int[])[2, 5, 11, 100])
            Assert.Equal(expected, await RowsAfterAsync(side, async read =>
            {
                foreach (var batch in records.Chunk(size)) await read.DeliverAsync(batch);
            }));
    }

    [Fact]
    public async Task Reviews_feeds_and_figures_are_projected_from_logs_of_their_own()
    {
        var side = await CreateAsync(dynamo);
        var room = new ConversationId("room-0001");
        LogId moderation = new($"m#{room}"), analytics = new($"a#{room}");
        var deadline = DateTimeOffset.UnixEpoch.AddDays(1);
        ChatEvent.ReviewOpened Opened(long version) => new(version, version, 1, ReviewCause.Report, deadline, 2);
        await AppendAsync(side, moderation, Opened(4), Opened(5), new ChatEvent.MessageReviewed(5, 5, 1, Verdict.Removed), new ChatEvent.ReviewClosed(4, 4, 1, Verdict.Approved, VerdictSource.Moderators));
        await AppendAsync(side, analytics, new ChatEvent.MessageAnalyzed(4, 4, "de", "NEUTRAL"), new ChatEvent.ResponseMeasured(4, 6, 2.5, true));
        await AppendAsync(side, Ben.Log, new ChatEvent.NotificationRequested(NotificationKind.Mention, room, 4, 1, Ann), new ChatEvent.NotificationRequested(NotificationKind.Digest, Count: 2));

        var read = new ReadSide(dynamo, side.Tables);
        foreach (var log in (LogId[])[moderation, analytics, Ben.Log])
            foreach (var batch in (await read.RecordsAsync(log)).Chunk(2)) Assert.Empty((await read.DeliverAsync(batch)).BatchItemFailures);
        var rows = await read.RowsAsync();
        Assert.Equal(2, rows.Count(r => r.Contains("reviewedBy=[ann]", StringComparison.Ordinal) && r.Contains("versionSeq=5", StringComparison.Ordinal)));
        Assert.Equal(2, rows.Count(r => r.Contains("gone=True", StringComparison.Ordinal)));
        Assert.Single(rows, r => r.Contains("pk=moderation@1|queue ", StringComparison.Ordinal) && r.Contains("sk=0000086400000#room-0001#0000000005 ", StringComparison.Ordinal));
        Assert.Single(rows, r => r.Contains("pk=moderation@1|c#room-0001 ", StringComparison.Ordinal) && r.Contains("sk=r#0000086400000#0000000005 ", StringComparison.Ordinal));
        Assert.Single(rows, r => r.Contains("pk=analytics@1|a#room-0001", StringComparison.Ordinal) && r.Contains("languages=[{count=1 word=de}]", StringComparison.Ordinal));
        Assert.Single(rows, r => r.Contains("pk=notifications@1|u#ben ", StringComparison.Ordinal) && r.Contains("sk=n#0000000003 ", StringComparison.Ordinal));
        Assert.Equal(4, read.Announced.Count(e => e.Log == moderation));
        Assert.Equal(2, read.Announced.Count(e => e is { Body: ChatEvent.NotificationRequested } && e.Log == Ben.Log));
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
            Assert.Equal(ProjectionResult.Parked, await read.Projector.ProjectAsync(Conversations, room.Log, [], default));
        });
        var head = Assert.Single(rows, r => r.Contains("parked=", StringComparison.Ordinal) && r.Contains("pk=conversation@1|c#", StringComparison.Ordinal));
        Assert.Contains("Version 99 of message.sent is newer than this build knows", head, StringComparison.Ordinal);
        Assert.Contains("seq=5", head, StringComparison.Ordinal);

        await PoisonAsync(side, room, good, type: "message.sent", version: 1);
        var mended = new ReadSide(dynamo, side.Tables);
        foreach (var projection in Projection.All.Where(p => p.Reads(room.Log)))
            Assert.Equal(ProjectionResult.Applied, await mended.Projector.ReplayAsync(new(projection, 1, ViewRole.Served), room.Log, default));
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
