using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a decider answers. It touches nothing: the command loop writes.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>Everything is already as the command wants it.</summary>
    public sealed record Nothing : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    /// <param name="State">Written in one transaction with the events; empty for a message, which needs none.</param>
    public sealed record Write(long GroupVersion, IReadOnlyList<ChatEvent> Events, IReadOnlyList<StateWrite> State) : Decision;

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    public static Decision From(Refusal refusal) => refusal;
}

/// <summary>A change of the state table that must hold together with the events that say so.</summary>
public abstract record StateWrite
{
    private StateWrite() { }

    public sealed record CreateConversation(ConversationId Id, ConversationState State) : StateWrite;

    /// <summary>Refused by the table if the membership version is no longer <paramref name="Seen"/>.</summary>
    public sealed record ChangeConversation(ConversationId Id, long Seen, ConversationState State) : StateWrite;

    public sealed record PutMember(ConversationId Id, UserId User, MemberRole Role, string Name) : StateWrite;

    public sealed record RemoveMember(ConversationId Id, UserId User) : StateWrite;

    public sealed record MarkDeleted(ConversationId Id, long MessageSeq) : StateWrite;

    public sealed record PutUser(UserId User, string Name) : StateWrite;

    /// <summary>Refused by the table if the name belongs to somebody else.</summary>
    public sealed record TakeName(string LowerName, UserId User) : StateWrite;
}
