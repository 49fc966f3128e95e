namespace EventChat.Local.Cognito.Pools;

/// <summary>
/// Cognito's lockout: after five wrong passwords one second, doubled by each further one, up to 15 minutes. Attempts while
/// locked out do not count. Success, or 15 minutes without an attempt, begins anew.
/// </summary>
internal sealed record SignInFailures(int Count, DateTimeOffset LastAt)
{
    private const int Free = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static readonly SignInFailures None = new(0, DateTimeOffset.MinValue);

    public bool IsLockedOut(DateTimeOffset now) => Count >= Free && now < LastAt + LockoutOf(Count);

    public SignInFailures Next(DateTimeOffset now) => new(now - LastAt >= Longest ? 1 : Count + 1, now);

    private static TimeSpan LockoutOf(int count) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(count - Free, 30))));
}
