using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Brings what members are told of a version in line with its case. A removal that members do not notice, of a version that was held, is told too: its author
/// waits for it.
/// </summary>
public static class PublishVerdict
{
    /// <param name="flips">How often members were told before: a second change is another command.</param>
    public static CommandId Id(MessageVersion version, int flips) =>
        CommandId.Derive("moderated", version.Conversation.Value, $"{version.Seq}", $"{flips}");

    /// <param name="known">The version's case; null: it is held and the rules have no objection.</param>
    public static Decision Decide(MessageVersion version, ModerationCase? known, long seen, bool deleted, long groupVersion)
    {
        if (deleted || (known is null && !version.Held)) return new Decision.Nothing();
        var old = known ?? ModerationCase.Of(version) with { Verdict = Verdict.Approved };
        return old.Verdict switch
        {
            Verdict.Approved when !old.Shown => Approve(version, old, seen, groupVersion),
            Verdict.Removed when old.Told is not Verdict.Removed => Remove(version, old, seen, groupVersion),
            _ => new Decision.Nothing(),
        };
    }

    private static Decision.Write Approve(MessageVersion version, ModerationCase old, long seen, long groupVersion)
    {
        StateWrite put = Cases.Put(version.Conversation, Shown(version, old), seen);
        return new(
            groupVersion,
            [new ChatEvent.MessageModerated(version.MessageSeq, version.Seq, Verdict.Approved, old.Source, Shown: false, Text: version.Text) { Author = version.Author }],
            old.Told is Verdict.Removed ? [put, new StateWrite.ClearRemoved(version.Conversation, version.Seq)] : [put]);
    }

    private static Decision.Write Remove(MessageVersion version, ModerationCase old, long seen, long groupVersion)
    {
        var reason = old.Reason ?? ReasonClass.Other;
        return new(
            groupVersion,
            [new ChatEvent.MessageModerated(version.MessageSeq, version.Seq, Verdict.Removed, old.Source, old.Shown, reason)],
            [
                Cases.Put(version.Conversation, Gone(old), seen),
                new StateWrite.MarkRemoved(version.Conversation, version.Seq, reason),
            ]);
    }

    /// <summary>The case of a version that members see from now on.</summary>
    internal static ModerationCase Shown(MessageVersion version, ModerationCase old) => old with
    {
        Shown = true, Told = Verdict.Approved, Flips = old.Flips + 1,
        FirstShownIn = version.Held && old.FirstShownIn is null ? old.Round : old.FirstShownIn,
    };

    /// <summary>The case of a version that members see no more, or never will.</summary>
    internal static ModerationCase Gone(ModerationCase old) => old with { Shown = false, Told = Verdict.Removed, Flips = old.Flips + 1 };
}
