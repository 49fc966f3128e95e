using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// What a conversation looks like: the fold of its events over rows that were read from the service. A row knows up to which seq it
/// is true, so that folding an event again, or one that the row already reflects, changes nothing.
/// </summary>
internal sealed class ConversationView
{
    private sealed record Row(Message Message, long AsOf);

    private sealed record Amendment(long Seq, string? Text, DateTimeOffset At);

    private readonly ConversationId _id;
    private readonly SortedDictionary<long, Row> _messages = [];
    private readonly SortedDictionary<string, MemberName> _members = new(StringComparer.Ordinal);
    /// <summary>Also of those who have left: their messages are still there.</summary>
    private readonly Dictionary<UserId, string> _names = [];
    /// <summary>Edits and deletions of messages that are not held yet: an older page may have been read before they happened.</summary>
    private readonly Dictionary<long, List<Amendment>> _amendments = [];
    private long _membersAsOf;
    private long _newest;

    public ConversationView(Conversation head)
    {
        _id = head.ConversationId;
        SetHead(head);
        Add(head.LastMessage is { } last ? [last] : [], head.Seq);
    }

    public ConversationKind Kind { get; private set; }
    public string? Title { get; private set; }
    public int MemberCount { get; private set; }
    public IEnumerable<MemberName> Members => _members.Values;
    public IEnumerable<Message> Messages => _messages.Values.Select(row => row.Message);
    public Message? LastMessage => _messages.TryGetValue(_newest, out var row) ? row.Message : null;

    public bool Holds(long messageSeq) => _messages.ContainsKey(messageSeq);

    public string? NameOf(UserId user) => _names.GetValueOrDefault(user);

    public void Clear()
    {
        _messages.Clear();
        _amendments.Clear();
        _newest = 0;
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
    public void Add(IReadOnlyList<Message> rows, long asOf)
    {
        foreach (var message in rows)
        {
            if (_messages.TryGetValue(message.Seq, out var held) && held.AsOf > asOf) continue;
            Put(message, asOf);
            if (_amendments.Remove(message.Seq, out var amendments))
                foreach (var amendment in amendments) Amend(message.Seq, amendment);
        }
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
            case ChatEvent.MessageSent sent when !Holds(e.Seq):
                Put(new(_id, e.Seq, e.CommandId, e.SenderId, e.At, e.TextRemoved ? null : sent.Text, sent.ReplyTo, null, Deleted: e.TextRemoved), e.Seq);
                break;
            case ChatEvent.MessageEdited edited when !e.TextRemoved:
                Amend(edited.MessageSeq, new(e.Seq, edited.Text, e.At));
                break;
            case ChatEvent.MessageDeleted deleted:
                Amend(deleted.MessageSeq, new(e.Seq, null, e.At));
                break;
        }
    }

    private void SetMember(MemberName member)
    {
        _members[member.UserId.Value] = member;
        _names[member.UserId] = member.Name;
    }

    private void Put(Message message, long asOf)
    {
        _messages[message.Seq] = new Row(message, asOf);
        _newest = Math.Max(_newest, message.Seq);
    }

    private void Amend(long messageSeq, Amendment amendment)
    {
        if (!_messages.TryGetValue(messageSeq, out var row))
        {
            if (_amendments.TryGetValue(messageSeq, out var waiting)) waiting.Add(amendment);
            else _amendments[messageSeq] = [amendment];
        }
        else if (row.AsOf < amendment.Seq)
        {
            _messages[messageSeq] = new Row(
                amendment.Text is { } text
                    ? row.Message with { Text = text, EditedAt = amendment.At }
                    : row.Message with { Text = null, EditedAt = null, Deleted = true },
                amendment.Seq);
        }
    }
}
