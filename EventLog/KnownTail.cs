using System.Collections.Immutable;

namespace EventChat.EventLog;

/// <summary>
/// The last segments of a log as far as this process has seen them: ascending, without a gap, all full but perhaps the last. It may be stale, which is
/// safe: a write to a segment that has filled since fails and shows the segment.
/// </summary>
internal sealed record KnownTail(ImmutableArray<KnownSegment> Segments)
{
    /// <summary>Segments kept per log: the window of <see cref="SegmentFormat.WindowSegments"/> then costs a warm process no read.</summary>
    public const int Capacity = SegmentFormat.WindowSegments;

    public KnownSegment First => Segments[0];
    public KnownSegment Last => Segments[^1];

    /// <summary>The tail with one more observation, which may be older than what is known.</summary>
    public KnownTail With(KnownSegment seen)
    {
        if (seen.Start > Last.Start)
        {
            // Behind a gap in what we know, or behind a segment last seen open: nothing is known about what lies between.
            if (!Last.IsFull || seen.Start != Last.End + 1) return new([seen]);
            var kept = Segments.Length < Capacity ? Segments : Segments.RemoveAt(0);
            return new(kept.Add(seen));
        }
        if (seen.Start < First.Start)
            return seen.IsFull && seen.End + 1 == First.Start && Segments.Length < Capacity ? new(Segments.Insert(0, seen)) : this;
        // Only the last can have grown. Observations may arrive out of order, so the longer one is the newer one.
        return seen.Start == Last.Start && seen.Count > Last.Count ? new(Segments.SetItem(Segments.Length - 1, seen)) : this;
    }

    /// <summary>The known segment that starts at <paramref name="start"/>.</summary>
    public KnownSegment? StartingAt(long start)
    {
        var (low, high) = (0, Segments.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Segments[middle].Start == start) return Segments[middle];
            if (Segments[middle].Start < start) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }
}
