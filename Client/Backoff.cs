namespace EventChat.Client;

/// <summary>Exponential back-off with full jitter, so that clients cut off together do not come back together.</summary>
/// <param name="Floor">Nothing waits less.</param>
/// <param name="Ceiling">Nothing waits longer.</param>
public readonly record struct Backoff(TimeSpan Floor, TimeSpan Ceiling)
{
    /// <summary>Between two attempts of one request.</summary>
    public static readonly Backoff Request = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));

    /// <summary>Between two real-time connections.</summary>
    public static readonly Backoff Reconnect = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <param name="failures">1 after the first failure.</param>
    public TimeSpan Delay(int failures, Random random)
    {
        var bound = Math.Min(Ceiling.TotalSeconds, Floor.TotalSeconds * Math.Pow(2, Math.Min(failures, 16)));
        return Floor + TimeSpan.FromSeconds(random.NextDouble() * (bound - Floor.TotalSeconds));
    }
}
