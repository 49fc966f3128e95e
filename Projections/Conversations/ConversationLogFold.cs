using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A conversation's log being folded, and who must hear of it.</summary>
public sealed class ConversationLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    private readonly List<UserId> _removed = [];
    private readonly OrderedDictionary<UserId, bool> _affected = [];
    private readonly Item? _before = head;
    private ConversationHead? _head = Read(head);

    public override Item Head => _head is null ? new() { [RowItems.Seq] = RowItems.N(Seq) } : RowItems.Write(_head);

    /// <summary>Users whom this batch removed and did not add again.</summary>
    public IReadOnlyList<UserId> Removed => _removed;

    /// <summary>
    /// Who sees the batch through <c>onMyConversations</c>: all members of a small conversation, those too whom a batch that makes it large finds there; in a
    /// larger one those whom it adds or removes. Null for nobody.
    /// </summary>
    public IReadOnlyList<UserId>? Audience =>
        (_head?.Names ?? Read(_before)?.Names ?? []).Select(n => n.User).Union(_affected.Keys).ToArray() is { Length: > 0 } users ? users : null;

    private static ConversationHead? Read(Item? head) => head?.ContainsKey(RowItems.ConversationId) is true ? RowItems.ReadHead(head) : null;

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        (_head, var changes) = ConversationFold.Apply(_head, e);
        if (e.Body is ChatEvent.MemberAdded added)
        {
            _removed.Remove(added.UserId);
            _affected.TryAdd(added.UserId, true);
        }
        if (e.Body is ChatEvent.MemberRemoved removed)
        {
            _removed.Add(removed.UserId);
            _affected.TryAdd(removed.UserId, true);
        }
        return changes;
    }
}
