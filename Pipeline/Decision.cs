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

    /// <param name="Email">Where mails go; null if the pool knows none. Not in any event.</param>
    public sealed record PutUser(UserId User, string Name, string? Email = null) : StateWrite;

    public sealed record SetMuted(ConversationId Id, UserId User, DateTimeOffset? Until) : StateWrite;

    /// <summary>Refused by the table if the marker is there already, or the user is no member.</summary>
    public sealed record MarkRead(ConversationId Id, UserId User, long Seq) : StateWrite;

    public sealed record Ban(ConversationId Id, UserId User) : StateWrite;

    public sealed record Unban(ConversationId Id, UserId User) : StateWrite;

    /// <summary>A version's text is handed out no more. Refused by the table if it is marked already.</summary>
    public sealed record MarkRemoved(ConversationId Id, long VersionSeq, ReasonClass Reason) : StateWrite;

    /// <summary>Refused by the table if the version is not marked as removed, or the message is deleted.</summary>
    public sealed record ClearRemoved(ConversationId Id, long VersionSeq) : StateWrite;

    /// <summary>A digest is due then.</summary>
    public sealed record PutDue(UserId User, string Due) : StateWrite;

    /// <summary>Whether it is still there or not.</summary>
    public sealed record RemoveDue(UserId User, string Due) : StateWrite;

    /// <summary>One JSON document with a version of its own.</summary>
    /// <param name="Seen">Version it was decided on, 0 for none: refused by the table if it has another by now.</param>
    public sealed record PutDocument(string Pk, string Sk, string Json, long Seen) : StateWrite;

    /// <summary>Whether it is still there or not.</summary>
    public sealed record RemoveDocument(string Pk, string Sk) : StateWrite;

    /// <summary>Changes nothing; refused by the table if a legal hold stands.</summary>
    public sealed record NoHold(UserId User) : StateWrite;

    /// <summary>Refused by the table if one stands.</summary>
    public sealed record PutHold(UserId User, string Json) : StateWrite;

    /// <summary>Refused by the table if none stands.</summary>
    public sealed record RemoveHold(UserId User) : StateWrite;

    /// <summary>The user's name and address are gone; nobody registers as that user again.</summary>
    public sealed record ForgetUser(UserId User) : StateWrite;

    /// <summary>In the keys table: what the user wrote can not be read from here on.</summary>
    public sealed record DestroyKey(UserId User, DateTimeOffset At) : StateWrite;

    /// <summary>Refused by the table if the name belongs to somebody else.</summary>
    public sealed record TakeName(string LowerName, UserId User) : StateWrite;
}
