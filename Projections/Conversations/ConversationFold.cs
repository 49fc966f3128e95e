using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The conversation view: head, timeline and members. Pure.</summary>
public static class ConversationFold
{
    /// <exception cref="InvalidDataException">The event does not follow from what came before; the log is parked there.</exception>
    public static (ConversationHead Head, IReadOnlyList<RowChange> Changes) Apply(ConversationHead? head, RecordedEvent e)
    {
        var id = head?.Id ?? e.Log.Conversation ?? throw new InvalidDataException($"{e.Log} is not a conversation's log.");
        if (e.Body is ChatEvent.ConversationCreated created)
            return head is null
                ? (new(id, e.Seq, created.Kind, created.Title, e.At, 0, [], null, 0, [], RecentEvents.None.Then(RecentEvents.NoMessage)), [])
                : throw new InvalidDataException($"{e.Log} was created twice, at seq {e.Seq} again.");
        if (head is null) throw new InvalidDataException($"{e.Log} does not begin with its creation.");

        var (next, changes) = e.Body switch
        {
            ChatEvent.MemberAdded added => Add(head, added, e),
            ChatEvent.MemberRemoved removed => Remove(head, removed, e),
            ChatEvent.MessageSent sent => Send(head, sent, e),
            ChatEvent.MessageEdited edited => Edit(head, edited, e),
            ChatEvent.MessageDeleted deleted => Delete(head, deleted, e),
            ChatEvent.MessageModerated { Erased: true } erased => Erase(head, MessageKey(e.Log, erased.MessageSeq), erased.MessageSeq, e),
            ChatEvent.MessageModerated moderated => (head.After(moderated), Moderate(moderated, e)),
            ChatEvent.MemberMuted or ChatEvent.MemberBanned or ChatEvent.MemberUnbanned => (head, []),
            _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a conversation's log."),
        };
        var mark = e.Body is ChatEvent.MessageSent message ? RecentEvents.MarkOf(next.Names, e.Sender, shown: message.Held is not true) : RecentEvents.NoMessage;
        var recent = head.Recent.After(e.Body, e.Seq).Named(head.Names, next.Names).Then(mark);
        return (next with { Seq = e.Seq, Recent = recent }, changes);
    }

    private static (ConversationHead, RowChange[]) Add(ConversationHead head, ChatEvent.MemberAdded added, RecordedEvent e)
    {
        var count = head.MemberCount + 1;
        // Beyond the limit the names are dropped for good: a list that comes and goes with the 21st member would have to be read back.
        var names = head.Names is { } known && count <= Limits.AudienceMembers
            ? known.Append(new(added.UserId, added.Name)).ToArray()
            : null;
        return (
            head with { MemberCount = count, Names = names },
            [new RowChange.Put(MemberKey(e.Log, added.UserId), e.Seq, new Row.Member(added.UserId, added.Name, added.Role, e.At))]);
    }

    private static (ConversationHead, RowChange[]) Remove(ConversationHead head, ChatEvent.MemberRemoved removed, RecordedEvent e) =>
        (head with { MemberCount = head.MemberCount - 1, Names = head.Names?.Where(n => n.User != removed.UserId).ToArray() },
            [new RowChange.Remove(MemberKey(e.Log, removed.UserId), e.Seq, e.At)]);

    private static (ConversationHead, RowChange[]) Send(ConversationHead head, ChatEvent.MessageSent sent, RecordedEvent e)
    {
        var held = sent.Held is true;
        var row = new Row.Message(head.Id, e.Seq, e.Causation, e.Sender, e.At, held ? null : sent.Text, sent.ReplyTo)
        {
            Version = held ? null : e.Seq,
            Pending = held ? new(e.Seq, sent.Text) : null,
            Mentions = sent.Mentions,
        };
        var key = MessageKey(e.Log, e.Seq);
        // Erased is as if it had been deleted at once.
        if (sent.Erased) return (head.After(sent, e).Delete(e.Seq), [new RowChange.Put(key, e.Seq, row.After(new RowChange.DeleteText(key, e.Seq)) ?? row)]);
        return (head.After(sent, e), [new RowChange.Put(key, e.Seq, row)]);
    }

    private static (ConversationHead, RowChange[]) Edit(ConversationHead head, ChatEvent.MessageEdited edited, RecordedEvent e)
    {
        var key = MessageKey(e.Log, edited.MessageSeq);
        if (edited.Erased) return Erase(head, key, edited.MessageSeq, e);
        return edited.Held is true
            ? (head, [new RowChange.HoldText(key, e.Seq, edited.Text, e.At)])
            : (head.Show(edited.MessageSeq, e.Seq, edited.Text), [new RowChange.EditText(key, e.Seq, edited.Text, e.At)]);
    }

    /// <summary>A version whose text is lost. What was there before it must not come up again.</summary>
    private static (ConversationHead, RowChange[]) Erase(ConversationHead head, RowKey key, long messageSeq, RecordedEvent e) =>
        (head.Delete(messageSeq), [new RowChange.DeleteText(key, e.Seq)]);

    private static (ConversationHead, RowChange[]) Delete(ConversationHead head, ChatEvent.MessageDeleted deleted, RecordedEvent e) =>
        (head.Delete(deleted.MessageSeq), [new RowChange.DeleteText(MessageKey(e.Log, deleted.MessageSeq), e.Seq)]);

    private static RowChange[] Moderate(ChatEvent.MessageModerated moderated, RecordedEvent e)
    {
        var key = MessageKey(e.Log, moderated.MessageSeq);
        var version = moderated.VersionSeq;
        var reason = moderated.Reason ?? ReasonClass.Other;
        return moderated switch
        {
            // That it was edited is said from the moment on that members see the edit.
            { Verdict: Verdict.Approved, Shown: false, Text: { } text } =>
                [new RowChange.ShowText(key, e.Seq, version, text, version == moderated.MessageSeq ? null : e.At)],
            { Verdict: Verdict.Removed, Shown: true } => [new RowChange.RemoveText(key, e.Seq, version, reason)],
            { Verdict: Verdict.Removed, Shown: false } => [new RowChange.RefuseText(key, e.Seq, version, reason)],
            _ => [],
        };
    }

    private static RowKey MessageKey(LogId log, long seq) => new(log.Value, ViewKeys.Message(seq));

    private static RowKey MemberKey(LogId log, UserId user) => new(log.Value, ViewKeys.MemberPrefix + user.Value);
}
