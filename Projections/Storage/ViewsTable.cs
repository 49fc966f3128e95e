using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>The read models in the views table, each generation in partitions of its own. Every write is guarded by seq, so a late writer changes nothing.</summary>
public sealed partial class ViewsTable(IAmazonDynamoDB dynamo, string table, CapacityMeter meter)
{
    /// <summary>Writes under way at once per log: enough to hide DynamoDB's 4 ms, few enough for one function's sockets.</summary>
    private const int ParallelWrites = 16;

    /// <summary>Days a tombstone stays: longer than a stream record lives (24 h), so nobody can still write the older row.</summary>
    internal static readonly TimeSpan TombstoneLife = TimeSpan.FromDays(7);

    public async Task<Item?> ReadHeadAsync(View view, LogId log, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = table, Key = Key(view, new(log.Value, ViewKeys.Head)), ConsistentRead = true }, cancel);
        var item = answer.Item is { Count: > 0 } ? answer.Item : null;
        meter.Read("view-head", item is null ? 0 : ItemSize.Of(item), consistent: true);
        return item;
    }

    /// <param name="rows">A row's changes each: one after the other, the rows beside one another.</param>
    public async Task WriteAsync(View view, IReadOnlyCollection<IReadOnlyList<RowChange>> rows, CancellationToken cancel)
    {
        await WriteBesideAsync(view, [.. rows.Where(r => !IsLast(r[^1]))], cancel);
        if (!await WriteBesideAsync(view, [.. rows.Where(r => IsLast(r[^1]))], cancel)) await SettleAsync(view, rows, cancel);
    }

    /// <summary>Rows that a fold goes by, written after those that it changes on their account: what they say is done.</summary>
    public static bool IsLast(RowChange change) => change is RowChange.Put { Row: EventChat.Projections.Row.Indexed };

    /// <returns>False if a row was found that is newer.</returns>
    private async Task<bool> WriteBesideAsync(View view, IReadOnlyCollection<IReadOnlyList<RowChange>> rows, CancellationToken cancel)
    {
        if (rows.Count == 1) return await WriteInOrderAsync(view, rows.First(), cancel);
        var all = true;
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancel }, async (changes, token) =>
        {
            if (!await WriteInOrderAsync(view, changes, token)) Volatile.Write(ref all, false);
        });
        return all;
    }

    private async Task<bool> WriteInOrderAsync(View view, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var all = true;
        foreach (var change in changes) all &= await WriteAsync(view, change, cancel);
        return all;
    }

    /// <summary>Moves the checkpoint from <paramref name="known"/> to what <paramref name="head"/> says; false if another instance moved it, or it was repaired since.</summary>
    public async Task<bool> AdvanceAsync(View view, LogId log, Item? known, Item head, CancellationToken cancel)
    {
        var item = new Item(head);
        foreach (var (name, value) in Key(view, new(log.Value, ViewKeys.Head))) item[name] = value;
        Item values = new() { [":from"] = known?.GetValueOrDefault(RowItems.Seq) ?? RowItems.N(0) };
        var repairs = known?.GetValueOrDefault(RowItems.Repairs);
        if (repairs is not null) values[":repairs"] = item[RowItems.Repairs] = repairs;
        var there = $"seq = :from AND attribute_not_exists(filling) AND {(repairs is null ? "attribute_not_exists(repairs)" : "repairs = :repairs")}";
        return await PutAsync(item, "view-head", known is null ? $"attribute_not_exists(seq) OR ({there})" : there, values, cancel);
    }

    /// <summary>Writes a head anew that is not what the log says, at the same seq; false if it moved meanwhile. Whoever remembers the old one reads it again.</summary>
    public async Task<bool> RepairHeadAsync(View view, LogId log, Item found, Item head, CancellationToken cancel)
    {
        var item = new Item(head) { [RowItems.Repairs] = RowItems.N((found.TryGetValue(RowItems.Repairs, out var repairs) ? RowItems.ReadN(repairs) : 0) + 1) };
        foreach (var (name, value) in Key(view, new(log.Value, ViewKeys.Head))) item[name] = value;
        if (found.TryGetValue(RowItems.Parked, out var parked)) item[RowItems.Parked] = parked;
        Item values = new() { [":from"] = found[RowItems.Seq] };
        if (repairs is not null) values[":repairs"] = repairs;
        return await PutAsync(item, "repair",
            $"seq = :from AND attribute_not_exists(filling) AND {(repairs is null ? "attribute_not_exists(repairs)" : "repairs = :repairs")} " +
            $"AND {(parked is null ? "attribute_not_exists(parked)" : "attribute_exists(parked)")}", values, cancel);
    }

    /// <summary>Marks the log as parked after <paramref name="seq"/>: later events wait until it is replayed. It is also entered in the list of parked logs.</summary>
    public async Task ParkAsync(View view, LogId log, long seq, string reason, DateTimeOffset at, CancellationToken cancel)
    {
        Item mark = new() { [RowItems.Seq] = RowItems.N(seq), [RowItems.Reason] = RowItems.S(reason), [RowItems.At] = RowItems.N(at) };
        meter.Write("view-head", 0, transactional: true);
        meter.Write("view-head", 0, transactional: true);
        await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new()
                {
                    Update = new()
                    {
                        TableName = table,
                        Key = Key(view, new(log.Value, ViewKeys.Head)),
                        UpdateExpression = "SET parked = :parked, seq = if_not_exists(seq, :zero) REMOVE filling, awaited, claimed",
                        ExpressionAttributeValues = new() { [":zero"] = RowItems.N(0), [":parked"] = new() { M = mark } },
                    },
                },
                new() { Put = new() { TableName = table, Item = new(mark.Concat(Key(view, new(ViewKeys.Parked, log.Value)))) } },
            ],
        }, cancel);
    }

    /// <summary>False if it is not parked.</summary>
    public async Task<bool> UnparkAsync(View view, LogId log, CancellationToken cancel)
    {
        try
        {
            await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new()
                    {
                        Update = new()
                        {
                            TableName = table, Key = Key(view, new(log.Value, ViewKeys.Head)), UpdateExpression = "REMOVE parked",
                            ConditionExpression = "attribute_exists(parked)",
                        },
                    },
                    new() { Delete = new() { TableName = table, Key = Key(view, new(ViewKeys.Parked, log.Value)) } },
                ],
            }, cancel);
            return true;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons?.Exists(r => r.Code == "ConditionalCheckFailed") is true)
        {
            return false;
        }
    }

    /// <summary>The parked logs of a generation, by their names.</summary>
    public IAsyncEnumerable<ParkedLog> ParkedAsync(View view, CancellationToken cancel) => ParkedAsync(view, after: null, cancel);

    /// <param name="after">Those after this one; null for all.</param>
    public async IAsyncEnumerable<ParkedLog> ParkedAsync(View view, LogId? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        Item? from = null;
        do
        {
            var answer = await dynamo.QueryAsync(new QueryRequest
            {
                TableName = table, KeyConditionExpression = "pk = :pk AND sk > :after", ConsistentRead = true, ExclusiveStartKey = from,
                ExpressionAttributeValues = new() { [":pk"] = RowItems.S(view.Partition(ViewKeys.Parked)), [":after"] = RowItems.S(after?.Value ?? " ") },
            }, cancel);
            meter.Read("view-parked", (answer.Items ?? []).Sum(i => (long)ItemSize.Of(i)), consistent: true);
            foreach (var item in answer.Items ?? [])
                yield return new(view, new(item[StateKeys.Sk].S), RowItems.ReadN(item[RowItems.Seq]), item[RowItems.Reason].S, RowItems.ReadTime(item[RowItems.At]));
            from = answer.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
    }

    /// <summary>
    /// Tells whoever fills the log that there are events up to <paramref name="seq"/>, so that it does not stop before them; false if the log is filled and the
    /// caller must apply them itself. Filling ends by <see cref="FillAsync"/>, which fails as long as something is awaited: so between the two no event falls through.
    /// </summary>
    public async Task<bool> AwaitAsync(View view, LogId log, long seq, CancellationToken cancel)
    {
        meter.Write("view-head", 0);
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Key(view, new(log.Value, ViewKeys.Head)),
                UpdateExpression = "SET awaited = :seq, filling = :true, seq = if_not_exists(seq, :zero)",
                ConditionExpression = "attribute_not_exists(pk) OR (attribute_exists(filling) AND (attribute_not_exists(awaited) OR awaited < :seq))",
                ExpressionAttributeValues = new() { [":seq"] = RowItems.N(seq), [":zero"] = RowItems.N(0), [":true"] = RowItems.True },
            }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            // Filled, or a later event is awaited already.
            return (await ReadHeadAsync(view, log, cancel))?.ContainsKey(RowItems.Filling) is true;
        }
    }

    /// <summary>
    /// Writes the head of a log that is being filled: moves its checkpoint from <paramref name="from"/>, and if <paramref name="done"/> hands the log over to the live feed.
    /// False if the checkpoint is elsewhere, the log is handed over already, or events beyond the head's are awaited.
    /// </summary>
    public async Task<bool> FillAsync(View view, LogId log, long from, Item head, bool done, CancellationToken cancel)
    {
        var item = new Item(head);
        foreach (var (name, value) in Key(view, new(log.Value, ViewKeys.Head))) item[name] = value;
        Item values = new() { [":from"] = RowItems.N(from) };
        string open;
        if (done)
        {
            values[":seq"] = item[RowItems.Seq];
            open = "attribute_not_exists(awaited) OR awaited <= :seq";
        }
        else
        {
            // What is awaited stays awaited: the page that is being folded may be older than it.
            item[RowItems.Filling] = item[RowItems.Claimed] = RowItems.True;
            if ((await ReadHeadAsync(view, log, cancel))?.GetValueOrDefault(RowItems.Awaited) is { } awaited)
            {
                item[RowItems.Awaited] = values[":awaited"] = awaited;
                open = "awaited = :awaited";
            }
            else
            {
                open = "attribute_not_exists(awaited)";
            }
        }
        var mine = $"attribute_exists(filling) AND seq = :from AND ({open})";
        return await PutAsync(item, "view-head", from == 0 ? $"attribute_not_exists(pk) OR ({mine})" : mine, values, cancel);
    }

    /// <returns>False if the row is newer, or not what the change is about.</returns>
    private Task<bool> WriteAsync(View view, RowChange change, CancellationToken cancel) => change switch
    {
        RowChange.Put put => PutAsync(Row(view, put.Key, put.Seq, RowItems.Write(put.Row)), "view-row", cancel),
        RowChange.Remove remove => PutAsync(
            Row(view, remove.Key, remove.Seq, new()
            {
                [RowItems.Gone] = RowItems.True,
                [RowItems.Ttl] = RowItems.N((remove.At + TombstoneLife).ToUnixTimeSeconds()),
            }), "view-row", cancel),
        RowChange.Mark mark => MarkAsync(view, mark, cancel),
        _ => UpdateAsync(view, change, cancel),
    };

    /// <summary>Tries the change's ways in turn; the row's own state decides which one applies, if any.</summary>
    private async Task<bool> UpdateAsync(View view, RowChange change, CancellationToken cancel)
    {
        foreach (var update in RowUpdates.Of(change))
            if (await UpdateAsync(view, change, update, cancel)) return true;
        return false;
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

    private async Task<bool> UpdateAsync(View view, RowChange change, RowUpdate update, CancellationToken cancel)
    {
        try
        {
            var answer = await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Key(view, change.Key),
                ReturnValues = ReturnValue.ALL_NEW,
                UpdateExpression = update.Expression,
                ConditionExpression = $"{(update.Makes ? "(attribute_not_exists(pk) OR v < :v)" : "v < :v")} AND attribute_not_exists(deleted) AND attribute_not_exists(gone){update.Condition}",
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

    private static Item Row(View view, RowKey key, long seq, Item attributes)
    {
        foreach (var (name, value) in Key(view, key)) attributes[name] = value;
        attributes[RowItems.Version] = RowItems.N(seq);
        return attributes;
    }

    internal static Item Key(View view, RowKey key) => new()
    {
        [StateKeys.Pk] = RowItems.S(view.Partition(key.Partition)),
        [StateKeys.Sk] = RowItems.S(key.Sort),
    };
}
