using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Rows in batches of 25 and without a condition: for logs that nobody else writes, because they are being filled, and for rows that nobody reads any more.</summary>
public sealed class BulkRows(IAmazonDynamoDB dynamo, string table, CapacityMeter meter)
{
    /// <summary>What BatchWriteItem takes.</summary>
    private const int BatchItems = 25;

    /// <summary>Batches under way at once per worker: 8 × 25 rows of 300 bytes hide the round trip also where one long log is all that is left; what a table does not take at once comes back.</summary>
    public const int ParallelBatches = 8;

    /// <summary>Attempts of a batch that is not taken whole: some 40 s in all, then the caller fails and is started again.</summary>
    private const int Attempts = 12;

    /// <param name="rows">Each is taken over; one that is null is deleted.</param>
    public async Task PutAsync(View view, IEnumerable<(RowKey Key, Item? Row)> rows, CancellationToken cancel) =>
        await WriteAsync(rows.Select(row => row.Row is { } item ? PutRequest(view, row.Key, item) : DeleteRequest(view, row.Key)), cancel);

    /// <param name="keys">As they lie in the table.</param>
    public async Task DeleteAsync(IReadOnlyCollection<Item> keys, CancellationToken cancel)
    {
        foreach (var _ in keys) meter.Write("view-sweep", 0);
        await WriteAsync(keys.Select(key => new WriteRequest(new DeleteRequest(key))), cancel);
    }

    private Task WriteAsync(IEnumerable<WriteRequest> writes, CancellationToken cancel) => Parallel.ForEachAsync(
        writes.Chunk(BatchItems), new ParallelOptions { MaxDegreeOfParallelism = ParallelBatches, CancellationToken = cancel },
        // DynamoDB refuses a batch that names a row twice, as two logs' rows in a third one's partition may; the first stays, as it does live.
        async (batch, token) => await WriteBatchAsync([.. batch.DistinctBy(KeyOf)], token));

    private static (string, string) KeyOf(WriteRequest write)
    {
        var key = write.PutRequest?.Item ?? write.DeleteRequest.Key;
        return (key[StateKeys.Pk].S, key[StateKeys.Sk].S);
    }

    private WriteRequest PutRequest(View view, RowKey key, Item row)
    {
        row[StateKeys.Pk] = RowItems.S(view.Partition(key.Partition));
        row[StateKeys.Sk] = RowItems.S(key.Sort);
        meter.Write("view-row", ItemSize.Of(row));
        return new(new PutRequest(row));
    }

    private WriteRequest DeleteRequest(View view, RowKey key)
    {
        meter.Write("view-row", 0);
        return new(new DeleteRequest(ViewsTable.Key(view, key)));
    }

    private async Task WriteBatchAsync(List<WriteRequest> batch, CancellationToken cancel)
    {
        // What a throttled table does not take comes back.
        for (var attempt = 0; batch.Count > 0; attempt++)
        {
            if (attempt > Attempts) throw new ProvisionedThroughputExceededException($"{batch.Count} rows were not taken in {Attempts} attempts.");
            if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 6)), cancel);
            var answer = await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [table] = batch } }, cancel);
            batch = answer.UnprocessedItems?.GetValueOrDefault(table) ?? [];
        }
    }
}
