using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The conversation at a glance, and the projection's checkpoint: everything up to <paramref name="Seq"/> is in the rows.</summary>
/// <param name="Names">The members, while there are at most <see cref="Limits.AudienceMembers"/>; null beyond.</param>
/// <param name="Last">The newest message that members have been shown.</param>
/// <param name="Messages">Sent so far, the deleted, held and removed ones included.</param>
/// <param name="Recent">What the newest events were: what is unread is counted in them.</param>
/// <param name="Held">Messages newer than <paramref name="Last"/> that no member has been shown: the approving event does not say who sent them, and when.</param>
public sealed record ConversationHead(
    ConversationId Id, long Seq, ConversationKind Kind, string? Title, DateTimeOffset CreatedAt, int MemberCount,
    IReadOnlyList<MemberName>? Names, LastMessage? Last, long Messages, IReadOnlyList<HeldMessage> Held, RecentEvents Recent)
{
    /// <summary>
    /// Held messages remembered, the newest: 20 × 120 bytes keep the head within three write units however many wait. An older one that is approved is in the
    /// timeline all the same, and only not the list's last line.
    /// </summary>
    public const int HeldMessages = 20;
}

public readonly record struct MemberName(UserId User, string Name);

public sealed record HeldMessage(long Seq, CommandId Id, UserId Sender, DateTimeOffset At);

/// <param name="Text">The first <see cref="PreviewCharacters"/>; null once deleted or removed.</param>
/// <param name="Version">Seq of the event whose text it is.</param>
/// <param name="Removed">Why moderation took its text out.</param>
public sealed record LastMessage(long Seq, CommandId Id, UserId Sender, DateTimeOffset At, string? Text, long Version, ReasonClass? Removed = null)
{
    /// <summary>Characters: a line of a conversation list.</summary>
    public const int PreviewCharacters = 140;

    public bool Deleted => Text is null && Removed is null;

    public static string Preview(string text)
    {
        if (text.Length <= PreviewCharacters) return text;
        var cut = char.IsHighSurrogate(text[PreviewCharacters - 1]) ? PreviewCharacters - 1 : PreviewCharacters;
        return text[..cut];
    }
}
