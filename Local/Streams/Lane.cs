using System.Threading.Channels;

namespace EventChat.Local.Streams;

/// <summary>Records of a shard that must stay in order: gathered into batches, delivered one batch after the other.</summary>
internal sealed class Lane(EventSourceMapping mapping, BatchDelivery delivery, ShardProgress progress, TimeProvider time)
{
    /// <summary>Records read ahead of the function. A page of a stream has at most as many.</summary>
    private const int Capacity = 1_000;

    /// <summary>Bytes of a batch: Lambda's payload limit, less the event around the records.</summary>
    private const int MaximumBytes = LambdaPayload - 64;
    private const int LambdaPayload = Lambda.LambdaHost.MaxPayloadBytes;

    private readonly Channel<PendingRecord> _records = Channel.CreateBounded<PendingRecord>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    public ValueTask AddAsync(PendingRecord record, CancellationToken cancel) => _records.Writer.WriteAsync(record, cancel);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await _records.Reader.WaitToReadAsync(cancel))
        {
            var batch = new List<PendingRecord>(Math.Min(mapping.BatchSize, _records.Reader.Count));
            await FillAsync(batch, cancel);
            await delivery.DeliverAsync(batch, progress.Done, cancel);
        }
    }

    /// <summary>Until the batch is full, or the window has passed since its first record.</summary>
    private async Task FillAsync(List<PendingRecord> batch, CancellationToken cancel)
    {
        var bytes = 0;
        var closes = time.GetUtcNow() + mapping.Window;
        while (true)
        {
            // Each record costs a comma too.
            while (batch.Count < mapping.BatchSize && _records.Reader.TryPeek(out var next)
                && (batch.Count == 0 || bytes + next.Json.Length + 1 <= MaximumBytes))
            {
                _records.Reader.TryRead(out _);
                batch.Add(next);
                bytes += next.Json.Length + 1;
            }
            var left = closes - time.GetUtcNow();
            if (batch.Count == mapping.BatchSize || left <= TimeSpan.Zero || _records.Reader.TryPeek(out _)) return;
            using var window = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(_records.Reader.WaitToReadAsync(window.Token).AsTask(), Task.Delay(left, time, window.Token));
            await window.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
