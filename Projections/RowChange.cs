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

    /// <summary>New text for a message that is there and not deleted.</summary>
    public sealed record EditText(RowKey Key, long Seq, string Text, DateTimeOffset At) : RowChange(Key, Seq);

    /// <summary>Takes the text out of a message for good.</summary>
    public sealed record DeleteText(RowKey Key, long Seq) : RowChange(Key, Seq);

    /// <summary>A tombstone that a late writer of an older row runs into; it expires by <c>ttl</c>.</summary>
    public sealed record Remove(RowKey Key, long Seq, DateTimeOffset At) : RowChange(Key, Seq);
}

/// <summary>One kind of row each. The attribute names are in <c>Storage/RowItems.cs</c>.</summary>
public abstract record Row
{
    private Row() { }

    public sealed record Message(
        ConversationId Conversation, long MessageSeq, CommandId Id, UserId Sender, DateTimeOffset At, string? Text, long? ReplyTo,
        DateTimeOffset? EditedAt = null, bool Deleted = false) : Row;

    public sealed record Member(UserId User, string Name, MemberRole Role, DateTimeOffset AddedAt) : Row;

    public sealed record Membership(ConversationId Conversation, DateTimeOffset AddedAt) : Row;

    public sealed record Profile(UserId User, string Name) : Row;

    public sealed record NameOwner(UserId User, string Name) : Row;
}
