using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record DeleteMessage(CommandId Id, ConversationId Conversation, long MessageSeq, long? AfterSeq)
{
    public static DeleteMessage Parse(InputReader input) =>
        new(input.CommandId(), input.ConversationId(), input.Seq("messageSeq"), input.OptionalSeq("afterSeq", min: 0));

    public Decision Decide(Access? access, RecordedEvent? message, bool deleted, UserId sender)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (message?.Body is not ChatEvent.MessageSent) return Refusals.NoSuchMessage;
        if (message.Sender != sender && !access.MayDeleteOthers) return Refusals.OnlyTheAuthor;
        if (deleted) return new Decision.Nothing();
        return new Decision.Write(
            access.Conversation.GroupVersion,
            [new ChatEvent.MessageDeleted(MessageSeq)],
            [new StateWrite.MarkDeleted(Conversation, MessageSeq)]);
    }
}
