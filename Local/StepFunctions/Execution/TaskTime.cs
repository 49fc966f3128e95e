using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>The time a task has: TimeoutSeconds from its start, HeartbeatSeconds from the last sign of life.</summary>
internal sealed class TaskTime : IDisposable
{
    private readonly CancellationTokenSource? _timeout;
    private readonly CancellationTokenSource? _heartbeat;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _interval;

    public TaskTime(TimeProvider time, DateTimeOffset started, long? timeoutSeconds, long? heartbeatSeconds, CancellationToken cancel)
    {
        if (timeoutSeconds is { } seconds) _timeout = new CancellationTokenSource(Left(started, seconds, time), time);
        if (heartbeatSeconds is { } beat)
        {
            _interval = TimeSpan.FromSeconds(beat);
            _heartbeat = new CancellationTokenSource(Bounded(_interval), time);
        }
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _timeout?.Token ?? default, _heartbeat?.Token ?? default);
    }

    public CancellationToken Token => _either.Token;

    public void Heartbeat()
    {
        try
        {
            _heartbeat?.CancelAfter(Bounded(_interval));
        }
        catch (ObjectDisposedException)
        {
            // It came as the task ended.
        }
    }

    public bool IsUp(out string error)
    {
        error = _timeout?.IsCancellationRequested is true ? ErrorNames.Timeout : ErrorNames.HeartbeatTimeout;
        return _timeout?.IsCancellationRequested is true || _heartbeat?.IsCancellationRequested is true;
    }

    public void Dispose()
    {
        _either.Dispose();
        _timeout?.Dispose();
        _heartbeat?.Dispose();
    }

    private static TimeSpan Left(DateTimeOffset started, long seconds, TimeProvider time)
    {
        var left = started + TimeSpan.FromSeconds(seconds) - time.GetUtcNow();
        return Bounded(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>A timer runs at most about 49 days; a task that is to wait longer waits for ever.</summary>
    private static TimeSpan Bounded(TimeSpan span) => span < TimeSpan.FromDays(49) ? span : Timeout.InfiniteTimeSpan;
}
