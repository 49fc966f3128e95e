namespace EventChat.Local.Streams;

/// <summary>Growing pauses between attempts: 100 ms, doubled up to 10 s. On AWS they reach a minute; here somebody waits in front of the screen.</summary>
internal static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <param name="failures">In a row, this one included.</param>
    public static TimeSpan After(int failures) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(20, Math.Max(0, failures - 1))));
}
