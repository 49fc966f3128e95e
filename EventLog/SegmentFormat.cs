namespace EventChat.EventLog;

/// <summary>The numbers of the segment log, with unit and reason.</summary>
public static class SegmentFormat
{
    /// <summary>
    /// Bytes of events and ids from which a segment takes no more writes, for ever. A write is billed per started KB of the item after it: with 640 B the last
    /// of three 200-byte messages, ids and names included, still ends near 1 KB. Lower means more segments to walk, higher means writes of two units.
    /// </summary>
    public const int CapBytes = 640;

    /// <summary>Bytes DynamoDB allows an item.</summary>
    public const int ItemBytes = 400 * 1_024;

    /// <summary>
    /// Bytes of one append: what is left of an item when it lands in a segment just below <see cref="CapBytes"/>,
    /// with 2 KB for the longest partition key and 256 B for the other attributes.
    /// </summary>
    public const int AppendBytes = ItemBytes - CapBytes - 2_048 - 256;

    /// <summary>State writes beside one append: a transaction takes 100 items and the segment is one.</summary>
    public const int StateWrites = 99;

    /// <summary>
    /// Segments before the tail that are searched for a repeated command when the client did not say what it knew (<c>afterSeq</c> null): some 200 to 300
    /// messages. An older repetition is not recognised.
    /// </summary>
    public const int WindowSegments = 100;

    /// <summary>
    /// Segments that are searched at most when the client did say: some 2,500 messages, 250 RRU. Without a bound, <c>afterSeq: 0</c> would
    /// let a member make every command read the whole conversation.
    /// </summary>
    public const int FarthestSegments = 1_000;
}
