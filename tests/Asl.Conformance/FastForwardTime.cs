namespace EventChat.Asl.Conformance;

/// <summary>A clock that stands still until it is told to jump to the next timer.</summary>
public sealed class FastForwardTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Timer, (DateTimeOffset, long)> _timers = new();
    private DateTimeOffset _now = start;
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>False if nothing waits.</summary>
    public bool TryJump()
    {
        Timer? next = null;
        lock (_lock)
        {
            while (next is null && _timers.TryDequeue(out var timer, out var due))
            {
                if (timer.Due != due) continue; // changed or disposed of since
                if (due.Item1 > _now) _now = due.Item1;
                timer.Due = null;
                next = timer;
            }
        }
        next?.Fire();
        return next is not null;
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            timer.Due = null;
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            var at = dueTime > DateTimeOffset.MaxValue - _now ? DateTimeOffset.MaxValue : _now + dueTime;
            timer.Due = (at, _made++);
            _timers.Enqueue(timer, timer.Due.Value);
        }
    }

    private sealed class Timer(FastForwardTime time, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public (DateTimeOffset, long)? Due { get; set; }

        public void Fire()
        {
            if (_period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero) time.Set(this, _period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
