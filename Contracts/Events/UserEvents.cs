namespace EventChat.Contracts;

/// <summary>What happens in a user's own log.</summary>
public abstract partial record ChatEvent
{
    /// <param name="Seq">Everything up to here was seen. Never goes back.</param>
    public sealed record ConversationRead(ConversationId ConversationId, long Seq) : ChatEvent;

    public sealed record NotificationPreferencesChanged(NotificationPreferences Preferences) : ChatEvent;

    /// <summary>The user is told of messages; recorded before anything is sent, so that nobody is told twice.</summary>
    /// <param name="Seq">Of the newest message it is about.</param>
    /// <param name="Count">Unread messages it stands for, 1 or more.</param>
    /// <param name="Channels">Where it went besides the feed: <c>email</c>, <c>push</c>, <c>webhook</c>; null for the feed alone.</param>
    /// <param name="Digest">For kind <see cref="NotificationKind.Digest"/>: the conversations it sums up.</param>
    public sealed record NotificationRequested(
        NotificationKind Kind, ConversationId? ConversationId = null, long? Seq = null, int Count = 1, UserId? From = null,
        IReadOnlyList<string>? Channels = null, IReadOnlyList<DigestEntry>? Digest = null) : ChatEvent;
}
