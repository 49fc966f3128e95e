using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// What a conversation looks like: the fold of its events over rows that were read from the service. A row knows up to which seq it
/// is true, so that folding an event again, or one that the row already reflects, changes nothing.
/// </summary>
internal sealed class ConversationView
{
    private sealed record Row(MessageState State, long AsOf);

    private readonly ConversationId _id;
    private readonly UserId _me;
    private readonly SortedDictionary<long, Row> _messages = [];
    private readonly SortedDictionary<string, MemberName> _members = new(StringComparer.Ordinal);
    /// <summary>Also of those who have left: their messages are still there.</summary>
    private readonly Dictionary<UserId, string> _names = [];
    /// <summary>What happened to messages that are not here: an older page may have been read before, and a page leaves out what waits for approval.</summary>
    private readonly SortedDictionary<long, List<TimelineEvent>> _amendments = [];
    private long _membersAsOf;
    /// <summary>From this seq on every message that was shown is here.</summary>
    private long _completeFrom;

    public ConversationView(Conversation head, UserId me)
    {
        _id = head.ConversationId;
        _me = me;
        SetHead(head);
        Add(head.LastMessage is { } last ? [last] : [], head.Seq, more: head.LastMessage is not null);
    }

    public ConversationKind Kind { get; private set; }
    public string? Title { get; private set; }
    public int MemberCount { get; private set; }
    public IEnumerable<MemberName> Members => _members.Values;
    public IEnumerable<Message> Messages => _messages.Values.Select(row => row.State.ShownTo(_me)).OfType<Message>();
    public Message? LastMessage => _messages.Values.Reverse().Select(row => row.State.ShownTo(_me)).FirstOrDefault(m => m is not null);

    /// <summary>Seq of a message that was approved and is not here, since the page it belongs to was read while it waited.</summary>
    public long? Missing => _amendments
        .Where(a => a.Key >= _completeFrom && a.Value.Exists(e => e.Body is ChatEvent.MessageModerated { Verdict: Verdict.Approved, Shown: false }))
        .Select(a => (long?)a.Key).FirstOrDefault();

    /// <summary>What is held does not suffice to go on: read it anew.</summary>
    public bool IsStale { get; private set; }

    public string? NameOf(UserId user) => _names.GetValueOrDefault(user);

    public void Clear()
    {
        _messages.Clear();
        _amendments.Clear();
        _completeFrom = long.MaxValue;
        IsStale = false;
    }

    public void SetHead(Conversation head)
    {
        Kind = head.Kind;
        Title = head.Title;
        MemberCount = head.MemberCount;
        _membersAsOf = head.Seq;
        if (head.MemberNames is not { } names) return;
        _members.Clear();
        foreach (var member in names) SetMember(member);
    }

    /// <summary>Rows of a page that was read when the log stood at <paramref name="asOf"/>.</summary>
    /// <param name="more">Older ones follow.</param>
    public void Add(IReadOnlyList<Message> rows, long asOf, bool more)
    {
        foreach (var message in rows)
            if (!_messages.TryGetValue(message.Seq, out var held) || held.AsOf <= asOf) Put(MessageState.Of(message), asOf);
        _completeFrom = !more ? 0 : rows.Count == 0 ? _completeFrom : Math.Min(_completeFrom, rows.Min(m => m.Seq));
    }

    /// <summary>A message that was <see cref="Missing"/>.</summary>
    /// <param name="e">Its own event; anything else, and it is given up.</param>
    public void Fill(long missing, TimelineEvent? e)
    {
        if (e?.Body is ChatEvent.MessageSent sent && !_messages.ContainsKey(missing)) Put(MessageState.Of(e, sent), missing);
        _amendments.Remove(missing);
    }

    /// <summary>Names that the head does not carry, because the conversation is large.</summary>
    public void AddNames(IEnumerable<MemberName> names)
    {
        foreach (var name in names.Where(n => !_members.ContainsKey(n.UserId.Value))) SetMember(name);
    }

    public void Apply(TimelineEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.ConversationCreated created:
                (Kind, Title) = (created.Kind, created.Title);
                break;
            case ChatEvent.MemberAdded added when e.Seq > _membersAsOf:
                SetMember(new MemberName(added.UserId, added.Name));
                MemberCount++;
                break;
            case ChatEvent.MemberRemoved removed when e.Seq > _membersAsOf:
                _members.Remove(removed.UserId.Value);
                MemberCount--;
                break;
            case ChatEvent.MessageSent sent when !_messages.ContainsKey(e.Seq):
                Put(MessageState.Of(e, sent), e.Seq);
                break;
            case ChatEvent.MessageEdited edited:
                Amend(edited.MessageSeq, e);
                break;
            case ChatEvent.MessageDeleted deleted:
                Amend(deleted.MessageSeq, e);
                break;
            case ChatEvent.MessageModerated moderated:
                Amend(moderated.MessageSeq, e);
                break;
        }
    }

    private void SetMember(MemberName member)
    {
        _members[member.UserId.Value] = member;
        _names[member.UserId] = member.Name;
    }

    private void Put(MessageState message, long asOf)
    {
        _messages[message.Seq] = new Row(message, asOf);
        if (!_amendments.Remove(message.Seq, out var amendments)) return;
        foreach (var amendment in amendments) Amend(message.Seq, amendment);
    }

    private void Amend(long messageSeq, TimelineEvent e)
    {
        if (!_messages.TryGetValue(messageSeq, out var row))
        {
            if (_amendments.TryGetValue(messageSeq, out var waiting)) waiting.Add(e);
            else _amendments[messageSeq] = [e];
        }
        else if (row.AsOf < e.Seq)
        {
            IsStale |= row.State.MustBeReadAfter(e);
            _messages[messageSeq] = new Row(row.State.After(e), e.Seq);
        }
    }
}
