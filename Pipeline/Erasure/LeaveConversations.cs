using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Takes a forgotten user out of a conversation: of a talk of two as well, and even if it was the last owner, since nobody is there any more who could stay.</summary>
public sealed class LeaveConversations(CommandLoop loop, StateTable state)
{
    public async Task RunAsync(ConversationId id, UserId user, CancellationToken cancel)
    {
        var command = CommandId.Derive("left", id.Value, user.Value);
        var outcome = await loop.RunAsync(new(id.Log, command, UserId.System), async _ => Decide(
            id, user, await state.ConversationAsync(id, cancel), (await state.MemberAsync(id, user, cancel))?.Role), cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{user} did not leave {id}: {refusal.Message}");
        state.Forget(id, user);
    }

    public static Decision Decide(ConversationId id, UserId user, ConversationState? conversation, MemberRole? current)
    {
        if (conversation is null || current is null) return new Decision.Nothing();
        var next = conversation.With(owners: current is MemberRole.Owner ? -1 : 0, members: -1);
        return new Decision.Write(
            next.GroupVersion,
            [new ChatEvent.MemberRemoved(user)],
            [new StateWrite.ChangeConversation(id, conversation.GroupVersion, next), new StateWrite.RemoveMember(id, user)]);
    }
}
