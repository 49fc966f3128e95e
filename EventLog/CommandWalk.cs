using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// Finds where a command may be appended. The law it keeps: an append is attempted at a place only when every segment from the first one that
/// could hold the command up to that place has been seen full and without it. docs/adr/0001-segment-log.md proves from it that no command is written twice.
/// </summary>
internal sealed class CommandWalk(LogId log, CommandId command, long? afterSeq, SegmentReader reader, TailCache tails, SegmentLogFault fault)
{
    /// <summary>The segment that holds the command, once it has been met.</summary>
    public long? FoundAt { get; private set; }

    /// <summary>Start of the segment to write to next: open, or not there yet.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The end of the log was read for this command, not remembered from others.</summary>
    public bool SawEnd { get; private set; }

    /// <summary>Goes to the tail as far as it is known, having looked at all segments on the way that could hold the command.</summary>
    public async Task ApproachAsync(CancellationToken cancel)
    {
        if (fault.HasFlag(SegmentLogFault.WalkSkipped))
        {
            await JumpAsync(cancel);
            return;
        }
        var tail = await KnownTailAsync(cancel);
        if (tail is null) return;
        Pass(tail);
        if (FoundAt is null) await LookBackAsync(tail, cancel);
    }

    /// <summary>Steps behind a segment that refused the write, or finds the command in it.</summary>
    public async Task StepAsync(Segment refusing, CancellationToken cancel)
    {
        var seen = Learn(refusing);
        if (Holds(seen)) return;
        if (fault.HasFlag(SegmentLogFault.WalkSkipped))
        {
            await JumpAsync(cancel);
            return;
        }
        if (!seen.IsFull && fault is SegmentLogFault.None)
            throw new LogCorruptException(log, $"the segment at {seen.Start} refuses a command that it neither holds nor lacks room for.");
        Next = seen.WriteAt;
        // What other appends of this process have learned in the meantime costs nothing.
        if (tails.Find(log) is { } tail)
            while (FoundAt is null && tail.StartingAt(Next) is { IsFull: true } known) Pass(known);
    }

    /// <summary>Reads on to the end of the log: cheaper than being refused by one segment after the other.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        for (var more = true; more && FoundAt is null;)
        {
            var page = await reader.ForwardsAsync(log, Next, CapacityCategory.Walk, cancel);
            more = page.More;
            foreach (var segment in page.Segments)
            {
                // The one before was read open and has filled since: what came into it is unknown. A write there will show it.
                if (segment.Start != Next) return;
                var seen = Learn(segment);
                Pass(seen);
                if (FoundAt is not null || !seen.IsFull) return;
            }
        }
    }

    /// <summary>What is remembered of the tail, or what the table says when nothing is, or when the client has seen so much more that a write there would be refused.</summary>
    private async Task<KnownTail?> KnownTailAsync(CancellationToken cancel)
    {
        var known = tails.Find(log);
        if (known is not null && !known.Last.FillsUpWith(afterSeq - known.Last.End ?? 0)) return known;
        var page = await reader.BackwardsAsync(
            log, long.MaxValue, afterSeq is null ? SegmentFormat.WindowSegments : 1, CapacityCategory.Walk, cancel);
        SawEnd = true;
        foreach (var segment in page.Segments.Reverse()) known = tails.Learn(log, KnownSegment.Of(segment));
        return known;
    }

    /// <summary>Reads the segments before the known tail down to the first one that could hold the command.</summary>
    private async Task LookBackAsync(KnownTail tail, CancellationToken cancel)
    {
        // Whoever claims to know more than there is knows nothing. What is remembered may be a little behind an honest claim.
        var claim = SawEnd && afterSeq > tail.Last.End ? null : afterSeq;
        var oldest = claim is { } known ? Math.Max(known, 0) + 1 : 1;
        var left = (claim is null ? SegmentFormat.WindowSegments : SegmentFormat.FarthestSegments) - tail.Segments.Length;
        for (var first = tail.First.Start; first > oldest && left > 0 && FoundAt is null;)
        {
            var page = await reader.BackwardsAsync(log, first - 1, left, CapacityCategory.Walk, cancel);
            foreach (var segment in page.Segments)
            {
                if (segment.End + 1 != first)
                    throw new LogCorruptException(log, $"the segment at {segment.Start} ends at {segment.End}; the next starts at {first}.");
                first = segment.Start;
                left--;
                if (Holds(Learn(segment)) || first <= oldest) break;
            }
            if (page.Segments.Count == 0) throw new LogCorruptException(log, $"nothing precedes the segment at {first}.");
        }
    }

    private async Task JumpAsync(CancellationToken cancel)
    {
        var page = await reader.BackwardsAsync(log, long.MaxValue, 1, CapacityCategory.Walk, cancel);
        if (page.Segments is [var last]) Pass(KnownSegment.Of(last));
    }

    private KnownSegment Learn(Segment segment)
    {
        var seen = KnownSegment.Of(segment);
        tails.Learn(log, seen);
        return seen;
    }

    private void Pass(KnownTail tail)
    {
        foreach (var segment in tail.Segments)
            if (Holds(segment)) return;
        Next = tail.Last.WriteAt;
    }

    private void Pass(KnownSegment segment)
    {
        if (!Holds(segment)) Next = segment.WriteAt;
    }

    private bool Holds(KnownSegment segment)
    {
        if (fault.HasFlag(SegmentLogFault.IdsUnchecked) || !segment.Commands.Contains(command)) return false;
        FoundAt = segment.Start;
        return true;
    }
}
