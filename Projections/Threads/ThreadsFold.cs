using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// Threads: which messages answer which. A reply to a reply belongs to that one's thread, as long as it is among the newest <see cref="ThreadsHead.KnownReplies"/>
/// of the conversation; beyond, it begins a thread of its own. Held and deleted replies count: the timeline shows their place, too. Pure.
/// </summary>
public static class ThreadsFold
{
    /// <exception cref="InvalidDataException">Not an event of a conversation's log; the log is parked there.</exception>
    public static (ThreadsHead Head, IReadOnlyList<RowChange> Changes) Apply(ThreadsHead head, RecordedEvent e)
    {
        if (e.Log.Conversation is null) throw new InvalidDataException($"{e.Log} is not a conversation's log.");
        var (next, changes) = e.Body switch
        {
            ChatEvent.MessageSent { ReplyTo: { } answered } => Reply(head, answered, e),
            ChatEvent.ConversationCreated or ChatEvent.MemberAdded or ChatEvent.MemberRemoved or ChatEvent.MessageSent or ChatEvent.MessageEdited or ChatEvent.MessageDeleted
                or ChatEvent.MessageModerated or ChatEvent.MemberMuted or ChatEvent.MemberBanned or ChatEvent.MemberUnbanned => (head, []),
            _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a conversation's log."),
        };
        return (next with { Seq = e.Seq }, changes);
    }

    private static (ThreadsHead, RowChange[]) Reply(ThreadsHead head, long answered, RecordedEvent e)
    {
        var root = head.Replies.FirstOrDefault(r => r.Seq == answered)?.Root ?? answered;
        ThreadReply[] replies = [.. head.Replies.TakeLast(ThreadsHead.KnownReplies - 1), new(e.Seq, root, e.Sender)];
        UserId[] participants = [.. replies.Reverse().Where(r => r.Root == root).Select(r => r.Sender).Distinct().Take(ThreadsHead.Participants)];
        return (head with { Replies = replies },
        [
            new RowChange.AddReply(new(e.Log.Value, ViewKeys.Thread(root)), e.Seq, root, e.At, participants),
            new RowChange.Put(new(e.Log.Value, ViewKeys.Reply(root, e.Seq)), e.Seq, new Row.Reply(root, e.Seq)),
        ]);
    }
}
