using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The author of a removed version asks others to look again, once.</summary>
public sealed record AppealVerdict(CommandId Id, VersionInput Of, string? Note)
{
    public static AppealVerdict Parse(InputReader input) =>
        new(input.CommandId(), VersionInput.Parse(input), input.OptionalNote("note", Limits.NoteCharacters));

    public Decision Decide(Access? access, VersionFacts facts, UserId sender)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (facts.Version is not { } version || version.MessageSeq != Of.MessageSeq) return Refusals.NoSuchVersion;
        if (version.Author != sender) return Refusals.OnlyTheAuthor;
        if (facts.Deleted) return Refusals.MessageDeleted;
        if (facts.Case is not { Verdict: Verdict.Removed, Appealed: false, Open: null } removed) return Refusals.NothingToAppeal;
        return new Decision.Write(
            access.Conversation.GroupVersion,
            [new ChatEvent.VerdictAppealed(Of.MessageSeq, Of.VersionSeq, Note)],
            [Cases.Put(Of.Conversation, removed with { Appealed = true }, facts.CaseVersion)]);
    }
}
