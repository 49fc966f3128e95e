using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge.Deliveries;

/// <summary>
/// Brings what was accepted to its target, at least once: failures that may pass are tried again with growing, jittered pauses, until the
/// target's retry policy is exhausted; then the dead-letter queue has it, or it is dropped.
/// </summary>
internal sealed class DeliveryQueue(
    DeliveryJournal journal, ITargetSender targets, DeadLetters deadLetters, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Deliveries under way to one target at a time, so that a slow one holds up no other; waiting for the next attempt does not count.</summary>
    private const int ConcurrencyPerTarget = 32;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>So that 185 attempts fill a day, as on AWS.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Lambda's own, after a function failed.</summary>
    private static readonly TimeSpan[] FunctionPauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly Lock _lock = new();
    private List<Delivery>? _held = [];

    /// <summary>Returns when the deliveries survive the host.</summary>
    public void Accept(IReadOnlyList<Delivery> deliveries)
    {
        if (deliveries.Count == 0) return;
        var accepted = journal.Accept(deliveries);
        lock (_lock)
        {
            if (_held is not null)
            {
                _held.AddRange(accepted);
                return;
            }
        }
        foreach (var delivery in accepted) Run(delivery);
    }

    /// <summary>Begins to deliver, with what an earlier run of the host left: the targets stand now.</summary>
    public void Start()
    {
        List<Delivery> held;
        lock (_lock)
        {
            if (_held is null) return;
            held = [.. journal.Open.UnionBy(_held, delivery => delivery.Id)];
            _held = null;
        }
        foreach (var delivery in held) Run(delivery);
    }

    /// <summary>Ends when nothing is under way or waits for another attempt.</summary>
    public async Task WhenIdleAsync()
    {
        while (_running.Keys.FirstOrDefault() is { } task) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await journal.DisposeAsync();
        _stop.Dispose();
        foreach (var slots in _slots.Values) slots.Dispose();
    }

    private void Run(Delivery delivery)
    {
        var run = RunAsync(delivery, _stop.Token);
        _running[run] = true;
        _ = run.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task RunAsync(Delivery delivery, CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        for (int retries = 0, functionFailures = 0; ;)
        {
            switch (await AttemptAsync(Numbered(delivery, retries + functionFailures + 1), cancel))
            {
                case SendOutcome.FunctionFailed when functionFailures < FunctionPauses.Length:
                    await Task.Delay(FunctionPauses[functionFailures++], time, cancel);
                    continue;
                case SendOutcome.Failed failed:
                    var pause = Pause(retries);
                    if (Exhausted(delivery, failed, retries, pause) is not { } why)
                    {
                        retries++;
                        log.DeliveryFails(delivery.Origin, delivery.TargetArn, failed.Code, failed.Message, pause);
                        await Task.Delay(pause, time, cancel);
                        continue;
                    }
                    log.DeliveryGivenUp(delivery.Origin, delivery.TargetArn, failed.Code, failed.Message, retries);
                    await deadLetters.SendAsync(delivery, failed, retries, why.Condition, cancel);
                    break;
                case SendOutcome.FunctionFailed:
                    log.FunctionEventDropped(delivery.Origin, delivery.TargetArn);
                    break;
            }
            journal.Done(delivery.Id);
            return;
        }
    }

    /// <summary>A schedule's input may ask which attempt it is.</summary>
    private static Delivery Numbered(Delivery delivery, int attempt) => delivery.Payload.Contains("<aws.scheduler.attempt-number>", StringComparison.Ordinal)
        ? delivery with { Payload = delivery.Payload.Replace("<aws.scheduler.attempt-number>", attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) }
        : delivery;

    private async Task<SendOutcome> AttemptAsync(Delivery delivery, CancellationToken cancel)
    {
        var slots = _slots.GetOrAdd(delivery.TargetArn, _ => new SemaphoreSlim(ConcurrencyPerTarget));
        await slots.WaitAsync(cancel);
        try
        {
            return await targets.SendAsync(delivery, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return new SendOutcome.Failed("SDK_CLIENT_ERROR", e.Message, Retriable: true);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Null while there is another attempt; otherwise AWS's name of the condition, null within for what no attempt would help.</summary>
    private GivenUp? Exhausted(Delivery delivery, SendOutcome.Failed failed, int retries, TimeSpan pause)
    {
        if (!failed.Retriable) return new GivenUp(null);
        if (retries >= delivery.Retry.MaximumAttempts) return new GivenUp("MaximumRetryAttempts");
        return time.GetUtcNow() + pause - delivery.AcceptedAt > TimeSpan.FromSeconds(delivery.Retry.MaximumAgeSeconds)
            ? new GivenUp("MaximumEventAgeInSeconds")
            : null;
    }

    /// <summary>Half to all of 1 s, 2 s, 4 s … 10 min: many that failed together do not come back together.</summary>
    private static TimeSpan Pause(int retries) =>
        TimeSpan.FromTicks((long)(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(retries, 20)) * (0.5 + Random.Shared.NextDouble() / 2)));

    private sealed record GivenUp(string? Condition);
}
