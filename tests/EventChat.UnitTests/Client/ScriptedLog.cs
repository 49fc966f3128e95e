using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

/// <summary>One conversation's log in memory, and what the service would answer about it: views by a plain fold from the beginning.</summary>
internal sealed class ScriptedLog
{
    private static readonly DateTimeOffset Start = new(2025, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly List<EventEnvelope> _events = [];

    public ScriptedLog(string id, params string[] members)
    {
        Id = new ConversationId(id);
        Append("creator", new ChatEvent.ConversationCreated(ConversationKind.Group, "A room"));
        foreach (var member in members) Append("creator", new ChatEvent.MemberAdded(new UserId(member), member.ToUpperInvariant(), MemberRole.Member));
    }

    public ConversationId Id { get; }
    public long Head => _events.Count;
    public IReadOnlyList<EventEnvelope> Events => _events;

    public EventEnvelope Append(string sender, ChatEvent body, CommandId? command = null)
    {
        var (name, version) = EventTypes.NameOf(body);
        return Append(sender, name, version, EventTypes.Serialize(body), command);
    }

    public EventEnvelope Append(string sender, string type, int version, string body, CommandId? command = null)
    {
        var seq = Head + 1;
        var id = command ?? new CommandId(new Guid((int)seq, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        var at = Start.AddSeconds(seq).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var e = new EventEnvelope(seq, type, version, sender, at, id.ToString(), body);
        _events.Add(e);
        return e;
    }

    public ConversationFrame Frame(long from, long to) =>
        new(Id.Value, from, to, _events.GetRange((int)from - 1, (int)(to - from + 1)), Audience: null);

    public ConversationFrame LastFrame() => Frame(Head, Head);

    public SyncResult Sync(long after, int limit = Limits.SyncEvents, int resetBeyond = Limits.SyncResetEvents)
    {
        if (after > Head || Head - after > resetBeyond) return new SyncResult(Id, SyncStatus.Reset, [], after, Head, More: false);
        var deleted = _events.Select(e => TimelineEvent.Of(Id, e).Body).OfType<ChatEvent.MessageDeleted>().Select(d => d.MessageSeq).ToHashSet();
        var events = _events.Skip((int)after).Take(limit).Select(e => WithoutDeletedText(e, deleted)).ToList();
        var last = events.Count > 0 ? events[^1].Seq : after;
        return new SyncResult(Id, SyncStatus.Recovered, events, last, Head, last < Head);
    }

    /// <summary>As the service does: the text of a message that is deleted by now is not handed out again.</summary>
    private EventEnvelope WithoutDeletedText(EventEnvelope e, HashSet<long> deleted)
    {
        var message = TimelineEvent.Of(Id, e).Body switch
        {
            ChatEvent.MessageSent => e.Seq,
            ChatEvent.MessageEdited edited => edited.MessageSeq,
            _ => 0,
        };
        if (!deleted.Contains(message)) return e;
        var body = JsonNode.Parse(e.Body)!;
        body["text"] = null;
        return e with { Body = body.ToJsonString() };
    }

    /// <summary>The messages after <paramref name="asOf"/> events, oldest first.</summary>
    public List<Message> MessagesAsOf(long asOf)
    {
        var messages = new List<Message>();
        foreach (var e in _events.Take((int)asOf))
        {
            switch (TimelineEvent.Of(Id, e))
            {
                case { Body: ChatEvent.MessageSent sent } t:
                    messages.Add(new Message(Id, t.Seq, t.CommandId, t.SenderId, t.At, sent.Text, sent.ReplyTo, null, false));
                    break;
                case { Body: ChatEvent.MessageEdited edited } t:
                    Replace(edited.MessageSeq, m => m with { Text = edited.Text, EditedAt = t.At });
                    break;
                case { Body: ChatEvent.MessageDeleted deleted }:
                    Replace(deleted.MessageSeq, m => m with { Text = null, EditedAt = null, Deleted = true });
                    break;
            }
        }
        return messages;

        void Replace(long seq, Func<Message, Message> change)
        {
            var at = messages.FindIndex(m => m.Seq == seq);
            messages[at] = change(messages[at]);
        }
    }

    public List<MemberName> MembersAsOf(long asOf)
    {
        var members = new SortedDictionary<string, MemberName>(StringComparer.Ordinal);
        foreach (var e in _events.Take((int)asOf))
        {
            var body = TimelineEvent.Of(Id, e).Body;
            if (body is ChatEvent.MemberAdded added) members[added.UserId.Value] = new MemberName(added.UserId, added.Name);
            if (body is ChatEvent.MemberRemoved removed) members.Remove(removed.UserId.Value);
        }
        return [.. members.Values];
    }

    public Conversation HeadAsOf(long asOf)
    {
        var members = MembersAsOf(asOf);
        return new Conversation(
            Id, ConversationKind.Group, "A room", Start, members.Count,
            members.Count <= Limits.AudienceMembers ? members : null, asOf, MessagesAsOf(asOf).LastOrDefault());
    }

    /// <param name="token">Seq below which the page begins.</param>
    public MessagePage PageAsOf(long asOf, int limit = Limits.DefaultPageRows, string? token = null)
    {
        var below = token is null ? long.MaxValue : long.Parse(token, CultureInfo.InvariantCulture);
        var rows = MessagesAsOf(asOf).Where(m => m.Seq < below).Reverse().ToList();
        var page = rows.Take(limit).ToList();
        return new MessagePage(page, asOf, rows.Count > limit ? page[^1].Seq.ToString(CultureInfo.InvariantCulture) : null);
    }
}
