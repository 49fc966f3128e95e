using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>One moderator's opinion in an open review. The workflow that waits hears of it after it is in the log.</summary>
public sealed record ReviewMessage(CommandId Id, VersionInput Of, Verdict Outcome, string? Note)
{
    public static ReviewMessage Parse(InputReader input)
    {
        var (id, of, outcome) = (input.CommandId(), VersionInput.Parse(input), input.Enum<Verdict>("outcome"));
        if (outcome is Verdict.Review) input.Refuse<object>("outcome", "must be Approved or Removed.");
        return new(id, of, outcome, input.OptionalNote("note", Limits.NoteCharacters));
    }

    /// <param name="access">The moderator's membership; null if none.</param>
    public Decision Decide(Access? access, VersionFacts facts, Caller caller)
    {
        if (access is null && !caller.IsModerator) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (facts.Version is not { } version || version.MessageSeq != Of.MessageSeq) return Refusals.NoSuchVersion;
        if (version.Author == caller.User) return Refusals.OwnMessage;
        // Who agreed decided: the review is only not closed yet.
        if (facts.Case is not { Open: not null, Agreed: null } waiting) return Refusals.NoReview;
        if (!waiting.MaySay(caller.User)) return Refusals.HadYourSay;
        return new Decision.Write(
            access?.Conversation.GroupVersion ?? 0,
            [new ChatEvent.MessageReviewed(Of.MessageSeq, Of.VersionSeq, waiting.Round, Outcome, Note)],
            [Cases.Put(Of.Conversation, waiting with { Opinions = [.. waiting.Opinions ?? [], new(waiting.Round, caller.User, Outcome)] }, facts.CaseVersion)]);
    }
}
