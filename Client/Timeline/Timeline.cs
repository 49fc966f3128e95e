using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What came of a piece of news.</summary>
/// <param name="Events">What took effect by it, in the log's order; no event appears twice, unless a <c>reset</c> lies between.</param>
/// <param name="Behind">Something is missing: ask <c>sync</c> after the timeline's seq, or load anew if it says so.</param>
public readonly record struct Applied(IReadOnlyList<TimelineEvent> Events, bool Behind);

/// <summary>
/// One conversation as this client knows it, kept equal to the log: frames and sync results in any order, with any loss and doubling,
/// end in the same state. No I/O; not safe for several threads.
/// </summary>
public sealed class Timeline
{
    private readonly SeqGuard _guard;
    private readonly ConversationView _view;
    private readonly Outbox _outbox = new();

    private readonly UnreadMessages _unread;
    private readonly TypingMembers _typing;

    private readonly UserId _me;

    public Timeline(Conversation head, UserId me)
    {
        _me = me;
        Id = head.ConversationId;
        _guard = new SeqGuard(head.Seq);
        _view = new ConversationView(head, me);
        CreatedAt = head.CreatedAt;
        _unread = new UnreadMessages(me, head.Seq);
        _typing = new TypingMembers(me);
    }

    public ConversationId Id { get; }
    public DateTimeOffset CreatedAt { get; }
    public ConversationKind Kind => _view.Kind;
    public string? Title => _view.Title;
    public int MemberCount => _view.MemberCount;
    /// <summary>By id; in large conversations those whose names came up.</summary>
    public IReadOnlyList<MemberName> Members => [.. _view.Members];
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Message> Messages => [.. _view.Messages];
    /// <summary>Own messages that are not among <see cref="Messages"/> yet: they come after them.</summary>
    public IReadOnlyList<OwnMessage> Unconfirmed => [.. _outbox.Messages];
    public Message? LastMessage => _view.LastMessage;

    /// <summary>Of the last event that took effect.</summary>
    public long Seq => _guard.Seq;
    public bool Behind => _guard.HasHole || Missing is not null;
    /// <summary>Seq of an approved message whose own event is not known: ask <c>sync</c> for that one, and <see cref="Fill"/>.</summary>
    public long? Missing => NeedsLoad ? null : _view.Missing;
    /// <summary>What is held does not connect to the log: load it anew.</summary>
    public bool NeedsLoad { get; private set; }
    /// <summary>The newest page was read, not only the last message.</summary>
    public bool IsLoaded { get; private set; }
    /// <summary>Where older messages go on; null when the first one is held.</summary>
    public string? OlderToken { get; private set; }

    /// <summary>The user has seen everything up to here.</summary>
    public long SeenSeq => _unread.ReadSeq;
    public bool Unread => _unread.Count > 0;
    /// <summary>Messages of others that are shown and that the user has not seen.</summary>
    public int UnreadCount => _unread.Count;
    /// <summary>There may be more than those.</summary>
    public bool UnreadOrMore => _unread.OrMore;
    /// <summary>Unread messages that mention the user.</summary>
    public int UnreadMentions => _unread.Mentions;

    /// <summary>Who types just now, but the user.</summary>
    public IReadOnlyList<UserId> TypingAt(DateTimeOffset now) => _typing.At(now);

    public string? NameOf(UserId user) => _view.NameOf(user);

    public void MarkSeen() => _unread.Read(Seq);

    /// <summary>What the inbox says of it.</summary>
    public void Take(InboxEntry entry) => _unread.Take(entry);

    /// <summary>Typing and presence.</summary>
    public void Hear(Signal signal, DateTimeOffset now) => _typing.Hear(signal, now);

    /// <remarks>A frame goes to all alike and carries no text that waits, not even to its author. What was written here supplies it; else the event is left for <c>sync</c>.</remarks>
    public Applied Apply(ConversationFrame frame) => Take(_guard.Offer([.. frame.Events.Select(WithOwnText).OfType<EventEnvelope>()], frame.Seq));

    /// <summary>A <c>reset</c> sets <see cref="NeedsLoad"/>.</summary>
    public Applied Apply(SyncResult sync)
    {
        if (sync.Status is SyncStatus.Recovered) return Take(_guard.Offer(sync.Events, sync.HeadSeq));
        Suspend();
        return new([], Behind: true);
    }

    /// <summary>Learns that the log has come this far, e.g. from a command's receipt.</summary>
    public Applied Observe(long seq) => Take(_guard.Offer([], seq));

    /// <summary>Takes in what was just read: the first time, and after a <c>reset</c>.</summary>
    public Applied Load(Conversation head, MessagePage newest)
    {
        if (NeedsLoad) _view.Clear();
        if (NeedsLoad || head.Seq >= Seq) _view.SetHead(head);
        _view.Add(newest.Items, newest.Seq, newest.NextToken is not null);
        foreach (var message in newest.Items) _outbox.Remove(message.MessageId);
        OlderToken = newest.NextToken;
        IsLoaded = true;
        // Head and page were read one after the other. Going on from the older is safe: rows know which events they reflect.
        var from = Math.Min(head.Seq, newest.Seq);
        if (!NeedsLoad) return Observe(from);
        NeedsLoad = false;
        return Take(_guard.Resume(from));
    }

    /// <param name="token">The <see cref="OlderToken"/> that was asked with. If it is another by now, the answer came too late and is dropped.</param>
    public void LoadOlder(string token, MessagePage older)
    {
        if (token != OlderToken) return;
        _view.Add(older.Items, older.Seq, older.NextToken is not null);
        OlderToken = older.NextToken;
        if (_view.IsStale) Suspend();
    }

    /// <summary>The answer about a <see cref="Missing"/> message; a <c>reset</c> sets <see cref="NeedsLoad"/>.</summary>
    public Applied Fill(long missing, SyncResult sync)
    {
        if (sync.Status is SyncStatus.Reset) return Apply(sync);
        _view.Fill(missing, sync.Events.FirstOrDefault(e => e.Seq == missing) is { } e ? TimelineEvent.Of(Id, e) : null);
        return Told([]);
    }

    public void AddNames(IEnumerable<MemberName> names) => _view.AddNames(names);

    /// <summary>Shows a message at once, before the service has it.</summary>
    public OwnMessage Write(CommandId command, string text, long? replyTo, DateTimeOffset now)
    {
        var message = new OwnMessage(command, text, replyTo, now, AfterSeq: Seq);
        _outbox.Add(message);
        return message;
    }

    public OwnMessage? Unsent(CommandId command) => _outbox.Find(command);

    public void MarkPending(CommandId command) =>
        _outbox.Change(command, m => m with { State = OwnMessageState.Pending, Failure = null });

    public void MarkFailed(CommandId command, string reason) =>
        _outbox.Change(command, m => m with { State = OwnMessageState.Failed, Failure = reason });

    /// <param name="seq">From the receipt.</param>
    public void MarkSent(CommandId command, long seq)
    {
        if (seq <= Seq && !NeedsLoad) _outbox.Remove(command);
        else _outbox.Change(command, m => m with { State = OwnMessageState.Sent, Seq = seq, Failure = null });
    }

    public void Discard(CommandId command) => _outbox.Remove(command);

    private EventEnvelope? WithOwnText(EventEnvelope e)
    {
        if (e.SenderId != _me.Value || TimelineEvent.Of(Id, e) is not { TextHeld: true } own) return e;
        return own.Body is ChatEvent.MessageSent sent && _outbox.Find(own.CommandId) is { } written
            ? e with { Body = EventTypes.Serialize(sent with { Text = written.Text }) }
            : null;
    }

    private Applied Take(IReadOnlyList<EventEnvelope> ready)
    {
        var events = new TimelineEvent[ready.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = TimelineEvent.Of(Id, ready[i]);
            _view.Apply(events[i]);
            _unread.Apply(events[i]);
            _typing.Apply(events[i]);
            if (events[i].Body is ChatEvent.MessageSent) _outbox.Remove(events[i].CommandId);
        }
        return Told(events);
    }

    private Applied Told(TimelineEvent[] events)
    {
        if (!_view.IsStale) return new(events, Behind);
        Suspend();
        return new(events, Behind: true);
    }

    private void Suspend()
    {
        NeedsLoad = true;
        _guard.Suspend();
    }
}
