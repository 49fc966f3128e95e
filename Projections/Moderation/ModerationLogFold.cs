using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A moderation log being folded.</summary>
public sealed class ModerationLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    private const string OpenReviews = "open";
    private const string Screened = "screened";

    private ModerationHead _head = head is null ? ModerationHead.Empty : Read(head);

    public static Projection Projection { get; } = new(
        ViewKeys.ModerationProjection, log => log.Moderated is not null, head => new ModerationLogFold(head))
    {
        Owns = log => log.Moderated is { } conversation ? [log.Value, conversation.Log.Value] : [log.Value],
    };

    public override Item Head => Write(_head);

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        (_head, var changes) = ModerationFold.Apply(_head, e);
        return changes;
    }

    public static Item Write(ModerationHead head) => RowItems.Without(new()
    {
        [RowItems.Seq] = RowItems.N(head.Seq),
        [OpenReviews] = List(head.Open.Select(r => new Item
        {
            [RowItems.VersionSeq] = RowItems.N(r.VersionSeq), [RowItems.Round] = RowItems.N(r.Round), [RowItems.Deadline] = RowItems.N(r.Deadline),
        })),
        [Screened] = List(head.Screened.Select(s => new Item { [RowItems.VersionSeq] = RowItems.N(s.VersionSeq), [RowItems.Scores] = RowItems.S(s.Scores) })),
    });

    public static ModerationHead Read(Item item) => new(
        RowItems.ReadN(item[RowItems.Seq]),
        item.GetValueOrDefault(OpenReviews)?.L?.Select(r =>
            new OpenReviewRow(RowItems.ReadN(r.M[RowItems.VersionSeq]), (int)RowItems.ReadN(r.M[RowItems.Round]), RowItems.ReadTime(r.M[RowItems.Deadline]))).ToArray() ?? [],
        item.GetValueOrDefault(Screened)?.L?.Select(s => new ScreenedVersion(RowItems.ReadN(s.M[RowItems.VersionSeq]), s.M[RowItems.Scores].S)).ToArray() ?? []);

    private static Amazon.DynamoDBv2.Model.AttributeValue List(IEnumerable<Item> items) =>
        items.Select(i => new Amazon.DynamoDBv2.Model.AttributeValue { M = i }).ToList() is { Count: > 0 } list ? new() { L = list } : RowItems.Nothing;
}
