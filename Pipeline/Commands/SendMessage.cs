using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record SendMessage(CommandId Id, ConversationId Conversation, string Text, long? ReplyTo, IReadOnlyList<UserId> Mentions, long? AfterSeq)
{
    public static SendMessage Parse(InputReader input) => new(
        input.CommandId(), input.ConversationId(), input.Text("text"),
        input.OptionalSeq("replyTo", min: 1), input.UserIds("mentions", Limits.Mentions, "users"), input.OptionalSeq("afterSeq", min: 0));

    /// <param name="repliedTo">The event at <see cref="ReplyTo"/>; null if there is none.</param>
    /// <param name="access">The author's, as of <paramref name="now"/>.</param>
    public Decision Decide(Access? access, RecordedEvent? repliedTo, DateTimeOffset now)
    {
        if (access is null) return Refusals.NoSuchConversation;
        if (!access.MayPost) return Refusals.OnlyOwnersPost;
        if (access.IsMuted(now)) return Refusals.Muted(access.MutedUntil!.Value);
        if (ReplyTo is not null && repliedTo?.Body is not ChatEvent.MessageSent)
            return Refusals.Invalid("replyTo", "is not the seq of a message in this conversation.");
        return new Decision.Write(access.Conversation.GroupVersion, [new ChatEvent.MessageSent(Text, ReplyTo, Mentions.Count > 0 ? Mentions : null, access.Holds ? true : null)], []);
    }
}
