using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The member reads and does not write until then; without a time, no longer.</summary>
public sealed record MuteMember(CommandId Id, ConversationId Conversation, UserId User, DateTimeOffset? Until)
{
    public static MuteMember Parse(InputReader input) =>
        new(input.CommandId(), input.ConversationId(), input.UserId("userId"), input.OptionalTime("until"));

    /// <param name="conversation">Null if there is none.</param>
    /// <param name="member">The one to be muted, as the state has it; null if no member.</param>
    public Decision Decide(Access? access, ConversationState? conversation, Member? member, Caller caller, DateTimeOffset now)
    {
        if (conversation is null || (access is null && !caller.IsModerator)) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (User == caller.User) return Refusals.NotYourself;
        if (member is null) return Refusals.NoSuchUser("userId");
        if (member.Role is MemberRole.Owner && !caller.IsModerator) return Refusals.NotAnOwner;
        if (Until is { } until && (until <= now || until > now.AddDays(Limits.MuteDays)))
            return Refusals.Invalid("until", $"must lie ahead, by at most {Limits.MuteDays} days.", Limits.MuteDays, "days");
        // To the millisecond, as it is stored.
        var stored = Until is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : (DateTimeOffset?)null;
        if (member.MutedUntil == stored) return new Decision.Nothing();
        return new Decision.Write(
            conversation.GroupVersion, [new ChatEvent.MemberMuted(User, stored)], [new StateWrite.SetMuted(Conversation, User, stored)]);
    }
}
