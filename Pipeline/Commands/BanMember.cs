using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Out, and not in again until unbanned.</summary>
public sealed record BanMember(CommandId Id, ConversationId Conversation, UserId User)
{
    public static BanMember Parse(InputReader input) => new(input.CommandId(), input.ConversationId(), input.UserId("userId"));

    /// <param name="conversation">Null if there is none.</param>
    /// <param name="member">The one to be banned, as the state has it; null if no member.</param>
    public Decision Decide(Access? access, ConversationState? conversation, Member? member, bool banned, Caller caller)
    {
        if (conversation is null || (access is null && !caller.IsModerator)) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (User == caller.User) return Refusals.NotYourself;
        if (conversation.Kind is ConversationKind.Direct) return Refusals.DirectIsForTwo;
        if (banned) return new Decision.Nothing();
        var ban = new StateWrite.Ban(Conversation, User);
        if (member is null) return new Decision.Write(conversation.GroupVersion, [new ChatEvent.MemberBanned(User)], [ban]);
        if (member.Role is MemberRole.Owner && !caller.IsModerator) return Refusals.NotAnOwner;
        if (member.Role is MemberRole.Owner && conversation is { Owners: 1, Members: > 1 }) return Refusals.LastOwner;

        var next = conversation.With(owners: member.Role is MemberRole.Owner ? -1 : 0, members: -1);
        return new Decision.Write(
            next.GroupVersion,
            [new ChatEvent.MemberRemoved(User), new ChatEvent.MemberBanned(User)],
            [new StateWrite.ChangeConversation(Conversation, conversation.GroupVersion, next), new StateWrite.RemoveMember(Conversation, User), ban]);
    }
}
