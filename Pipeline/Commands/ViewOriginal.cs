using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A moderator reads a text that members are not shown. The look is recorded before the text is answered.</summary>
public sealed record ViewOriginal(CommandId Id, VersionInput Of)
{
    public static ViewOriginal Parse(InputReader input) => new(input.CommandId(), VersionInput.Parse(input));

    public Decision Decide(Access? access, VersionFacts facts, Caller caller)
    {
        if (access is null && !caller.IsModerator) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (facts.Version is not { } version || version.MessageSeq != Of.MessageSeq) return Refusals.NoSuchVersion;
        if (facts.Deleted) return Refusals.MessageDeleted;
        return new Decision.Write(access?.Conversation.GroupVersion ?? 0, [new ChatEvent.OriginalViewed(Of.MessageSeq, Of.VersionSeq)], []);
    }
}

/// <summary>What <c>viewOriginal</c> answers.</summary>
public sealed record Original(string ConversationId, long MessageSeq, long VersionSeq, string AuthorId, string Text);
