using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>May be added again.</summary>
public sealed record UnbanMember(CommandId Id, ConversationId Conversation, UserId User)
{
    public static UnbanMember Parse(InputReader input) => new(input.CommandId(), input.ConversationId(), input.UserId("userId"));

    public Decision Decide(Access? access, ConversationState? conversation, bool banned, Caller caller)
    {
        if (conversation is null || (access is null && !caller.IsModerator)) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (!banned) return new Decision.Nothing();
        return new Decision.Write(conversation.GroupVersion, [new ChatEvent.MemberUnbanned(User)], [new StateWrite.Unban(Conversation, User)]);
    }
}
