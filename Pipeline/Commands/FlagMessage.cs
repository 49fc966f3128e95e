using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A member reports somebody else's message. Once is enough: the same member's next report of the version changes nothing.</summary>
public sealed record FlagMessage(CommandId Id, VersionInput Of, ReasonClass Reason, string? Note)
{
    public static FlagMessage Parse(InputReader input) => new(
        input.CommandId(), VersionInput.Parse(input), input.Enum<ReasonClass>("reason"), input.OptionalNote("note", Limits.NoteCharacters));

    public Decision Decide(Access? access, VersionFacts facts, UserId sender)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (facts.Version is not { } version || version.MessageSeq != Of.MessageSeq) return Refusals.NoSuchVersion;
        if (version.Author == sender) return Refusals.OwnMessage;
        if (facts.Deleted) return Refusals.MessageDeleted;
        // What others are not shown they can not have seen.
        if (!facts.CaseOrNew.Shown) return Refusals.NoSuchVersion;
        var known = facts.CaseOrNew.FlaggedBy ?? [];
        if (known.Contains(sender)) return new Decision.Nothing();
        return new Decision.Write(
            access.Conversation.GroupVersion,
            [new ChatEvent.MessageFlagged(Of.MessageSeq, Of.VersionSeq, Reason, Note)],
            [Cases.Put(Of.Conversation, facts.CaseOrNew with { FlaggedBy = [.. known, sender] }, facts.CaseVersion)]);
    }
}
