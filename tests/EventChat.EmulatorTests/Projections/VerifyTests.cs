using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using static EventChat.EmulatorTests.Pipeline.WriteSide;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

[Collection(DynamoDbLocalTests.Name)]
public class VerifyTests(DynamoDbLocalFixture dynamo)
{
    private static readonly View Conversations = new(Projection.Conversations.Name, 1);

    private CheckLogs Check(WriteSide side, CapacityMeter? meter = null) => new(
        dynamo.Client, new SegmentLog(dynamo.Client, side.Tables.Events, meter ?? new()), side.Tables.Views, meter ?? new(), TimeProvider.System, NullLogger.Instance,
        TimeSpan.FromMilliseconds(300));

    private async Task<(WriteSide Side, ReadSide Read, ConversationId Room, List<long> Messages)> ArrangeAsync(int messages)
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables);
        var room = await side.RoomAsync(Ben, Cem);
        List<long> seqs = [];
        for (var m = 0; m < messages; m++) seqs.Add((await side.SendAsync(m % 2 == 0 ? Ann : Ben, room, $"message {m}"))!.Seq!.Value);
        await side.DoAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = seqs[0], text = "edited" });
        await side.DoAsync(Ann, "deleteMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = seqs[2] });
        await read.DeliverAsync(await read.RecordsAsync(room.Log));
        return (side, read, room, seqs);
    }

    private Task<UpdateItemResponse> TamperAsync(WriteSide side, RowKey key, string update) => dynamo.Client.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = side.Tables.Views, UpdateExpression = update,
        Key = new() { ["pk"] = new() { S = Conversations.Partition(key.Partition) }, ["sk"] = new() { S = key.Sort } },
        ExpressionAttributeNames = update.Contains("#text", StringComparison.Ordinal) ? new() { ["#text"] = "text" } : null,
        ExpressionAttributeValues = update.Contains(":x", StringComparison.Ordinal) ? new() { [":x"] = new() { S = "forged" } } : null,
    });

    [Fact]
    public async Task What_was_forged_or_lost_is_found_and_mended_in_place()
    {
        var (side, read, room, seqs) = await ArrangeAsync(12);
        var right = await read.RowsAsync();
        Assert.True((await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Verify, default)).IsSound);
        await TamperAsync(side, new(room.Log.Value, ViewKeys.Message(seqs[0])), "SET #text = :x");
        await TamperAsync(side, new(room.Log.Value, ViewKeys.Message(900)), "SET junk = :x");
        await TamperAsync(side, new(room.Log.Value, "u#ben"), "REMOVE addedAt");
        await TamperAsync(side, new(room.Log.Value, ViewKeys.Head), "SET title = :x");
        var report = await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Verify, default);
        Assert.Equal(4, report.Diverged);
        Assert.Equal((18L, "message.edited"), report.Divergences.Single(d => d.Attribute == "text") is var text ? (text.Seq!.Value - seqs[0] + 6, text.Type) : default);
        report = await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Repair, default);
        Assert.Equal((true, 4L), (report.IsSound, report.Repaired));
        Assert.Equal(right, (await read.RowsAsync()).Select(r => r.Replace("repairs=1 ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Under_live_traffic_nothing_is_taken_for_a_divergence_and_a_repair_loses_nothing()
    {
        var (side, read, room, seqs) = await ArrangeAsync(30);
        using var stop = new CancellationTokenSource();
        async Task TalkAsync()
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await side.SendAsync(Ben, room, $"live {i}");
                await side.DoAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = seqs[4], text = $"edit {i}" });
                await read.Projector.ProjectAsync(new(Projection.Conversations, 1, ViewRole.Served), room.Log, [], default);
            }
        }
        var talk = TalkAsync();
        var repaired = 0L;
        for (var i = 0; i < 8; i++)
        {
            var sound = await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Verify, default);
            Assert.True(sound.Diverged == 0, string.Join("; ", sound.Divergences));
            await TamperAsync(side, new(room.Log.Value, ViewKeys.Message(seqs[i + 6])), "SET #text = :x");
            repaired += (await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Repair, default)).Repaired;
        }
        await stop.CancelAsync();
        await talk;
        Assert.Equal(8, repaired);
        Assert.True((await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Verify, default)).IsSound);
    }

    [Fact]
    public async Task One_poisoned_conversation_is_parked_and_listed_ninety_nine_flow_and_a_replay_brings_it_level()
    {
        var side = await CreateAsync(dynamo);
        var read = new ReadSide(dynamo, side.Tables);
        List<ConversationId> rooms = [];
        for (var i = 0; i < 100; i++) rooms.Add(await side.RoomAsync(Ben));
        foreach (var room in rooms) await side.SendAsync(Ann, room, "before");
        var sick = rooms[41];
        await SetTypeAsync(side, sick, "message.vanished");
        foreach (var room in rooms) await side.SendAsync(Ben, room, "after");
        List<Amazon.Lambda.DynamoDBEvents.DynamoDBEvent.DynamodbStreamRecord> records = [];
        foreach (var room in rooms) records.AddRange(await read.RecordsAsync(room.Log));
        foreach (var batch in records.Chunk(60)) Assert.Empty((await read.DeliverAsync(batch)).BatchItemFailures);

        var views = new ViewsTable(dynamo.Client, side.Tables.Views, new CapacityMeter());
        var parked = Assert.Single(await views.ParkedAsync(Conversations, default).ToListAsync());
        Assert.Equal((sick.Log, 3L), (parked.Log, parked.Seq));
        Assert.Contains("message.vanished", parked.Reason, StringComparison.Ordinal);
        foreach (var room in rooms)
        {
            var report = await Check(side).CheckAsync(Projection.Conversations, Conversations, room.Log, CheckMode.Verify, default);
            Assert.Equal((room == sick ? LogState.Parked : LogState.Level, 0L), (report.State, report.Diverged));
        }

        await SetTypeAsync(side, sick, "message.sent");
        var announced = read.Published.Count;
        Assert.Equal(ProjectionResult.Applied, await read.Projector.ReplayAsync(new(Projection.Conversations, 1, ViewRole.Kept), sick.Log, default));
        Assert.Equal(announced, read.Published.Count);
        Assert.Empty(await views.ParkedAsync(Conversations, default).ToListAsync());
        Assert.Equal((LogState.Level, 5L, 0L), await Check(side).CheckAsync(Projection.Conversations, Conversations, sick.Log, CheckMode.Verify, default) is var r ? (r.State, r.Seq, r.Diverged) : default);
    }

    /// <summary>The type of the fourth event, wherever its segment begins.</summary>
    private async Task SetTypeAsync(WriteSide side, ConversationId room, string type)
    {
        var answer = await dynamo.Client.QueryAsync(new QueryRequest
        {
            TableName = side.Tables.Events, KeyConditionExpression = "pk = :log AND s <= :seq", ScanIndexForward = false, Limit = 1,
            ExpressionAttributeValues = new() { [":log"] = new() { S = room.Log.Value }, [":seq"] = new() { N = "4" } },
        });
        var start = int.Parse(answer.Items[0]["s"].N, System.Globalization.CultureInfo.InvariantCulture);
        await dynamo.Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = side.Tables.Events, Key = new() { ["pk"] = new() { S = room.Log.Value }, ["s"] = answer.Items[0]["s"] },
            UpdateExpression = $"SET e[{4 - start}].t = :t", ExpressionAttributeValues = new() { [":t"] = new() { S = type } },
        });
    }
}
