using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A conversation's log being folded into its members' inboxes. The read marker is no part of it: it lies in the member's state, which a query reads anyway.</summary>
public sealed class InboxLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    public static Projection Projection { get; } = new(ViewKeys.InboxProjection, log => log.Conversation is not null, head => new InboxLogFold(head))
    {
        Concerns = e => e is ChatEvent.MemberAdded or ChatEvent.MemberRemoved or ChatEvent.MessageSent { Mentions: not null },
    };

    public override Item Head => new() { [RowItems.Seq] = RowItems.N(Seq) };

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e) => InboxFold.Apply(e);
}
