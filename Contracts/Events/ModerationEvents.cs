using System.Text.Json.Serialization;

namespace EventChat.Contracts;

/// <summary>
/// What moderation found. A verdict belongs to a VERSION of a message: <c>VersionSeq</c> is the seq of the event that gave it its text,
/// <c>message.sent</c> or <c>message.edited</c>.
/// </summary>
public abstract partial record ChatEvent
{
    /// <summary>In the conversation's log, and only when what members, or its author, see changes: a held version is shown or removed, a shown one removed, a removed one shown again.</summary>
    /// <param name="Verdict"><see cref="Contracts.Verdict.Approved"/> or <see cref="Contracts.Verdict.Removed"/>.</param>
    /// <param name="Shown">Whether members saw the version until now. Approved and not shown: <paramref name="Text"/> is there and is shown from now on.</param>
    /// <param name="Text">The version's text, if members had not been shown it.</param>
    public sealed record MessageModerated(
        long MessageSeq, long VersionSeq, Verdict Verdict, VerdictSource Source, bool Shown, ReasonClass? Reason = null, string? Text = null) : ChatEvent
    {
        /// <summary>Who wrote <see cref="Text"/>: it is sealed with that user's key. Not part of the stored body.</summary>
        [JsonIgnore]
        public UserId? Author { get; init; }
    }

    /// <summary>In the conversation's log. Until then the member reads and does not write.</summary>
    /// <param name="Until">Null: no longer muted.</param>
    public sealed record MemberMuted(UserId UserId, DateTimeOffset? Until = null) : ChatEvent;

    /// <summary>In the conversation's log, after <c>member.removed</c> if it was one: cannot be added until unbanned.</summary>
    public sealed record MemberBanned(UserId UserId) : ChatEvent;

    public sealed record MemberUnbanned(UserId UserId) : ChatEvent;

    /// <summary>In the moderation log: what rules and Comprehend found, if it was bought or is not a plain approval.</summary>
    /// <param name="Scores">Comprehend's confidence per label, 0 to 1, the highest over the text's segments.</param>
    /// <param name="Pii">Kinds of personal data found, e.g. <c>EMAIL</c>.</param>
    /// <param name="Units">Units of 100 characters this version's share of the calls was billed; 0 if the result was known or is the rules'.</param>
    public sealed record MessageScreened(
        long MessageSeq, long VersionSeq, Verdict Verdict, VerdictSource Source, ReasonClass? Reason = null,
        IReadOnlyDictionary<string, double>? Scores = null, IReadOnlyList<string>? Pii = null, double Units = 0) : ChatEvent;

    /// <summary>In the moderation log: a member reports a message.</summary>
    public sealed record MessageFlagged(long MessageSeq, long VersionSeq, ReasonClass Reason, string? Note = null) : ChatEvent;

    /// <summary>In the moderation log: a person is waited for.</summary>
    /// <param name="Round">1, 2 …: an appeal opens the next.</param>
    /// <param name="Needed">Moderators that must agree.</param>
    public sealed record ReviewOpened(
        long MessageSeq, long VersionSeq, int Round, ReviewCause Cause, DateTimeOffset Deadline, int Needed, ReasonClass? Reason = null) : ChatEvent;

    /// <summary>In the moderation log: one moderator's opinion.</summary>
    public sealed record MessageReviewed(long MessageSeq, long VersionSeq, int Round, Verdict Outcome, string? Note = null) : ChatEvent;

    /// <summary>In the moderation log: enough moderators agree, or the deadline passed.</summary>
    public sealed record ReviewClosed(long MessageSeq, long VersionSeq, int Round, Verdict Outcome, VerdictSource Source) : ChatEvent;

    /// <summary>In the moderation log, by the author of a removed version, once.</summary>
    public sealed record VerdictAppealed(long MessageSeq, long VersionSeq, string? Note = null) : ChatEvent;

    /// <summary>In the moderation log: a moderator read a text that members are not shown.</summary>
    public sealed record OriginalViewed(long MessageSeq, long VersionSeq) : ChatEvent;

    /// <summary>In the moderation log.</summary>
    public sealed record ModerationPolicyChanged(ModerationPolicy Policy) : ChatEvent;

    /// <summary>In the moderation log of a conversation, or in <see cref="LogId.GlobalModeration"/> for all.</summary>
    public sealed record BlocklistChanged(IReadOnlyList<string> Terms) : ChatEvent;
}
