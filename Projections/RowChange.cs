using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Where a row lies: <c>pk</c> without its generation, and <c>sk</c>.</summary>
public readonly record struct RowKey(string Partition, string Sort);

/// <summary>
/// What a fold does to one row. Each change names the seq it comes from; the table applies it only to a row that reflects an older one.
/// </summary>
public abstract record RowChange(RowKey Key, long Seq)
{
    /// <summary>The row as it is from this event on, nothing of an older one kept.</summary>
    public sealed record Put(RowKey Key, long Seq, Row Row) : RowChange(Key, Seq);

    /// <summary>New text for a message that is there and not deleted: this event's version, shown from now on.</summary>
    public sealed record EditText(RowKey Key, long Seq, string Text, DateTimeOffset At) : RowChange(Key, Seq);

    /// <summary>New text for a message that is there and not deleted, which waits for approval: others go on seeing the text before.</summary>
    public sealed record HoldText(RowKey Key, long Seq, string Text, DateTimeOffset At) : RowChange(Key, Seq);

    /// <summary>A version is shown from now on, unless a newer one is already.</summary>
    /// <param name="EditedAt">Null for the version that was sent.</param>
    public sealed record ShowText(RowKey Key, long Seq, long Version, string Text, DateTimeOffset? EditedAt) : RowChange(Key, Seq);

    /// <summary>Takes the text out of a message, if it is still this version's.</summary>
    public sealed record RemoveText(RowKey Key, long Seq, long Version, ReasonClass Reason) : RowChange(Key, Seq);

    /// <summary>A version that waited is not approved, if it is still the one that waits.</summary>
    public sealed record RefuseText(RowKey Key, long Seq, long Version, ReasonClass Reason) : RowChange(Key, Seq);

    /// <summary>Takes the text out of a message for good.</summary>
    public sealed record DeleteText(RowKey Key, long Seq) : RowChange(Key, Seq);

    /// <summary>One more moderator had a say, if the review is still open.</summary>
    public sealed record AddReviewer(RowKey Key, long Seq, UserId Moderator) : RowChange(Key, Seq);

    /// <summary>The message of this seq mentions the member, if it still is one.</summary>
    public sealed record AddMention(RowKey Key, long Seq) : RowChange(Key, Seq);

    /// <summary>One more reply in a thread; the first one makes its row.</summary>
    /// <param name="Participants">Who replied, the newest first.</param>
    public sealed record AddReply(RowKey Key, long Seq, long Root, DateTimeOffset At, IReadOnlyList<UserId> Participants) : RowChange(Key, Seq);

    /// <summary>Messages are added to the set that a row holds, and others taken out of it. A row that is not there is made, one whose set is empty goes: its key is a word that was said.</summary>
    /// <param name="Begin">The seq that the row's set counts from. No event before it has anything to do with the row.</param>
    public sealed record Mark(RowKey Key, long Seq, long Begin, IReadOnlyList<long> Added, IReadOnlyList<long> Taken) : RowChange(Key, Seq);

    /// <summary>A tombstone that a late writer of an older row runs into; it expires by <c>ttl</c>.</summary>
    public sealed record Remove(RowKey Key, long Seq, DateTimeOffset At) : RowChange(Key, Seq);
}

/// <summary>One kind of row each. The attribute names are in <c>Storage/RowItems.cs</c>.</summary>
public abstract record Row
{
    private Row() { }

    /// <param name="Text">What members see; null if they see none: never approved, removed or deleted.</param>
    /// <param name="Version">Seq of the event whose text members see, or saw until it was removed or deleted; null if they never saw one.</param>
    /// <param name="Removed">Why moderation took <paramref name="Version"/>'s text out.</param>
    /// <param name="Pending">The newest held version. Counts only while it is newer than <paramref name="Version"/>.</param>
    public sealed record Message(
        ConversationId Conversation, long MessageSeq, CommandId Id, UserId Sender, DateTimeOffset At, string? Text, long? ReplyTo,
        DateTimeOffset? EditedAt = null, bool Deleted = false, long? Version = null, ReasonClass? Removed = null, PendingText? Pending = null,
        IReadOnlyList<UserId>? Mentions = null) : Row;

    /// <summary>What a message is found by. Written after the rows that find it, see <see cref="ViewsTable.IsLast"/>.</summary>
    public sealed record Indexed(long? Version, bool Deleted, IReadOnlyList<string> Words) : Row;

    public sealed record Member(UserId User, string Name, MemberRole Role, DateTimeOffset AddedAt) : Row;

    /// <param name="Since">Seq of the event that added the member: what came before is not unread.</param>
    public sealed record Membership(ConversationId Conversation, MemberRole Role, DateTimeOffset AddedAt, long Since) : Row
    {
        /// <summary>Mentions in <see cref="Mentions"/> before they become <see cref="Older"/>: so the newest 25 to 50 are known, in 250 bytes.</summary>
        public const int NewestMentions = 25;

        /// <summary>Seqs of the newest messages that mention the member.</summary>
        public IReadOnlyList<long> Mentions { get; init; } = [];

        /// <summary>Seqs of those before.</summary>
        public IReadOnlyList<long> Older { get; init; } = [];
    }

    /// <summary>The text is the conversation's: an edit or a verdict changes it there alone.</summary>
    public sealed record Reply(long Root, long MessageSeq) : Row;

    public sealed record Profile(UserId User, string Name) : Row;

    public sealed record NameOwner(UserId User, string Name) : Row;

    /// <param name="ReviewedBy">Moderators who had a say in this round, in the order they came.</param>
    public sealed record Review(
        ConversationId Conversation, long MessageSeq, long VersionSeq, int Round, ReviewCause Cause, ReasonClass? Reason, DateTimeOffset OpenedAt,
        DateTimeOffset Deadline, int Needed, string? Scores, IReadOnlyList<UserId> ReviewedBy) : Row;

    public sealed record Notification(
        UserId User, long Seq, DateTimeOffset At, NotificationKind Kind, ConversationId? Conversation, long? MessageSeq, int Count, UserId? From) : Row;

    /// <param name="Action">The event's stored name.</param>
    /// <param name="User">To whom it was done.</param>
    public sealed record Audit(
        LogId Log, long Seq, DateTimeOffset At, string Action, UserId Actor, ConversationId? Conversation, UserId? User, long? MessageSeq, long? VersionSeq,
        IReadOnlyList<Fact> Facts) : Row;

    public sealed record Day(DayFigures Figures) : Row;
}

/// <param name="Text">Null once refused.</param>
/// <param name="EditedAt">Null for the version that was sent.</param>
/// <param name="Refused">Why it was not approved; null while it waits.</param>
public sealed record PendingText(long Version, string? Text, DateTimeOffset? EditedAt = null, ReasonClass? Refused = null);
