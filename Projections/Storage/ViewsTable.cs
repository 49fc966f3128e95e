using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One generation of the read models in the views table. Every write is guarded by seq, so a late writer changes nothing.</summary>
public sealed class ViewsTable(IAmazonDynamoDB dynamo, string table, int generation, CapacityMeter meter)
{
    /// <summary>Writes under way at once per log: enough to hide DynamoDB's 4 ms, few enough for one function's sockets.</summary>
    private const int ParallelWrites = 16;

    /// <summary>Days a tombstone stays: longer than a stream record lives (24 h), so nobody can still write the older row.</summary>
    private static readonly TimeSpan TombstoneLife = TimeSpan.FromDays(7);

    public async Task<Item?> ReadHeadAsync(string projection, LogId log, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = table, Key = Key(projection, new(log.Value, ViewKeys.Head)), ConsistentRead = true }, cancel);
        var item = answer.Item is { Count: > 0 } ? answer.Item : null;
        meter.Read("view-head", item is null ? 0 : ItemSize.Of(item), consistent: true);
        return item;
    }

    /// <param name="rows">A row's changes each: one after the other, the rows beside one another.</param>
    public Task WriteAsync(string projection, IReadOnlyCollection<IReadOnlyList<RowChange>> rows, CancellationToken cancel) =>
        rows.Count == 1
            ? WriteInOrderAsync(projection, rows.First(), cancel)
            : Parallel.ForEachAsync(
                rows, new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancel },
                async (changes, token) => await WriteInOrderAsync(projection, changes, token));

    private async Task WriteInOrderAsync(string projection, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        foreach (var change in changes) await WriteAsync(projection, change, cancel);
    }

    /// <summary>Moves the checkpoint from <paramref name="from"/> to what <paramref name="head"/> says; false if another instance moved it.</summary>
    public async Task<bool> AdvanceAsync(string projection, LogId log, long from, Item head, CancellationToken cancel)
    {
        var item = new Item(head);
        foreach (var (name, value) in Key(projection, new(log.Value, ViewKeys.Head))) item[name] = value;
        return await PutAsync(item, "view-head",
            from == 0 ? "attribute_not_exists(seq) OR seq = :from" : "seq = :from", new() { [":from"] = RowItems.N(from) }, cancel);
    }

    /// <summary>Marks the log as parked after <paramref name="seq"/>: later events wait until it is replayed.</summary>
    public async Task ParkAsync(string projection, LogId log, long seq, string reason, DateTimeOffset at, CancellationToken cancel) =>
        await dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key(projection, new(log.Value, ViewKeys.Head)),
            UpdateExpression = "SET parked = :parked, seq = if_not_exists(seq, :zero)",
            ExpressionAttributeValues = new()
            {
                [":zero"] = RowItems.N(0),
                [":parked"] = new() { M = new() { [RowItems.Seq] = RowItems.N(seq), ["reason"] = RowItems.S(reason), [RowItems.At] = RowItems.N(at) } },
            },
        }, cancel);

    public async Task UnparkAsync(string projection, LogId log, CancellationToken cancel) =>
        await dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key(projection, new(log.Value, ViewKeys.Head)),
            UpdateExpression = "REMOVE parked",
            ConditionExpression = "attribute_exists(pk)",
        }, cancel);

    private Task WriteAsync(string projection, RowChange change, CancellationToken cancel) => change switch
    {
        RowChange.Put put => PutAsync(Row(projection, put.Key, put.Seq, RowItems.Write(put.Row)), "view-row", cancel),
        RowChange.Remove remove => PutAsync(
            Row(projection, remove.Key, remove.Seq, new()
            {
                [RowItems.Gone] = RowItems.True,
                [RowItems.Ttl] = RowItems.N((remove.At + TombstoneLife).ToUnixTimeSeconds()),
            }), "view-row", cancel),
        _ => UpdateAsync(projection, change, cancel),
    };

    /// <summary>Tries the change's ways in turn; the row's own state decides which one applies, if any.</summary>
    private async Task UpdateAsync(string projection, RowChange change, CancellationToken cancel)
    {
        foreach (var update in RowUpdates.Of(change))
            if (await UpdateAsync(projection, change, update, cancel)) return;
    }

    private Task<bool> PutAsync(Item item, string category, CancellationToken cancel) =>
        PutAsync(item, category, "attribute_not_exists(pk) OR v < :v", new() { [":v"] = item[RowItems.Version] }, cancel);

    private async Task<bool> PutAsync(Item item, string category, string condition, Item values, CancellationToken cancel)
    {
        meter.Write(category, ItemSize.Of(item));
        try
        {
            await dynamo.PutItemAsync(
                new PutItemRequest { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private async Task<bool> UpdateAsync(string projection, RowChange change, RowUpdate update, CancellationToken cancel)
    {
        try
        {
            var answer = await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Key(projection, change.Key),
                ReturnValues = ReturnValue.ALL_NEW,
                UpdateExpression = update.Expression,
                ConditionExpression = $"v < :v AND attribute_not_exists(deleted) AND attribute_not_exists(gone){update.Condition}",
                ExpressionAttributeNames = update.Names,
                ExpressionAttributeValues = new(update.Values) { [":v"] = RowItems.N(change.Seq) },
            }, cancel);
            meter.Write("view-row", ItemSize.Of(answer.Attributes));
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            // The row reflects this event or a later one, is deleted for good, or is not what the event is about.
            meter.Write("view-row", 0);
            return false;
        }
    }

    private Item Row(string projection, RowKey key, long seq, Item attributes)
    {
        foreach (var (name, value) in Key(projection, key)) attributes[name] = value;
        attributes[RowItems.Version] = RowItems.N(seq);
        return attributes;
    }

    private Item Key(string projection, RowKey key) => new()
    {
        [StateKeys.Pk] = RowItems.S(ViewKeys.Partition(projection, generation, key.Partition)),
        [StateKeys.Sk] = RowItems.S(key.Sort),
    };
}
