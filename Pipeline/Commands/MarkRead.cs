using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The user has seen everything up to a seq. The marker only goes forward.</summary>
public sealed record MarkRead(CommandId Id, ConversationId Conversation, long Seq)
{
    public static MarkRead Parse(InputReader input) => new(input.CommandId(), input.ConversationId(), input.Seq("seq"));

    /// <param name="member">The reader, as the state has it; null if no member.</param>
    /// <param name="head">Seq of the conversation's last event.</param>
    public Decision Decide(Member? member, long head, UserId reader)
    {
        if (member is null) return Refusals.NoSuchConversation;
        if (Seq > head) return Refusals.Invalid("seq", $"lies beyond the conversation's end, {head}.", head, "seq");
        if (member.ReadSeq >= Seq) return new Decision.Nothing();
        return new Decision.Write(GroupVersion: 0, [new ChatEvent.ConversationRead(Conversation, Seq)], [new StateWrite.MarkRead(Conversation, reader, Seq)]);
    }
}
