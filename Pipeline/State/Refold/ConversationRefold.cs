using System.Text.Json;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>
/// What a conversation's logs say of the state, as the transactions of its commands wrote it. Pure. The moderation log comes first, then the analytics log, then the
/// conversation's own, each from its first event on.
/// </summary>
public sealed class ConversationRefold(ConversationId id)
{
    private sealed record Joined(MemberRole Role, string Name, long Seq, DateTimeOffset At, DateTimeOffset? MutedUntil = null);

    private readonly Dictionary<UserId, Joined> _members = [];
    private readonly HashSet<UserId> _banned = [];
    private readonly SortedDictionary<long, ReasonClass?> _marks = [];
    private readonly Dictionary<long, double> _analyzed = [];
    private readonly CasesRefold _cases = new(id);
    private (IReadOnlyList<string> Terms, long Version)? _blocklist;
    private ChatEvent.ConversationCreated? _created;
    private ModerationPolicy? _policy;
    private long _groupVersion;
    private Responses _responses = new();

    /// <exception cref="RefoldException"></exception>
    public void Apply(RecordedEvent e)
    {
        _groupVersion = Math.Max(_groupVersion, e.GroupVersion);
        if (e.Log == id.Log) ApplyOwn(e);
        else if (e.Log == id.ModerationLog) ApplyModeration(e);
        else if (e.Log == id.AnalyticsLog) ApplyAnalytics(e);
        else throw new RefoldUndecidedException(e, nameof(ConversationRefold));
    }

    private void ApplyOwn(RecordedEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.ConversationCreated created:
                _created = _created is null ? created : throw new RefoldException(e, "the conversation is there already.");
                break;
            case ChatEvent.MemberAdded added:
                if (!_members.TryAdd(added.UserId, new(added.Role, added.Name, e.Seq, e.At))) throw new RefoldException(e, $"{added.UserId} is a member already.");
                break;
            case ChatEvent.MemberRemoved removed:
                if (!_members.Remove(removed.UserId)) throw new RefoldException(e, $"{removed.UserId} is no member.");
                break;
            case ChatEvent.MemberMuted muted:
                _members[muted.UserId] = _members.TryGetValue(muted.UserId, out var member)
                    ? member with { MutedUntil = muted.Until }
                    : throw new RefoldException(e, $"{muted.UserId} is no member.");
                break;
            case ChatEvent.MemberBanned banned:
                _banned.Add(banned.UserId);
                break;
            case ChatEvent.MemberUnbanned unbanned:
                _banned.Remove(unbanned.UserId);
                break;
            case ChatEvent.MessageSent sent:
                _cases.AddVersion(e);
                if (sent.Held is not true && e.Sender != UserId.System) Contribute(e);
                break;
            case ChatEvent.MessageEdited:
                _cases.AddVersion(e);
                break;
            case ChatEvent.MessageDeleted deleted:
                _marks[deleted.MessageSeq] = null;
                break;
            case ChatEvent.MessageModerated moderated:
                _cases.Add(e, moderated.VersionSeq);
                Mark(moderated);
                break;
            default:
                throw new RefoldUndecidedException(e, nameof(ConversationRefold));
        }
    }

    private void ApplyModeration(RecordedEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.MessageScreened m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.MessageFlagged m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.ReviewOpened m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.MessageReviewed m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.ReviewClosed m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.VerdictAppealed m: _cases.Add(e, m.VersionSeq); break;
            case ChatEvent.OriginalViewed: break;
            case ChatEvent.ModerationPolicyChanged changed: _policy = changed.Policy; break;
            case ChatEvent.BlocklistChanged changed: _blocklist = (changed.Terms, (_blocklist?.Version ?? 0) + 1); break;
            default: throw new RefoldUndecidedException(e, nameof(ConversationRefold));
        }
    }

    private void ApplyAnalytics(RecordedEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.MessageAnalyzed analyzed: _analyzed[analyzed.MessageSeq] = analyzed.Units; break;
            case ChatEvent.ResponseMeasured measured: _responses = new(measured.AnsweredSeq, FirstDone: true); break;
            default: throw new RefoldUndecidedException(e, nameof(ConversationRefold));
        }
    }

    public IEnumerable<UserId> Members => _members.Keys;

    /// <param name="marks">Of a member; null if there are none.</param>
    /// <exception cref="RefoldException"></exception>
    public IEnumerable<Item> Items(Func<UserId, ReadMarks?> marks)
    {
        if (_created is { } created)
        {
            var owners = _members.Values.Count(m => m.Role is MemberRole.Owner);
            yield return StateItems.ToItem(new StateWrite.CreateConversation(id, new(created.Kind, created.Title, _groupVersion, owners, _members.Count, _policy)));
        }
        foreach (var (user, member) in _members)
        {
            var item = StateItems.ToItem(new StateWrite.PutMember(id, user, member.Role, member.Name));
            if (member.MutedUntil is { } until) item[StateItems.MutedUntil] = DynamoNumber.Of(until.ToUnixTimeMilliseconds());
            if (marks(user)?.Of(id, member.Seq, member.At) is > 0 and var read) item[StateItems.ReadSeq] = DynamoNumber.Of(read);
            yield return item;
        }
        foreach (var user in _banned) yield return StateItems.ToItem(new StateWrite.Ban(id, user));
        foreach (var (seq, reason) in _marks)
            yield return StateItems.ToItem(reason is { } why ? new StateWrite.MarkRemoved(id, seq, why) : new StateWrite.MarkDeleted(id, seq));
        foreach (var known in _cases.Items()) yield return known;
        if (_blocklist is var (terms, version)) yield return Document(id.Log, StateKeys.Blocklist, JsonSerializer.Serialize(new(terms), StateJson.Default.Blocklist), version);
        foreach (var (seq, units) in _analyzed)
            yield return Document(id.AnalyticsLog, StateKeys.Analyzed(seq), JsonSerializer.Serialize(new(units), AnalyticsJson.Default.AnalyzedMark), version: 1);
        if (_responses != new Responses()) yield return Document(id.AnalyticsLog, StateKeys.Responses, JsonSerializer.Serialize(_responses, AnalyticsJson.Default.Responses), version: 1);
    }

    private void Mark(ChatEvent.MessageModerated moderated)
    {
        if (moderated.Verdict is Verdict.Removed) _marks.TryAdd(moderated.VersionSeq, moderated.Reason ?? ReasonClass.Other);
        else if (_marks.GetValueOrDefault(moderated.VersionSeq) is not null) _marks.Remove(moderated.VersionSeq);
    }

    /// <summary>Who waits for an owner's answer: by the roles of the moment, where the measuring went by those a moment later.</summary>
    private void Contribute(RecordedEvent e)
    {
        if (_created is not { Kind: not ConversationKind.Direct }) return;
        _responses = _responses.With([new(e.Seq, e.At, Answers: _members.TryGetValue(e.Sender, out var sender) && sender.Role is MemberRole.Owner)]).Next;
    }

    private static Item Document(LogId log, string sk, string json, long version) => StateItems.ToItem(new StateWrite.PutDocument(log.Value, sk, json, version - 1));
}
