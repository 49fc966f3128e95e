using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What commands must know of a conversation.</summary>
/// <param name="GroupVersion">1 at creation, +1 with each change of membership or policy.</param>
/// <param name="Policy">Null: the default.</param>
public sealed record ConversationState(
    ConversationKind Kind, string? Title, long GroupVersion, int Owners, int Members, ModerationPolicy? Policy = null)
{
    public ModerationPolicy Moderation => Policy ?? ModerationPolicy.Default;

    public ConversationState With(int owners, int members) =>
        this with { GroupVersion = GroupVersion + 1, Owners = Owners + owners, Members = Members + members };
}

/// <summary>A member's view of a conversation: holding one is the permission to read it. The one policy behind every door.</summary>
/// <param name="MutedUntil">Null: not muted.</param>
public sealed record Access(ConversationState Conversation, MemberRole Role, DateTimeOffset? MutedUntil = null)
{
    /// <summary>Owners moderate their own conversation, but nobody judges a talk of two from within.</summary>
    public bool MayModerate => Role is MemberRole.Owner && Conversation.Kind is not ConversationKind.Direct;

    /// <summary>Whether messages are shown to others only once approved.</summary>
    public bool Holds => Conversation.Moderation.Mode is ModerationMode.Hold;

    public bool IsMuted(DateTimeOffset now) => MutedUntil is { } until && now < until;

    public bool MayPost => Conversation.Kind is not ConversationKind.Channel || Role is MemberRole.Owner;

    public bool MayChangeMembers => Conversation.Kind is not ConversationKind.Direct && Role is MemberRole.Owner;

    public bool MayDeleteOthers => Role is MemberRole.Owner && Conversation.Kind is not ConversationKind.Direct;
}

/// <summary>A membership as the state has it.</summary>
/// <param name="ReadSeq">Everything up to here was seen; 0: nothing yet.</param>
public sealed record Member(MemberRole Role, string Name, DateTimeOffset? MutedUntil = null, long ReadSeq = 0);

/// <summary>Ids that are made from what they name.</summary>
public static class ConversationIds
{
    /// <summary>Reserved for direct conversations, so that nobody can take the id two people will need.</summary>
    public const string DirectPrefix = "d-";

    /// <summary>The same two people always meet in the same conversation.</summary>
    public static ConversationId ForDirect(UserId one, UserId other)
    {
        var (a, b) = string.CompareOrdinal(one.Value, other.Value) <= 0 ? (one, other) : (other, one);
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{a.Value}|{b.Value}"));
        return new(DirectPrefix + Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    public static ConversationId ForCommand(CommandId command) => new(command.Value.ToString("N"));
}
