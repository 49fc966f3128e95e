using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using EventChat.Local.Lambda;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

/// <summary>Runs one mapping: reads the shards of the stream, parents before their children, and keeps the checkpoints.</summary>
internal sealed class StreamPump : IAsyncDisposable
{
    /// <summary>Between looks for new shards while none can be read.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The same while some are read: a child may be listed a little after its parent has ended.</summary>
    private static readonly TimeSpan LookForChildren = TimeSpan.FromSeconds(5);

    /// <summary>What a kill can at most have delivered again.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMilliseconds(100);

    private readonly EventSourceMapping _mapping;
    private readonly IAmazonDynamoDBStreams _streams;
    private readonly ILambdaInvoker _lambda;
    private readonly IFailureDestination _failures;
    private readonly Checkpoints _checkpoints;
    private readonly PollPacing _pacing;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private volatile ShardReader[] _readers = [];
    private Task _running = Task.CompletedTask;

    public StreamPump(
        EventSourceMapping mapping, IAmazonDynamoDBStreams streams, ILambdaInvoker lambda, IFailureDestination failures, Checkpoints checkpoints,
        PollPacing pacing, TimeProvider time, ILogger log)
    {
        (_mapping, _streams, _lambda, _failures, _checkpoints) = (mapping, streams, lambda, failures, checkpoints);
        (_pacing, _time, _log) = (pacing, time, log);
    }

    public EventSourceMapping Mapping => _mapping;

    public Checkpoints Checkpoints => _checkpoints;

    public string Uuid => _checkpoints.Uuid;

    public void Start() => _running = Task.WhenAll(RunAsync(_stop.Token), SaveAsync(_stop.Token));

    /// <summary>Something was written to the table: look now.</summary>
    public void Wake()
    {
        foreach (var reader in _readers) reader.Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _checkpoints.Save();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var active = new Dictionary<string, Task>(StringComparer.Ordinal);
        var readers = new Dictionary<string, ShardReader>(StringComparer.Ordinal);
        var firstLook = _checkpoints.IsNew;
        for (var failures = 0; ;)
        {
            try
            {
                var stream = await StreamDescriptions.DescribeAsync(_streams, _mapping.StreamArn, cancel);
                if (firstLook && !_mapping.FromHorizon) SkipClosed(stream.Shards);
                _checkpoints.Keep(stream.Shards.Select(s => s.ShardId).ToHashSet(StringComparer.Ordinal));
                foreach (var shard in ShardLineage.Ready(stream.Shards, id => _checkpoints.Find(id)?.Finished is true))
                {
                    if (active.ContainsKey(shard.ShardId)) continue;
                    var reader = NewReader(stream, shard, bornWithMapping: firstLook);
                    readers[shard.ShardId] = reader;
                    active[shard.ShardId] = reader.RunAsync(cancel);
                    _log.ShardStarted(_mapping.Name, shard.ShardId, _checkpoints.Find(shard.ShardId)?.After);
                }
                firstLook = false;
                _readers = [.. readers.Values];
                failures = 0;
                await LookLaterAsync(active, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
            {
                _log.StreamUnreadable(e, _mapping.Name);
                await Task.Delay(BackOff.After(++failures), _time, cancel);
            }
            foreach (var (shard, run) in active.Where(a => a.Value.IsCompleted).ToList())
            {
                if (run.IsFaulted) _log.ShardFailed(run.Exception, _mapping.Name, shard);
                else if (run.IsCompletedSuccessfully) _log.ShardFinished(_mapping.Name, shard);
                active.Remove(shard);
                readers.Remove(shard);
                if (run.IsFaulted) await Task.Delay(LookAgain, _time, cancel);
            }
        }
    }

    private async Task LookLaterAsync(Dictionary<string, Task> active, CancellationToken cancel)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny([.. active.Values, Task.Delay(active.Count == 0 ? LookAgain : LookForChildren, _time, pause.Token)]);
        await pause.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private ShardReader NewReader(StreamDescription stream, Shard shard, bool bornWithMapping) => new(
        _mapping, stream.StreamArn, shard.ShardId, _streams, _checkpoints,
        progress => new Lane(
            _mapping, new BatchDelivery(_mapping, _checkpoints.Uuid, shard.ShardId, _lambda, _failures, _time, _log), progress, _time),
        _pacing, _time, _log)
    {
        StartsAtLatest = bornWithMapping && !_mapping.FromHorizon && _checkpoints.Find(shard.ShardId) is null,
        PartitionKey = stream.KeySchema?.FirstOrDefault(k => k.KeyType == KeyType.HASH)?.AttributeName,
    };

    /// <summary>LATEST: what was closed before the mapping was made is behind it.</summary>
    private void SkipClosed(IEnumerable<Shard> shards)
    {
        foreach (var shard in shards.Where(s => s.SequenceNumberRange?.EndingSequenceNumber is not null))
            _checkpoints.Set(shard.ShardId, new ShardPosition(null, Finished: true));
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(SaveEvery, _time, cancel);
            try
            {
                _checkpoints.Save();
            }
            catch (IOException e)
            {
                _log.CheckpointsUnsaved(e, _mapping.Name);
            }
        }
    }
}
