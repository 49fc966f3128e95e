using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A log of a conversation being folded into its days. The resolver reads the head's attributes as it reads a row's.</summary>
public sealed class DaysLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    private DayFigures? _day = head is null ? null : DayItems.Read(head);

    public static Projection Projection { get; } = new(
        ViewKeys.DaysProjection, log => (log.Conversation ?? log.Analyzed ?? log.Moderated) is not null, head => new DaysLogFold(head))
    {
        // Figures may be seconds late, and a burst costs one write of the head.
        Lane = Lane.Background,
        Concerns = DayFigures.AreOf,
        // Three logs write the days of one conversation.
        Owns = _ => [],
    };

    public override Item Head
    {
        get
        {
            var item = _day is null ? [] : DayItems.WriteHead(_day);
            item[RowItems.Seq] = RowItems.N(Seq);
            return item;
        }
    }

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        (_day, var changes) = DaysFold.Apply(_day, e);
        return changes;
    }
}
