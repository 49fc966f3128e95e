using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.Sqs.Queues;
using EventChat.Local.Streams;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>
/// Runs one mapping: takes messages out, gives them to the function in batches, deletes those that it processed. What failed is left to the
/// queue: it comes again after the visibility timeout, and goes to the dead-letter queue after as many receives as the redrive policy allows.
/// </summary>
internal sealed class QueuePump(QueueMapping mapping, MessageQueue queue, ILambdaInvoker lambda, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Batches at a time unless the mapping says otherwise.</summary>
    private const int UsualConcurrency = 10;

    /// <summary>Messages that Lambda takes out at once.</summary>
    private const int MostReceived = 10;

    /// <summary>Bytes of records in one invocation, with room for what is around them in the 6 MB of a payload.</summary>
    private const int MostBytes = LambdaHost.MaxPayloadBytes - 64 * 1024;

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _slots = new(mapping.MaximumConcurrency ?? UsualConcurrency);
    private readonly HashSet<Task> _delivering = [];
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;

    public QueueMapping Mapping => mapping;

    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] delivering;
        lock (_lock) delivering = [.. _delivering];
        await Task.WhenAll(delivering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _slots.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        await Task.Yield();
        for (var failures = 0; ;)
        {
            await _slots.WaitAsync(cancel);
            try
            {
                var (batch, until) = await CollectAsync(cancel);
                failures = 0;
                Deliver(batch, until, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                // The queue is gone, or its file can not be written.
                _slots.Release();
                log.QueueUnreadable(e, mapping.Name);
                await Task.Delay(BackOff.After(++failures), time, cancel);
            }
        }
    }

    /// <summary>A batch of at least one message, and until when it is this pump's.</summary>
    private async Task<(List<Received> Batch, DateTimeOffset Until)> CollectAsync(CancellationToken cancel)
    {
        var batch = new List<Received>();
        var (size, until, wait) = (0L, DateTimeOffset.MaxValue, LongPoll);
        while (true)
        {
            var found = await queue.ReceiveAsync(Math.Min(MostReceived, mapping.BatchSize - batch.Count), null, wait, cancel);
            foreach (var (message, handle) in found)
            {
                var record = QueueEvent.Record(message, handle, mapping.QueueArn);
                if (!QueueEvent.Passes(record, mapping.Filters))
                {
                    Delete(handle);
                    continue;
                }
                if (batch.Count == 0) until = DateTimeOffset.FromUnixTimeMilliseconds(message.VisibleAt);
                batch.Add(new Received(message.Id, handle, JsonSerializer.SerializeToUtf8Bytes<JsonNode>(record)));
                size += batch[^1].Json.Length;
            }
            if (batch.Count == 0) continue;
            var left = until - queue.Settings.Visibility + mapping.Window - time.GetUtcNow();
            wait = left < TimeSpan.Zero ? TimeSpan.Zero : left;
            // Without a window a batch is what is there: a look that finds nothing ends it.
            if (batch.Count >= mapping.BatchSize || size >= MostBytes || (found.Count == 0 && wait == TimeSpan.Zero))
                return (batch, until);
        }
    }

    private void Deliver(List<Received> batch, DateTimeOffset until, CancellationToken cancel)
    {
        var delivery = DeliverAsync(batch, until, cancel);
        lock (_lock) _delivering.Add(delivery);
        delivery.ContinueWith(done =>
        {
            lock (_lock) _delivering.Remove(done);
            if (!cancel.IsCancellationRequested) _slots.Release();
        }, TaskScheduler.Default);
    }

    private async Task DeliverAsync(List<Received> batch, DateTimeOffset until, CancellationToken cancel)
    {
        await Task.Yield();
        foreach (var part in Parts(batch))
        {
            try
            {
                await DeliverPartAsync(part, until, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.MessagesFailed(mapping.Name, part.Count, e.Message);
            }
        }
    }

    private async Task DeliverPartAsync(List<Received> batch, DateTimeOffset until, CancellationToken cancel)
    {
        if (await InvokeAsync(QueueEvent.Join(batch.Select(m => m.Json)), until, cancel) is not { } result)
        {
            log.MessagesFailed(mapping.Name, batch.Count, "the function could not be called before they are due again");
            return;
        }
        if (result.FunctionError is { } error)
        {
            log.MessagesFailed(mapping.Name, batch.Count, error);
            return;
        }
        var failed = mapping.ReportsItemFailures ? MessageAnswer.Failed(result.Payload, batch.Select(m => m.Id).ToHashSet(StringComparer.Ordinal)) : new HashSet<string>();
        foreach (var message in batch.Where(m => failed?.Contains(m.Id) is false)) Delete(message.Handle);
        if (failed is not { Count: 0 }) log.MessagesFailed(mapping.Name, failed?.Count ?? batch.Count, failed is null ? "the answer is not understood" : "reported");
    }

    /// <summary>Null: it could not be called for as long as the messages are held.</summary>
    private async Task<LambdaResult?> InvokeAsync(byte[] payload, DateTimeOffset until, CancellationToken cancel)
    {
        for (var refusals = 1; ; refusals++)
        {
            try
            {
                return await lambda.InvokeAsync(mapping.Function, payload, cancel);
            }
            catch (Exception e) when (e is TooManyRequestsException or KeyNotFoundException)
            {
                var pause = BackOff.After(refusals);
                if (time.GetUtcNow() + pause >= until) return null;
                await Task.Delay(pause, time, cancel);
            }
        }
    }

    /// <summary>A message is a megabyte at most, so a batch may be more than one invocation takes.</summary>
    private static IEnumerable<List<Received>> Parts(List<Received> batch)
    {
        var (part, size) = (new List<Received>(), 0L);
        foreach (var message in batch)
        {
            if (part.Count > 0 && size + message.Json.Length > MostBytes)
            {
                yield return part;
                (part, size) = ([], 0);
            }
            part.Add(message);
            size += message.Json.Length + 1;
        }
        yield return part;
    }

    private void Delete(string handle)
    {
        try
        {
            queue.Delete(handle);
        }
        catch (SqsException e)
        {
            // A FIFO queue's handle that is no longer good: the message comes again.
            log.MessagesFailed(mapping.Name, 1, e.Message);
        }
    }

    private sealed record Received(string Id, string Handle, byte[] Json);
}
