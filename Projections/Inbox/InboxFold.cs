using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// The inbox: each user's list of conversations, and which messages mention them. A message writes a row for each member it mentions and none for anybody else; what
/// is unread is told by the conversation's head. Pure.
/// </summary>
public static class InboxFold
{
    /// <exception cref="InvalidDataException">Not an event of a conversation's log; the log is parked there.</exception>
    public static IReadOnlyList<RowChange> Apply(RecordedEvent e)
    {
        var id = e.Log.Conversation ?? throw new InvalidDataException($"{e.Log} is not a conversation's log.");
        return e.Body switch
        {
            ChatEvent.MemberAdded added => [new RowChange.Put(Key(id, added.UserId), e.Seq, new Row.Membership(id, added.Role, e.At, e.Seq))],
            ChatEvent.MemberRemoved removed => [new RowChange.Remove(Key(id, removed.UserId), e.Seq, e.At)],
            ChatEvent.MessageSent { Mentions: { } mentions } =>
                [.. mentions.Distinct().Where(u => u != e.Sender).Select(u => new RowChange.AddMention(Key(id, u), e.Seq))],
            ChatEvent.ConversationCreated or ChatEvent.MessageSent or ChatEvent.MessageEdited or ChatEvent.MessageDeleted or ChatEvent.MessageModerated
                or ChatEvent.MemberMuted or ChatEvent.MemberBanned or ChatEvent.MemberUnbanned => [],
            _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a conversation's log."),
        };
    }

    /// <summary>What the table does, to the row that a batch itself puts.</summary>
    public static Row.Membership After(this Row.Membership row, RowChange.AddMention mention) => row.Mentions.Count < Row.Membership.NewestMentions
        ? row with { Mentions = [.. row.Mentions, mention.Seq] }
        : row with { Older = row.Mentions, Mentions = [mention.Seq] };

    private static RowKey Key(ConversationId id, UserId user) => new(user.Log.Value, id.Log.Value);
}
