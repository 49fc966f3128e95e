using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record RemoveMember(CommandId Id, ConversationId Conversation, UserId User)
{
    public static RemoveMember Parse(InputReader input) => new(input.CommandId(), input.ConversationId(), input.UserId("userId"));

    /// <param name="current">The role the user has in the conversation now; null if none.</param>
    public Decision Decide(Access? access, MemberRole? current, UserId sender)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (access.Conversation.Kind is ConversationKind.Direct) return Refusals.DirectIsForTwo;
        if (User != sender && !access.MayChangeMembers) return Refusals.OnlyOwnersChangeMembers;
        if (current is null) return new Decision.Nothing();
        if (current is MemberRole.Owner && access.Conversation is { Owners: 1, Members: > 1 }) return Refusals.LastOwner;

        var next = access.Conversation.With(owners: current is MemberRole.Owner ? -1 : 0, members: -1);
        return new Decision.Write(
            next.GroupVersion,
            [new ChatEvent.MemberRemoved(User)],
            [new StateWrite.ChangeConversation(Conversation, access.Conversation.GroupVersion, next), new StateWrite.RemoveMember(Conversation, User)]);
    }
}
