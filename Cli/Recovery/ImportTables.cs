using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Cli.Recovery;

internal enum ImportPhase { Checkpoints, Segments, State, Done }

/// <summary>How far an import is.</summary>
/// <param name="Sha256">Of the file.</param>
internal sealed record ImportMark(string Sha256, ImportPhase Phase);

/// <summary>What an import writes, each so that it may be written again.</summary>
internal sealed class ImportTables(IAmazonDynamoDB dynamo, string events, string state, CapacityMeter meter)
{
    private const string File = "sha";
    private const string Phase = "phase";

    /// <summary>Writers of segments; a log's segments go through one of them, in order: whoever follows the stream finds no hole in a log.</summary>
    private const int Writers = 16;

    /// <summary>Segments that wait for a writer: what lets short logs go on beside a long one, in 1 MB of memory each.</summary>
    private const int Waiting = 500;

    private const int BatchItems = 25;

    private static readonly Item MarkKey = StateItems.Key(StateKeys.Import, StateKeys.Self);

    public async Task<ImportMark?> MarkAsync(CancellationToken cancel) =>
        (await dynamo.GetItemAsync(new GetItemRequest { TableName = state, Key = MarkKey, ConsistentRead = true }, cancel)).Item is { Count: > 0 } item
            ? new(item[File].S, Enum.Parse<ImportPhase>(item[Phase].S))
            : null;

    public Task PutMarkAsync(ImportMark mark, CancellationToken cancel) => dynamo.PutItemAsync(
        new PutItemRequest { TableName = state, Item = new(MarkKey) { [File] = new() { S = mark.Sha256 }, [Phase] = new() { S = mark.Phase.ToString() } } }, cancel);

    /// <summary>Nobody has said or done anything here yet.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        if ((await dynamo.ScanAsync(new ScanRequest { TableName = events, Limit = 1 }, cancel)).Items is { Count: > 0 }) return false;
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamo.ScanAsync(new ScanRequest { TableName = state, ExclusiveStartKey = from }, cancel);
            if ((page.Items ?? []).Exists(i => i[StateKeys.Sk].S == StateKeys.Self && i[StateKeys.Pk].S != StateKeys.Import && !i[StateKeys.Pk].S.StartsWith(StateKeys.SeenPrefix, StringComparison.Ordinal)))
                return false;
            from = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
        return true;
    }

    /// <summary>Says that the router has handed on all of each log, before there is any of it.</summary>
    public Task PutCheckpointsAsync(IAsyncEnumerable<(LogId Log, long Seq)> heads, CancellationToken cancel)
    {
        var checkpoints = new Checkpoints(dynamo, state, meter);
        return Parallel.ForEachAsync(heads, Options(cancel), async (head, token) => await checkpoints.AdvanceAsync(head.Log, head.Seq, token));
    }

    /// <param name="items">A log's in order.</param>
    public async Task PutSegmentsAsync(IAsyncEnumerable<Item> items, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var queues = Enumerable.Range(0, Writers).Select(_ => Channel.CreateBounded<Item>(Waiting)).ToArray();
        var writers = queues.Select(q => Task.Run(async () =>
        {
            try
            {
                await foreach (var item in q.Reader.ReadAllAsync(stop.Token)) await PutSegmentAsync(item, stop.Token);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }, CancellationToken.None)).ToArray();
        try
        {
            await foreach (var item in items.WithCancellation(stop.Token))
                await queues[(uint)StringComparer.Ordinal.GetHashCode(item[SegmentAttributes.Log].S) % Writers].Writer.WriteAsync(item, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A writer failed, or all is over: the writers say which.
        }
        foreach (var queue in queues) queue.Writer.TryComplete();
        await Task.WhenAll(writers);
        cancel.ThrowIfCancellationRequested();
    }

    public async Task PutStateAsync(IEnumerable<Item> items, CancellationToken cancel)
    {
        foreach (var chunk in items.Chunk(BatchItems))
        {
            List<WriteRequest> batch = [.. chunk.Select(i => new WriteRequest(new PutRequest(i)))];
            for (var attempt = 0; batch.Count > 0; attempt++)
            {
                if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 6)), cancel);
                var answer = await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [state] = batch } }, cancel);
                batch = answer.UnprocessedItems?.GetValueOrDefault(state) ?? [];
            }
            foreach (var item in chunk) meter.Write("state", ItemSize.Of(item));
        }
    }

    /// <summary>One that is there was written by an earlier attempt, and may have been appended to since.</summary>
    private async Task PutSegmentAsync(Item item, CancellationToken cancel)
    {
        try
        {
            await dynamo.PutItemAsync(new PutItemRequest { TableName = events, Item = item, ConditionExpression = $"attribute_not_exists({SegmentAttributes.Log})" }, cancel);
            meter.Write(CapacityCategory.Append, ItemSize.Of(item));
        }
        catch (ConditionalCheckFailedException)
        {
            meter.Write(CapacityCategory.AppendFailed, ItemSize.Of(item));
        }
    }

    private static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = Writers, CancellationToken = cancel };
}
