using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Ends a review by its case: as the moderators agree, or at the deadline as the policy says. An opinion that comes at the very moment of the deadline counts
/// if it is in the case.
/// </summary>
public static class CloseReview
{
    public static CommandId Id(MessageVersion version, int round) =>
        CommandId.Derive("closed", version.Conversation.Value, $"{version.Seq}", round.ToString(CultureInfo.InvariantCulture));

    /// <param name="overdue">The deadline has passed. Otherwise somebody said that it is over, and the case alone is believed.</param>
    public static Decision Decide(MessageVersion version, int round, ModerationCase? known, long seen, ModerationPolicy policy, bool overdue)
    {
        if (known is not { Open: { } open } || known.Round != round) return new Decision.Nothing();
        var agreed = known.Agreed;
        if (agreed is null && !overdue) return new Decision.Nothing();
        // Nobody answered an appeal: what was decided stands.
        var outcome = agreed ?? (open.Cause is ReviewCause.Appeal ? known.Verdict : policy.OnDeadline);
        var source = agreed is null ? VerdictSource.Deadline : VerdictSource.Moderators;
        return new Decision.Write(
            GroupVersion: 0,
            [new ChatEvent.ReviewClosed(version.MessageSeq, version.Seq, round, outcome, source)],
            [Cases.Put(version.Conversation, After(known, open, outcome, source), seen)]);
    }

    /// <summary>The case as the end of its review leaves it.</summary>
    internal static ModerationCase After(ModerationCase known, OpenReview open, Verdict outcome, VerdictSource source) =>
        known with { Open = null, Verdict = outcome, Source = source, Reason = Reason(known, open, outcome) };

    private static ReasonClass? Reason(ModerationCase known, OpenReview open, Verdict outcome) => outcome is Verdict.Approved ? null : known.Reason switch
    {
        null => open.Cause is ReviewCause.Report ? ReasonClass.Reported : ReasonClass.Other,
        // Nobody had looked; now somebody has, and says no more than that it goes.
        ReasonClass.Unchecked => ReasonClass.Other,
        var reason => reason,
    };
}
