namespace EventChat.Projections;

/// <summary>
/// Keeps a segment to its share of a run's events per second. It goes by what is written down of the segment's last slice and by what the throttle is now, so that a change
/// counts at once, and also for whoever goes on with the segment in another invocation. Pure.
/// </summary>
public static class Pace
{
    /// <summary>What a segment may do of a run's events per second; 0 for no bound.</summary>
    public static double Share(RebuildRun run) => (double)run.Throttle / Math.Min(SegmentWorker.ParallelSegments, run.Plan.Segments);

    /// <summary>How long still until the next slice may begin.</summary>
    public static TimeSpan Wait(SegmentProgress progress, double share, DateTimeOffset now)
    {
        if (share <= 0 || progress.SliceAt is not { } begin) return TimeSpan.Zero;
        var due = begin + TimeSpan.FromSeconds(progress.SliceEvents / share);
        return due > now ? due - now : TimeSpan.Zero;
    }
}
