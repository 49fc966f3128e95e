using System.Text.Json.Serialization;

namespace EventChat.Contracts;

public enum ConversationKind { Direct, Group, Channel }

public enum MemberRole { Member, Owner }

/// <summary>
/// Everything that can have happened. Stored under the name and version in <see cref="EventTypes"/>; never renamed, only added to.
/// A conversation's log holds what its members may see; what moderators alone see is in the moderation log, see <see cref="LogId"/>.
/// </summary>
public abstract partial record ChatEvent
{
    private ChatEvent() { }

    /// <summary>Whoever wrote its text, or is named in it, was forgotten: what it said can not be read any more, by anybody. Found when it is read, never stored.</summary>
    [JsonIgnore]
    public bool Erased { get; init; }

    public sealed record ConversationCreated(ConversationKind Kind, string? Title = null) : ChatEvent;

    /// <param name="Name">The member's display name at that moment: a timeline needs no second look-up.</param>
    public sealed record MemberAdded(UserId UserId, string Name, MemberRole Role) : ChatEvent;

    public sealed record MemberRemoved(UserId UserId) : ChatEvent;

    /// <param name="ReplyTo">Seq of the message this one answers.</param>
    /// <param name="Mentions">Users named in the text, as its author's client resolved them; null for none.</param>
    /// <param name="Held">True if others see it only after approval: the conversation was in mode <see cref="ModerationMode.Hold"/>.</param>
    public sealed record MessageSent(string Text, long? ReplyTo = null, IReadOnlyList<UserId>? Mentions = null, bool? Held = null) : ChatEvent;

    /// <param name="Held">True if others go on seeing the text before until this one is approved.</param>
    public sealed record MessageEdited(long MessageSeq, string Text, bool? Held = null) : ChatEvent;

    public sealed record MessageDeleted(long MessageSeq) : ChatEvent;

    /// <param name="SignInName">What others find the user by.</param>
    /// <param name="Name">What others see.</param>
    public sealed record UserRegistered(string SignInName, string Name) : ChatEvent;
}
