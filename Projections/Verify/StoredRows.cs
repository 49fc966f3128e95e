using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One generation's rows as they lie in the table, read for a comparison: metered, and half as dear where an old answer does no harm.</summary>
internal sealed class StoredRows(IAmazonDynamoDB dynamo, string table, View view, CapacityMeter meter)
{
    private const string Category = "verify";

    /// <summary>What BatchGetItem takes.</summary>
    private const int BatchKeys = 100;

    /// <summary>Rows of a page: some 150 KB.</summary>
    private const int PageRows = 500;

    /// <summary>The rows of a partition within the window, in order. Eventually consistent.</summary>
    public async IAsyncEnumerable<(RowKey Key, Item Row)> PartitionAsync(string partition, RowWindow window, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (window.Last is { } last && RowOrder.Compare(partition, last.Partition) > 0) yield break;
        if (window.After is { } after && RowOrder.Compare(partition, after.Partition) < 0) yield break;
        var from = window.After is { } a && a.Partition == partition ? a.Sort : null;
        var to = window.Last is { } l && l.Partition == partition ? l.Sort : null;
        while (true)
        {
            var items = await PageAsync(partition, from, to, cancel);
            foreach (var item in items)
                if (item[StateKeys.Sk].S != from) yield return (new(partition, item[StateKeys.Sk].S), item);
            // By key and not by the answer's cursor: DynamoDB Local walks to a cursor from the partition's beginning.
            if (items.Count < PageRows || items[^1][StateKeys.Sk].S == from) yield break;
            from = items[^1][StateKeys.Sk].S;
        }
    }

    private async Task<List<Item>> PageAsync(string partition, string? from, string? to, CancellationToken cancel)
    {
        Item values = new() { [":pk"] = RowItems.S(view.Partition(partition)) };
        if (from is not null) values[":from"] = RowItems.S(from);
        if (to is not null) values[":to"] = RowItems.S(to);
        List<Item> found = [];
        Item? start = null;
        do
        {
            var answer = await dynamo.QueryAsync(new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = (from, to) switch
                {
                    (null, null) => "pk = :pk",
                    (not null, null) => "pk = :pk AND sk > :from",
                    (null, not null) => "pk = :pk AND sk <= :to",
                    _ => "pk = :pk AND sk BETWEEN :from AND :to",
                },
                ExpressionAttributeValues = values, Limit = PageRows - found.Count, ExclusiveStartKey = start,
            }, cancel);
            var items = answer.Items ?? [];
            meter.Read(Category, items.Sum(i => (long)ItemSize.Of(i)), consistent: false);
            found.AddRange(items);
            start = answer.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (start is not null && found.Count < PageRows);
        return found;
    }

    /// <summary>Rows by their keys; one that is not there is not in the answer.</summary>
    public async Task<Dictionary<RowKey, Item>> GetAsync(IEnumerable<RowKey> keys, bool consistent, CancellationToken cancel)
    {
        Dictionary<RowKey, Item> found = [];
        var prefix = view.Partition("").Length;
        foreach (var chunk in keys.Chunk(BatchKeys))
        {
            List<Item> asked = [.. chunk.Select(Key)];
            for (var attempt = 0; asked.Count > 0; attempt++)
            {
                // What a throttled table did not answer comes back as not processed.
                if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 6)), TimeProvider.System, cancel);
                var answer = await dynamo.BatchGetItemAsync(
                    new BatchGetItemRequest { RequestItems = new() { [table] = new() { Keys = asked, ConsistentRead = consistent } } }, cancel);
                var items = answer.Responses?.GetValueOrDefault(table) ?? [];
                foreach (var item in items)
                {
                    meter.Read(Category, ItemSize.Of(item), consistent);
                    found[new(item[StateKeys.Pk].S[prefix..], item[StateKeys.Sk].S)] = item;
                }
                asked = answer.UnprocessedKeys?.GetValueOrDefault(table)?.Keys ?? [];
            }
            // A key that is not there costs as much as a small row.
            foreach (var _ in chunk.Where(k => !found.ContainsKey(k))) meter.Read(Category, 0, consistent);
        }
        return found;
    }

    /// <summary>Puts <paramref name="row"/>, or deletes if it is null; only over what <paramref name="found"/> says. False if the row changed meanwhile.</summary>
    public async Task<bool> ReplaceAsync(RowKey key, Item? found, Item? row, CancellationToken cancel)
    {
        var seen = found?.GetValueOrDefault(RowItems.Version);
        var condition = found is null ? "attribute_not_exists(pk)" : seen is null ? "attribute_exists(pk) AND attribute_not_exists(v)" : "v = :seen";
        Item? values = seen is null ? null : new() { [":seen"] = seen };
        meter.Write("repair", Math.Max(found is null ? 0 : ItemSize.Of(found), row is null ? 0 : ItemSize.Of(row)));
        try
        {
            if (row is null)
                await dynamo.DeleteItemAsync(
                    new DeleteItemRequest { TableName = table, Key = Key(key), ConditionExpression = condition, ExpressionAttributeValues = values }, cancel);
            else
                await dynamo.PutItemAsync(
                    new PutItemRequest { TableName = table, Item = At(key, row), ConditionExpression = condition, ExpressionAttributeValues = values }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public Item Key(RowKey key) => new() { [StateKeys.Pk] = RowItems.S(view.Partition(key.Partition)), [StateKeys.Sk] = RowItems.S(key.Sort) };

    /// <summary>The row with its key.</summary>
    private Item At(RowKey key, Item row)
    {
        var item = Key(key);
        foreach (var (name, value) in row) item[name] = value;
        return item;
    }
}
