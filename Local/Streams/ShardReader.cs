using System.Text.Json;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

/// <summary>
/// Reads one shard from its checkpoint to its end, if it has one, and spreads the records that pass the filters over the lanes.
/// </summary>
internal sealed class ShardReader(
    EventSourceMapping mapping, string streamArn, string shard, IAmazonDynamoDBStreams streams, Checkpoints checkpoints,
    Func<ShardProgress, Lane> newLane, PollPacing pacing, TimeProvider time, ILogger log)
{
    /// <summary>What a page holds at most.</summary>
    private const int PageRecords = 1_000;

    private readonly PollPace _pace = new(pacing, time);

    /// <summary>The last record that was read, processed or not.</summary>
    private string? _after = checkpoints.Find(shard)?.After;

    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public void Wake() => _pace.Wake();

    /// <summary>Returns when the shard is closed and everything in it is done with.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var progress = new ShardProgress(after => checkpoints.Set(shard, new ShardPosition(after)));
        var lanes = Enumerable.Range(0, mapping.ParallelizationFactor).Select(_ => newLane(progress)).ToArray();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = lanes.Select(lane => lane.RunAsync(end.Token)).ToList();
        var reading = ReadAsync(lanes, progress, end.Token);
        try
        {
            // A lane only ends by an error: the shard must not go on without it.
            await await Task.WhenAny([reading, .. running]);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll([reading, .. running]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        cancel.ThrowIfCancellationRequested();
        checkpoints.Set(shard, new ShardPosition(_after, Finished: true));
    }

    private async Task ReadAsync(Lane[] lanes, ShardProgress progress, CancellationToken cancel)
    {
        var failures = 0;
        string? iterator = null;
        while (true)
        {
            try
            {
                iterator ??= await IteratorAsync(cancel);
                var page = await streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator, Limit = PageRecords }, cancel);
                failures = 0;
                foreach (var record in page.Records ?? []) await AddAsync(record, lanes, progress, cancel);
                iterator = page.NextShardIterator;
                if (iterator is null) break;
                var seen = page.Records?.Count ?? 0;
                await _pace.PauseAsync(seen, full: seen >= PageRecords, cancel);
            }
            catch (ExpiredIteratorException)
            {
                // 15 minutes behind: the function holds everything up. Go on after what was read.
                iterator = null;
            }
            catch (Exception e) when (IsBehindHorizon(e))
            {
                log.RecordsTrimmed(mapping.Name, shard, _after);
                if (_after is null) await Task.Delay(BackOff.After(++failures), time, cancel);
                (iterator, _after) = (null, null);
                checkpoints.Set(shard, new ShardPosition(null));
            }
            catch (Exception e) when (e is not (OperationCanceledException or ResourceNotFoundException) || IsTimeout(e, cancel))
            {
                log.ReadFailed(e, mapping.Name, shard);
                await Task.Delay(BackOff.After(++failures), time, cancel);
                // It may have expired meanwhile, or be of a server that was started anew.
                iterator = null;
            }
        }
        await progress.DrainedAsync(cancel);
    }

    /// <summary>DynamoDB says it in one of two ways: the record is too old, or the number is none of the shard's any more.</summary>
    private bool IsBehindHorizon(Exception e) => e is TrimmedDataAccessException
        || _after is not null && e is AmazonDynamoDBStreamsException { ErrorCode: "ValidationException" };

    /// <summary>The SDK's own time limits end in a cancellation that nobody asked for.</summary>
    private static bool IsTimeout(Exception e, CancellationToken cancel) => e is OperationCanceledException && !cancel.IsCancellationRequested;

    private async Task<string> IteratorAsync(CancellationToken cancel)
    {
        var request = new GetShardIteratorRequest { StreamArn = streamArn, ShardId = shard, ShardIteratorType = ShardIteratorType.TRIM_HORIZON };
        if (_after is not null)
        {
            request.ShardIteratorType = ShardIteratorType.AFTER_SEQUENCE_NUMBER;
            request.SequenceNumber = _after;
        }
        else if (StartsAtLatest)
        {
            request.ShardIteratorType = ShardIteratorType.LATEST;
        }
        var iterator = (await streams.GetShardIteratorAsync(request, cancel)).ShardIterator;
        // A mapping that began at LATEST and lost its place before its first record: a second LATEST would miss what came since the first, so it
        // reads all, and what is older than itself is not its own. DynamoDB Local knows a record's minute only: of that minute it takes all.
        if (!mapping.FromHorizon && request.ShardIteratorType == ShardIteratorType.TRIM_HORIZON)
            _notBefore = checkpoints.CreatedAt.AddTicks(-(checkpoints.CreatedAt.Ticks % TimeSpan.TicksPerMinute));
        StartsAtLatest = false;
        return iterator;
    }

    /// <summary>The shard was open when a mapping that begins at LATEST was made. Its children are read whole.</summary>
    public bool StartsAtLatest { get; set; }

    private async ValueTask AddAsync(Record record, Lane[] lanes, ShardProgress progress, CancellationToken cancel)
    {
        var arrived = new DateTimeOffset(record.Dynamodb.ApproximateCreationDateTime ?? time.GetUtcNow().UtcDateTime, TimeSpan.Zero);
        var pending = new PendingRecord(
            record.Dynamodb.SequenceNumber, KeyOf(record), arrived, StreamEvent.WriteRecord(record, mapping.StreamArn));
        progress.Read(pending);
        _after = pending.Sequence;
        if (IsWanted(pending)) await lanes[LaneOf(pending.Key, lanes.Length)].AddAsync(pending, cancel);
        else progress.Done([pending]);
    }

    private bool IsWanted(PendingRecord record)
    {
        if (record.Arrived < _notBefore) return false;
        if (mapping.Filters.Count == 0) return true;
        using var json = JsonDocument.Parse(record.Json);
        return mapping.Filters.Any(f => f.Matches(json.RootElement));
    }

    private string KeyOf(Record record)
    {
        if (mapping.ParallelizationFactor == 1) return "";
        var keys = record.Dynamodb.Keys;
        var value = PartitionKey is { } name && keys.TryGetValue(name, out var key) ? key : keys.Values.First();
        return value.S ?? value.N ?? Convert.ToBase64String(value.B.ToArray());
    }

    /// <summary>Name of the table's partition key.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>The same for every run (a string's own hash is not), so that a restart does not mix up lanes that are compared in a log.</summary>
    private static int LaneOf(string key, int lanes)
    {
        if (lanes == 1) return 0;
        var hash = 2166136261u;
        foreach (var c in key) hash = (hash ^ c) * 16777619u;
        return (int)(hash % (uint)lanes);
    }
}
