using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The checkpoint of a conversation's threads, and what a later reply needs to find its thread: its event names the message it answers, and no more.</summary>
/// <param name="Replies">The newest, the oldest of them first.</param>
public sealed record ThreadsHead(long Seq, IReadOnlyList<ThreadReply> Replies)
{
    /// <summary>Replies remembered: 64 × 12 bytes, and 37 for each who wrote one, keep the head of a usual room in one write unit.</summary>
    public const int KnownReplies = 64;

    /// <summary>Participants that a thread names: as many faces as fit beside its count.</summary>
    public const int Participants = 5;

    public static readonly ThreadsHead Empty = new(0, []);
}

/// <param name="Root">Seq of the thread's first message.</param>
public sealed record ThreadReply(long Seq, long Root, UserId Sender);
