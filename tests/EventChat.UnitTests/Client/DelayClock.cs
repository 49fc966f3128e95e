using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Client;

/// <summary>
/// A clock that moves only to the end of a Task.Delay somebody waits for: back-off passes, while an attempt that the machine is slow
/// with does not run into its timeout.
/// </summary>
internal sealed class DelayClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentQueue<DateTimeOffset> _ends = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task) _ends.Enqueue(GetUtcNow() + dueTime); // Task.Delay hands its own promise to its timer; a timeout hands its CancellationTokenSource
        return timer;
    }

    /// <summary>Lets time pass until the task is done, or for as long as it is waited for.</summary>
    public async Task<T> Until<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            if (_ends.TryDequeue(out var end) && end > GetUtcNow()) SetUtcNow(end);
            else await Task.Delay(1);
        }
        return await task;
    }
}
