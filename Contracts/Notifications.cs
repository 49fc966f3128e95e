namespace EventChat.Contracts;

public enum NotificationKind { Message, Mention, Reply, Digest }

/// <summary>What of a conversation a user is told of.</summary>
public enum NotificationLevel
{
    All,
    /// <summary>Mentions of the user and replies to the user's messages.</summary>
    Mentions,
    None,
}

/// <summary>How a user wants to be told. The tree: <see cref="Level"/> unless a conversation has its own; a snooze above both.</summary>
/// <param name="Level">Null: All in conversations of at most <see cref="Limits.NotifyAllMembers"/> members, Mentions in larger ones.</param>
/// <param name="TimeZone">IANA, e.g. <c>Europe/Berlin</c>; quiet hours and the digest go by it.</param>
/// <param name="QuietFrom">Local time <c>HH:mm</c>; from then until <paramref name="QuietTo"/> only the feed is written. Null: never quiet.</param>
/// <param name="DigestAt">Local time <c>HH:mm</c> of the daily digest by e-mail; null: none.</param>
/// <param name="PushTarget">ARN of the device's SNS platform endpoint.</param>
/// <param name="SnoozedUntil">Nothing but the feed before then.</param>
public sealed record NotificationPreferences(
    NotificationLevel? Level = null,
    IReadOnlyList<ConversationPreference>? Conversations = null,
    string TimeZone = "Etc/UTC",
    string? QuietFrom = null,
    string? QuietTo = null,
    bool Email = false,
    string? DigestAt = null,
    string? PushTarget = null,
    string? WebhookUrl = null,
    DateTimeOffset? SnoozedUntil = null)
{
    public static readonly NotificationPreferences Default = new();
}

/// <param name="MutedUntil">Nothing of this conversation before then, not even mentions.</param>
public sealed record ConversationPreference(ConversationId ConversationId, NotificationLevel Level, DateTimeOffset? MutedUntil = null);

public sealed record DigestEntry(ConversationId ConversationId, int Count, long Seq);
