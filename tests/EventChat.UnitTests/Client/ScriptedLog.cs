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
    /// <summary>Who asks.</summary>
    public UserId Reader { get; } = new("ann");
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

    /// <summary>A frame goes to all alike: without the texts that wait.</summary>
    public ConversationFrame Frame(long from, long to) =>
        new(Id.Value, from, to, [.. _events.GetRange((int)from - 1, (int)(to - from + 1)).Select(e => IsHeld(e) ? WithoutText(e) : e)], Audience: null);

    public ConversationFrame LastFrame() => Frame(Head, Head);

    public SyncResult Sync(long after, int limit = Limits.SyncEvents, int resetBeyond = Limits.SyncResetEvents)
    {
        if (after > Head || Head - after > resetBeyond) return new SyncResult(Id, SyncStatus.Reset, [], after, Head, More: false);
        var events = _events.Skip((int)after).Take(limit).Select(Handed).ToList();
        var last = events.Count > 0 ? events[^1].Seq : after;
        return new SyncResult(Id, SyncStatus.Recovered, events, last, Head, last < Head);
    }

    /// <summary>As the service does: a text that is deleted or removed by now goes to nobody, one that waits to its author alone.</summary>
    private EventEnvelope Handed(EventEnvelope e)
    {
        var (message, version) = TimelineEvent.Of(Id, e).Body switch
        {
            ChatEvent.MessageSent => (e.Seq, e.Seq),
            ChatEvent.MessageEdited edited => (edited.MessageSeq, e.Seq),
            ChatEvent.MessageModerated { Text: not null } moderated => (moderated.MessageSeq, moderated.VersionSeq),
            _ => (0, 0),
        };
        if (message == 0) return e;
        var all = VersionsAsOf(Head)[message];
        var gone = all.Deleted || all.Versions.Exists(v => v.Seq == version && v.Refused);
        return gone || IsHeld(e) && e.SenderId != Reader.Value ? WithoutText(e) : e;
    }

    private bool IsHeld(EventEnvelope e) => TimelineEvent.Of(Id, e).Body is ChatEvent.MessageSent { Held: true } or ChatEvent.MessageEdited { Held: true };

    private static EventEnvelope WithoutText(EventEnvelope e)
    {
        var body = JsonNode.Parse(e.Body)!;
        body["text"] = null;
        return e with { Body = body.ToJsonString() };
    }

    /// <param name="Shown">Members have seen it.</param>
    /// <param name="Refused">Removed, after it was shown or before.</param>
    private sealed record Version(long Seq, string Text, DateTimeOffset? EditedAt, bool Shown, bool Refused = false, ReasonClass? Reason = null);

    private sealed record Versioned(TimelineEvent Sent, List<Version> Versions)
    {
        public bool Deleted { get; set; }
    }

    private SortedDictionary<long, Versioned> VersionsAsOf(long asOf)
    {
        var messages = new SortedDictionary<long, Versioned>();
        foreach (var e in _events.Take((int)asOf).Select(e => TimelineEvent.Of(Id, e)))
        {
            switch (e.Body)
            {
                case ChatEvent.MessageSent sent:
                    messages[e.Seq] = new(e, [new(e.Seq, sent.Text, null, sent.Held is not true)]);
                    break;
                case ChatEvent.MessageEdited edited when !messages[edited.MessageSeq].Deleted:
                    messages[edited.MessageSeq].Versions.Add(new(e.Seq, edited.Text, e.At, edited.Held is not true));
                    break;
                case ChatEvent.MessageDeleted deleted:
                    messages[deleted.MessageSeq].Deleted = true;
                    break;
                case ChatEvent.MessageModerated moderated when !messages[moderated.MessageSeq].Deleted:
                    var versions = messages[moderated.MessageSeq].Versions;
                    var at = versions.FindIndex(v => v.Seq == moderated.VersionSeq);
                    versions[at] = moderated.Verdict is Verdict.Removed
                        ? versions[at] with { Refused = true, Reason = moderated.Reason }
                        : versions[at] with { Shown = true, Refused = false, Reason = null, EditedAt = at == 0 ? null : e.At };
                    break;
            }
        }
        return messages;
    }

    /// <summary>The messages after <paramref name="asOf"/> events, oldest first, as <see cref="Reader"/> sees them.</summary>
    public List<Message> MessagesAsOf(long asOf)
    {
        var messages = new List<Message>();
        foreach (var (sent, versions) in VersionsAsOf(asOf).Values.Select(m => (m.Sent, m)))
        {
            var shown = versions.Versions.FindLast(v => v.Shown);
            var newest = versions.Versions[^1];
            var own = sent.SenderId == Reader;
            if (shown is null && !own) continue;
            var now = own && !newest.Shown ? newest : shown!;
            var message = new Message(
                Id, sent.Seq, sent.CommandId, sent.SenderId, sent.At, now.Text, ((ChatEvent.MessageSent)sent.Body!).ReplyTo, now.EditedAt, false, now.Seq);
            messages.Add(versions.Deleted ? message with { Text = null, EditedAt = null, Deleted = true, VersionSeq = shown?.Seq ?? sent.Seq }
                : now.Refused && !now.Shown && shown is { Refused: false }
                    ? message with { Text = shown.Text, EditedAt = shown.EditedAt, Status = MessageStatus.Removed, Reason = now.Reason }
                : now.Refused ? message with { Text = null, EditedAt = null, Status = MessageStatus.Removed, Reason = own ? now.Reason : null }
                : now.Shown ? message
                : message with { Status = MessageStatus.Held });
        }
        return messages;
    }

    /// <summary>A verdict on a version of a message, as moderation would record it: nothing if nothing changes for members.</summary>
    public EventEnvelope? Decide(long messageSeq, int pick, Verdict verdict)
    {
        if (VersionsAsOf(Head)[messageSeq] is not { Deleted: false } message) return null;
        var version = message.Versions[pick % message.Versions.Count];
        var seen = version is { Shown: true, Refused: false };
        if (verdict is Verdict.Approved ? seen : version.Refused) return null;
        return Append("system", new ChatEvent.MessageModerated(
            messageSeq, version.Seq, verdict, VerdictSource.Moderators, verdict is Verdict.Removed && version.Shown,
            verdict is Verdict.Removed ? ReasonClass.Insult : null, verdict is Verdict.Approved ? version.Text : null));
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
