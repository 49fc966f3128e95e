using EventChat.Contracts;

namespace EventChat.Client;

public sealed record Presence(DateTimeOffset? Until);

/// <param name="Seq">Of the user's own log: its id.</param>
/// <param name="Count">Unread messages it stands for.</param>
public sealed record Notification(
    UserId UserId, long Seq, DateTimeOffset At, NotificationKind Kind, ConversationId? ConversationId, long? MessageSeq, int Count, UserId? FromId);

/// <summary><see cref="NotificationPreferences"/> as they are read: with what the service adds.</summary>
/// <param name="WebhookSecret">Webhook calls carry an HMAC-SHA256 made with it.</param>
public sealed record NotificationPreferencesView(
    NotificationLevel? Level, IReadOnlyList<ConversationPreference> Conversations, string TimeZone, string? QuietFrom, string? QuietTo, bool Email,
    string? DigestAt, string? PushTarget, string? WebhookUrl, string? WebhookSecret, DateTimeOffset? SnoozedUntil)
{
    /// <summary>What to change and send back.</summary>
    public NotificationPreferences ToPreferences() => new(Level, Conversations, TimeZone, QuietFrom, QuietTo, Email, DigestAt, PushTarget, WebhookUrl, SnoozedUntil);
}

public sealed record Blocklist(IReadOnlyList<string> Terms);

/// <summary>A version that waits for a person.</summary>
/// <param name="Round">1, 2 …: an appeal opens the next.</param>
/// <param name="Needed">Moderators that must agree.</param>
/// <param name="Scores">Comprehend's confidence per label as JSON text, if it was asked.</param>
public sealed record Review(
    ConversationId ConversationId, long MessageSeq, long VersionSeq, UserId AuthorId, int Round, ReviewCause Cause, ReasonClass? Reason,
    DateTimeOffset OpenedAt, DateTimeOffset Deadline, int Needed, IReadOnlyList<UserId> ReviewedBy, string? Scores,
    string? AuthorName = null, string? ConversationTitle = null);

public sealed record ModerationLogPage(IReadOnlyList<EventEnvelope> Events, long Seq, bool More);

/// <summary>A moderation log grew to <paramref name="Seq"/>.</summary>
public sealed record ModerationFrame(ConversationId ConversationId, long Seq, string Type, long? MessageSeq, long? VersionSeq);

public sealed record Original(ConversationId ConversationId, long MessageSeq, long VersionSeq, UserId AuthorId, string Text);

public sealed record CountedWord(string Word, int Count);

public sealed record ConversationAnalytics(
    int Messages, IReadOnlyList<CountedWord> Languages, IReadOnlyList<CountedWord> Sentiments,
    double? FirstResponseSeconds, double? MeanResponseSeconds, int Responses);
