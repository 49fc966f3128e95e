using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// One version of a message under moderation: what holds now, who waits for whom. A document of the state table, written in one transaction with each event
/// that changes it. A version that nobody objected to has none, unless it was held.
/// </summary>
/// <param name="Verdict">What holds: Approved or Removed; Review while nobody has decided.</param>
/// <param name="Shown">Whether members see the version now. Differs from what <paramref name="Verdict"/> says between the two writes of a decision, and no longer.</param>
/// <param name="Flips">How often members were told of a change: part of the next such command's id.</param>
/// <param name="Round">Reviews opened so far.</param>
/// <param name="Open">The review that is waited for; null if none.</param>
/// <param name="Opinions">Of all rounds.</param>
/// <param name="FlaggedBy">Members who reported it.</param>
/// <param name="Screened">Rules or Comprehend have had their say: they have none again.</param>
/// <param name="Told">What members were told last; null: nothing yet.</param>
/// <param name="FirstShownIn">Round after which a held version was first shown: 0 after screening; null if it was shown from the start, or never.</param>
public sealed record ModerationCase(
    long MessageSeq,
    long VersionSeq,
    UserId Author,
    Verdict Verdict,
    VerdictSource Source,
    ReasonClass? Reason,
    bool Shown,
    int Flips = 0,
    int Round = 0,
    OpenReview? Open = null,
    IReadOnlyList<Opinion>? Opinions = null,
    IReadOnlyList<UserId>? FlaggedBy = null,
    bool Appealed = false,
    bool Screened = false,
    Verdict? Told = null,
    int? FirstShownIn = null)
{
    /// <summary>Of a version nobody has objected to yet.</summary>
    public static ModerationCase Of(MessageVersion version) =>
        new(version.MessageSeq, version.Seq, version.Author, version.Held ? Verdict.Review : Verdict.Approved, VerdictSource.Rules, Reason: null, Shown: !version.Held);

    /// <summary>What the moderators of the open round agree on: as many equal opinions as the policy asks for. Null while they do not.</summary>
    public Verdict? Agreed
    {
        get
        {
            if (Open is not { } open) return null;
            return (Opinions ?? []).Where(o => o.Round == Round).GroupBy(o => o.Outcome).FirstOrDefault(g => g.Count() >= open.Needed)?.Key;
        }
    }

    /// <summary>A person, or the deadline of one, decided: no machine does so again.</summary>
    public bool IsSettled => Source is VerdictSource.Moderators or VerdictSource.Deadline;

    /// <summary>Moderators who had their say in an earlier round do not sit in judgement of their own judgement.</summary>
    public bool MaySay(UserId moderator) => moderator != Author && (Opinions ?? []).All(o => o.By != moderator);
}

/// <param name="Token">The waiting execution's task token. Never leaves the write side.</param>
public sealed record OpenReview(ReviewCause Cause, DateTimeOffset Deadline, int Needed, string Token);

public sealed record Opinion(int Round, UserId By, Verdict Outcome);

/// <summary>The event that gave a message its text.</summary>
public sealed record MessageVersion(ConversationId Conversation, long MessageSeq, long Seq, UserId Author, DateTimeOffset At, string Text, bool Held)
{
    /// <returns>Null if the event is no version of a message, or its author is forgotten.</returns>
    public static MessageVersion? Of(RecordedEvent? e) => e switch
    {
        { Body.Erased: true } => null,
        { Body: ChatEvent.MessageSent sent, Log.Conversation: { } id } => new(id, e.Seq, e.Seq, e.Sender, e.At, sent.Text, sent.Held is true),
        { Body: ChatEvent.MessageEdited edited, Log.Conversation: { } id } => new(id, edited.MessageSeq, e.Seq, e.Sender, e.At, edited.Text, edited.Held is true),
        _ => null,
    };
}
