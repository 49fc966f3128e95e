namespace EventChat.Local.Scheduler.Expressions;

/// <summary>Wakes when the next of several moments has come, or when somebody says that they have changed.</summary>
internal sealed class Alarm(TimeProvider time) : IDisposable
{
    /// <summary>Looked again at least this often: a machine that slept has a clock that jumped.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _changed = new(0, 1);

    public void Ring()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public async Task WaitAsync(DateTimeOffset? due, CancellationToken cancel)
    {
        var wait = due is { } at ? at - time.GetUtcNow() : Longest;
        if (wait <= TimeSpan.Zero) return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Task.Delay(wait < Longest ? wait : Longest, time, waiting.Token), _changed.WaitAsync(waiting.Token));
        await waiting.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose() => _changed.Dispose();
}
