using System.Collections.Immutable;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// What was seen of a segment, without its events. A full one never changes again, so what was seen of it stays true; an open one may have grown since.
/// </summary>
internal sealed record KnownSegment(long Start, int Count, int Bytes, ImmutableArray<CommandId> Commands)
{
    public bool IsFull => Bytes >= SegmentFormat.CapBytes;
    public long End => Start + Count - 1;

    /// <summary>Where the next write goes after this segment: into it while it is open, behind it when it is full.</summary>
    public long WriteAt => IsFull ? End + 1 : Start;

    /// <summary>
    /// Whether this many events more, of the size of those here, will have filled the segment that <see cref="WriteAt"/> names. A guess, and a good one within a
    /// conversation: reading the tail anew costs a fifth of a refused write.
    /// </summary>
    public bool FillsUpWith(long events) => events > 0 && (IsFull ? 0 : Bytes) + (events * (Bytes / Count)) >= SegmentFormat.CapBytes;

    public static KnownSegment Of(Segment segment) => new(segment.Start, segment.Count, segment.Bytes, [.. segment.Commands]);
}
