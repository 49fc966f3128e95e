namespace EventChat.Contracts;

public enum ConversationKind { Direct, Group, Channel }

public enum MemberRole { Member, Owner }

/// <summary>
/// Everything that can have happened. Stored under the name and version in <see cref="EventTypes"/>; never renamed, only added to.
/// </summary>
public abstract record ChatEvent
{
    private ChatEvent() { }

    public sealed record ConversationCreated(ConversationKind Kind, string? Title = null) : ChatEvent;

    /// <param name="Name">The member's display name at that moment: a timeline needs no second look-up.</param>
    public sealed record MemberAdded(UserId UserId, string Name, MemberRole Role) : ChatEvent;

    public sealed record MemberRemoved(UserId UserId) : ChatEvent;

    /// <param name="ReplyTo">Seq of the message this one answers.</param>
    public sealed record MessageSent(string Text, long? ReplyTo = null) : ChatEvent;

    public sealed record MessageEdited(long MessageSeq, string Text) : ChatEvent;

    public sealed record MessageDeleted(long MessageSeq) : ChatEvent;

    /// <param name="SignInName">What others find the user by.</param>
    /// <param name="Name">What others see.</param>
    public sealed record UserRegistered(string SignInName, string Name) : ChatEvent;
}
