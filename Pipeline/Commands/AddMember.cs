using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record AddMember(CommandId Id, ConversationId Conversation, UserId User, MemberRole Role)
{
    public static AddMember Parse(InputReader input) =>
        new(input.CommandId(), input.ConversationId(), input.UserId("userId"), input.Enum<MemberRole>("role", absent: MemberRole.Member));

    /// <param name="current">The role the user has in the conversation now; null if none.</param>
    /// <param name="name">The user's display name; null if there is no such user.</param>
    public Decision Decide(Access? access, MemberRole? current, string? name, bool banned = false)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (access.Conversation.Kind is ConversationKind.Direct) return Refusals.DirectIsForTwo;
        if (!access.MayChangeMembers) return Refusals.OnlyOwnersChangeMembers;
        if (current == Role) return new Decision.Nothing();
        if (current is not null)
            return new Refusal(RefusalType.Conflict, $"The user is a member already, with the role {current}.", new("role"));
        if (name is null) return Refusals.NoSuchUser("userId");
        if (banned) return Refusals.Banned;
        if (access.Conversation.Members >= Limits.Members) return Refusals.Full;

        var next = access.Conversation.With(owners: Role is MemberRole.Owner ? 1 : 0, members: 1);
        return new Decision.Write(
            next.GroupVersion,
            [new ChatEvent.MemberAdded(User, name, Role)],
            [new StateWrite.ChangeConversation(Conversation, access.Conversation.GroupVersion, next), new StateWrite.PutMember(Conversation, User, Role, name)]);
    }
}
