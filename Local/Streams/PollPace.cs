using System.Threading.Channels;

namespace EventChat.Local.Streams;

/// <summary>How often a shard is asked for records.</summary>
/// <param name="Idle">Between polls when nothing happens: half of it is what a first message waits on average.</param>
/// <param name="Busy">Between polls while a conversation is going on.</param>
/// <param name="BusyFor">How long after the last records a conversation is taken to go on.</param>
/// <param name="BusyAfterWake">How long to look closely after being woken, for a record that is not visible at once.</param>
public sealed record PollPacing(TimeSpan Idle, TimeSpan Busy, TimeSpan BusyFor, TimeSpan BusyAfterWake)
{
    public static readonly PollPacing Default = new(
        TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(20));
}

/// <summary>The pause between two polls of one shard; a wake-up ends it, also one that came while the poll was under way.</summary>
internal sealed class PollPace(PollPacing pacing, TimeProvider time)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task<bool>? _woken;
    private DateTimeOffset _busyUntil;

    public void Wake() => _signal.Writer.TryWrite(true);

    /// <param name="seen">Records the last poll brought.</param>
    /// <param name="full">The page was full: there is probably more.</param>
    public async Task PauseAsync(int seen, bool full, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        if (seen > 0) _busyUntil = now + pacing.BusyFor;
        if (full) return;
        _woken ??= _signal.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!_woken.IsCompleted)
            await Task.WhenAny(_woken, Task.Delay(now < _busyUntil ? pacing.Busy : pacing.Idle, time, cancel));
        if (_woken.IsCompleted)
        {
            _signal.Reader.TryRead(out _);
            _woken = null;
            var until = time.GetUtcNow() + pacing.BusyAfterWake;
            if (until > _busyUntil) _busyUntil = until;
        }
        cancel.ThrowIfCancellationRequested();
    }
}
