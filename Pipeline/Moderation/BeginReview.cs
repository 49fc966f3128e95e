using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A person is waited for: from now on moderators may say what they think, until the deadline.</summary>
public static class BeginReview
{
    public static CommandId Id(MessageVersion version, int round) =>
        CommandId.Derive("opened", version.Conversation.Value, $"{version.Seq}", round.ToString(CultureInfo.InvariantCulture));

    /// <summary>The round that a review for this cause would be; null if there is nothing to review any more.</summary>
    public static int? NextRound(ModerationCase? known, ReviewCause cause, bool deleted)
    {
        if (deleted || known?.Open is not null) return null;
        var due = cause switch
        {
            ReviewCause.Report => known is null || known.Source is not VerdictSource.Moderators,
            ReviewCause.Appeal => known is { Appealed: true, Verdict: Verdict.Removed },
            _ => known is { Verdict: Verdict.Review, Round: 0 },
        };
        return due ? (known?.Round ?? 0) + 1 : null;
    }

    /// <param name="token">Of the execution that waits.</param>
    public static Decision Decide(
        MessageVersion version, ReviewRequest request, int round, string token, ModerationCase? known, long seen, ModerationPolicy policy, DateTimeOffset now)
    {
        var old = known ?? ModerationCase.Of(version);
        if (old.Round >= round) return new Decision.Nothing();
        var open = new OpenReview(request.Cause, now.AddMinutes(policy.ReviewMinutes), policy.Reviewers, token);
        var reason = request.Reason ?? old.Reason;
        return new Decision.Write(
            GroupVersion: 0,
            [new ChatEvent.ReviewOpened(version.MessageSeq, version.Seq, round, open.Cause, open.Deadline, open.Needed, reason)],
            [Cases.Put(version.Conversation, old with { Round = round, Open = open, Reason = reason }, seen)]);
    }
}
