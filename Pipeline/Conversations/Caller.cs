using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Who asks, as the token says.</summary>
public sealed record Caller(UserId User, IReadOnlyList<string> Groups)
{
    /// <summary>Moderates every conversation, as a member of the pool's group.</summary>
    public bool IsModerator => Groups.Contains(GroupNames.Moderators);

    /// <summary>Decides who is forgotten, as a member of the pool's group.</summary>
    public bool IsOperator => Groups.Contains(GroupNames.Operators);

    /// <param name="access">The caller's membership; null if none.</param>
    public bool Moderates(Access? access) => IsModerator || access is { MayModerate: true };
}
