using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What of a conversation this user has not read: what the service said when the inbox was read, and what has come since.</summary>
internal sealed class UnreadMessages(UserId me, long readSeq)
{
    /// <summary>Up to here the user has read in this client; before that it is an assumption, or the service's word.</summary>
    private long _marked;

    /// <summary>Messages of others that came after <see cref="_asOf"/>, and whether they mention this user.</summary>
    private readonly Dictionary<long, bool> _since = [];
    /// <summary>Of others and held, when they came: an approval says nothing of who mentioned whom.</summary>
    private readonly Dictionary<long, bool> _held = [];
    private long _asOf = readSeq;
    private int _before;
    private int _mentionsBefore;

    public long ReadSeq { get; private set; } = readSeq;
    public int Count => _before + _since.Count;
    public int Mentions => _mentionsBefore + _since.Values.Count(mention => mention);
    /// <summary>There may be more before those.</summary>
    public bool OrMore { get; private set; }

    /// <summary>What the service says. Where this client has read further than the service knows yet, it knows better.</summary>
    public void Take(InboxEntry entry)
    {
        var asOf = entry.Conversation.Seq;
        if (entry.ReadSeq < _marked || asOf < _asOf) return;
        ReadSeq = entry.ReadSeq;
        _asOf = asOf;
        foreach (var seq in _since.Keys.Where(s => s <= asOf).ToArray()) _since.Remove(seq);
        (_before, _mentionsBefore, OrMore) = (entry.Unread, entry.UnreadMentions, entry.UnreadOrMore);
    }

    public void Apply(TimelineEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.MessageSent sent when e.Seq > Math.Max(_asOf, ReadSeq) && e.SenderId != me:
                (sent.Held is true ? _held : _since)[e.Seq] = sent.Mentions?.Contains(me) is true;
                break;
            case ChatEvent.MessageModerated { Verdict: Verdict.Approved, Shown: false } approved when _held.Remove(approved.MessageSeq, out var mention):
                if (approved.MessageSeq > ReadSeq) _since[approved.MessageSeq] = mention;
                break;
            case ChatEvent.MessageDeleted deleted:
                _since.Remove(deleted.MessageSeq);
                break;
            case ChatEvent.MessageModerated { Verdict: Verdict.Removed, Shown: true } removed:
                _since.Remove(removed.MessageSeq);
                break;
        }
    }

    public void Read(long seq)
    {
        _marked = Math.Max(_marked, seq);
        if (seq <= ReadSeq) return;
        ReadSeq = seq;
        foreach (var read in _since.Keys.Where(s => s <= seq).ToArray()) _since.Remove(read);
        if (seq >= _asOf) (_before, _mentionsBefore, OrMore) = (0, 0, false);
    }
}
