namespace EventChat.EventLog;

/// <summary>Pauses after a conflict or throttling: exponential with full jitter, so that those who met do not meet again.</summary>
internal sealed class Backoff(TimeProvider time, Random random)
{
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(10);

    /// <summary>A Lambda that answers a person waits no longer at a time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    public Task PauseAsync(int attempt, CancellationToken cancel)
    {
        var ceiling = Math.Min(Base.TotalMilliseconds * Math.Pow(2, attempt), Longest.TotalMilliseconds);
        return Task.Delay(TimeSpan.FromMilliseconds(ceiling * random.NextDouble()), time, cancel);
    }
}
