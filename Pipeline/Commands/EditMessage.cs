using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record EditMessage(CommandId Id, ConversationId Conversation, long MessageSeq, string Text, long? AfterSeq)
{
    public static EditMessage Parse(InputReader input) => new(
        input.CommandId(), input.ConversationId(), input.Seq("messageSeq"), input.Text("text"), input.OptionalSeq("afterSeq", min: 0));

    /// <remarks>Not a transaction: an edit that races a deletion loses in every fold, since deleted is final.</remarks>
    /// <param name="removed">Whether moderation removed a version of the message: what replaces it is shown only once approved.</param>
    public Decision Decide(Access? access, RecordedEvent? message, bool deleted, bool removed, UserId sender, DateTimeOffset now)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (message?.Body is not ChatEvent.MessageSent) return Refusals.NoSuchMessage;
        if (message.Sender != sender) return Refusals.OnlyTheAuthor;
        if (deleted) return Refusals.MessageDeleted;
        if (!access.MayPost) return Refusals.OnlyOwnersPost;
        if (access.IsMuted(now)) return Refusals.Muted(access.MutedUntil!.Value);
        return new Decision.Write(access.Conversation.GroupVersion, [new ChatEvent.MessageEdited(MessageSeq, Text, access.Holds || removed ? true : null)], []);
    }
}
