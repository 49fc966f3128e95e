using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A conversation's log being folded, and who must hear of it.</summary>
public sealed class ConversationLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    private readonly List<UserId> _removed = [];
    private readonly List<UserId> _affected = [];
    private readonly IReadOnlyList<MemberName> _before = head?.ContainsKey(RowItems.ConversationId) is true ? RowItems.ReadHead(head).Names ?? [] : [];
    private ConversationHead? _head = head?.ContainsKey(RowItems.ConversationId) is true ? RowItems.ReadHead(head) : null;

    public override Item Head => _head is null ? new() { [RowItems.Seq] = RowItems.N(Seq) } : RowItems.Write(_head);

    /// <summary>Users whom this batch removed and did not add again.</summary>
    public IReadOnlyList<UserId> Removed => _removed;

    /// <summary>
    /// Who sees the batch through <c>onMyConversations</c>: all members of a small conversation, those too whom a batch that makes it large finds there; in a
    /// larger one those whom it adds or removes. Null for nobody.
    /// </summary>
    public IReadOnlyList<UserId>? Audience =>
        (_head?.Names ?? _before).Select(n => n.User).Union(_affected).ToArray() is { Length: > 0 } users ? users : null;

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        (_head, var changes) = ConversationFold.Apply(_head, e);
        if (e.Body is ChatEvent.MemberAdded added)
        {
            _removed.Remove(added.UserId);
            if (!_affected.Contains(added.UserId)) _affected.Add(added.UserId);
        }
        if (e.Body is ChatEvent.MemberRemoved removed)
        {
            _removed.Add(removed.UserId);
            if (!_affected.Contains(removed.UserId)) _affected.Add(removed.UserId);
        }
        return changes;
    }
}
