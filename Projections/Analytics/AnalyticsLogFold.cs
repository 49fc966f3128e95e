using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>An analytics log being folded. The resolver reads the head's attributes.</summary>
public sealed class AnalyticsLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    private const string Languages = "languages";
    private const string Sentiments = "sentiments";
    private const string Word = "word";
    private const string FirstResponse = "firstResponse";
    private const string ResponseSeconds = "responseSeconds";
    private const string Responses = "responses";

    private AnalyticsHead _head = head is null ? AnalyticsHead.Empty : Read(head);

    public static Projection Projection { get; } = new(
        ViewKeys.AnalyticsProjection, log => log.Analyzed is not null, head => new AnalyticsLogFold(head));

    public override Item Head => Write(_head);

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        _head = AnalyticsFold.Apply(_head, e);
        return [];
    }

    public static Item Write(AnalyticsHead head) => RowItems.Without(new()
    {
        [RowItems.Seq] = RowItems.N(head.Seq),
        [Languages] = Words(head.Languages),
        [Sentiments] = Words(head.Sentiments),
        [FirstResponse] = Real(head.FirstResponseSeconds),
        [ResponseSeconds] = Real(head.ResponseSeconds),
        [Responses] = RowItems.N(head.Responses),
    });

    public static AnalyticsHead Read(Item item) => new(
        RowItems.ReadN(item[RowItems.Seq]), ReadWords(item.GetValueOrDefault(Languages)), ReadWords(item.GetValueOrDefault(Sentiments)),
        ReadReal(item.GetValueOrDefault(FirstResponse)), ReadReal(item.GetValueOrDefault(ResponseSeconds)) ?? 0,
        item.TryGetValue(Responses, out var responses) ? (int)RowItems.ReadN(responses) : 0);

    internal static AttributeValue Words(IReadOnlyList<CountedWord> words) => words.Count == 0
        ? RowItems.Nothing
        : new() { L = [.. words.Select(w => new AttributeValue { M = new() { [Word] = RowItems.S(w.Word), [RowItems.Count] = RowItems.N(w.Count) } })] };

    internal static CountedWord[] ReadWords(AttributeValue? value) =>
        value?.L?.Select(w => new CountedWord(w.M[Word].S, RowItems.ReadN(w.M[RowItems.Count]))).ToArray() ?? [];

    internal static AttributeValue Real(double? number) => number is { } n ? new() { N = n.ToString("R", CultureInfo.InvariantCulture) } : RowItems.Nothing;

    internal static double? ReadReal(AttributeValue? value) => value is null ? null : double.Parse(value.N, CultureInfo.InvariantCulture);
}
