using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>How a day's figures lie in the views table; the resolver reads these names. No name is in two kinds of day: the resolver lays the three over one another.</summary>
internal static class DayItems
{
    private const string Date = "date";
    private const string Edits = "edits";
    private const string Deletions = "deletions";
    private const string Removals = "removals";
    /// <summary>L of 24 N: messages by hour, UTC. Absent: none.</summary>
    private const string Hours = "hours";
    private const string ActiveUsers = "activeUsers";
    /// <summary>S, on a head alone: the people behind <see cref="ActiveUsers"/>, see <see cref="Projections.ActiveUsers.ToString"/>.</summary>
    private const string Active = "active";
    private const string Responses = "responses";
    private const string ResponseSeconds = "responseSeconds";
    private const string FirstResponseSeconds = "firstResponseSeconds";
    private const string Languages = "languages";
    private const string Sentiments = "sentiments";
    private const string Screened = "screened";
    private const string Toxic = "toxic";
    private const string Labels = "labels";
    private const string Flags = "flags";

    public static Item Write(DayFigures day)
    {
        var item = day switch
        {
            TalkOfDay d => new Item
            {
                [RowItems.Messages] = RowItems.N(d.Messages), [Edits] = RowItems.N(d.Edits), [Deletions] = RowItems.N(d.Deletions), [Removals] = RowItems.N(d.Removals),
                [Hours] = d.ByHour is { } hours ? new() { L = [.. hours.Select(n => RowItems.N(n))] } : RowItems.Nothing,
                [ActiveUsers] = RowItems.N(d.Active.Count),
            },
            AnswersOfDay d => new Item
            {
                [Responses] = RowItems.N(d.Responses), [ResponseSeconds] = AnalyticsLogFold.Real(d.ResponseSeconds),
                [FirstResponseSeconds] = AnalyticsLogFold.Real(d.FirstResponseSeconds),
                [Languages] = AnalyticsLogFold.Words(d.Languages), [Sentiments] = AnalyticsLogFold.Words(d.Sentiments),
            },
            FindingsOfDay d => new Item
            {
                [Screened] = RowItems.N(d.Screened), [Toxic] = RowItems.N(d.Toxic), [Labels] = AnalyticsLogFold.Words(d.Labels), [Flags] = RowItems.N(d.Flags),
            },
            _ => throw new UnreachableException(),
        };
        item[Date] = RowItems.S(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return RowItems.Without(item);
    }

    /// <summary>With what the next event of the day needs.</summary>
    public static Item WriteHead(DayFigures day)
    {
        var item = Write(day);
        if (day is TalkOfDay talk) item[Active] = RowItems.S(talk.Active.ToString());
        return item;
    }

    /// <returns>Null for the head of a log in which no day began yet.</returns>
    public static DayFigures? Read(Item head)
    {
        if (!head.TryGetValue(Date, out var written)) return null;
        var date = DateOnly.ParseExact(written.S, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (head.TryGetValue(Active, out var active))
            return new TalkOfDay(
                date, Number(head, RowItems.Messages), Number(head, Edits), Number(head, Deletions), Number(head, Removals),
                head.GetValueOrDefault(Hours)?.L?.Select(n => (int)RowItems.ReadN(n)).ToArray(), Projections.ActiveUsers.Parse(active.S));
        return head.ContainsKey(Screened)
            ? new FindingsOfDay(date, Number(head, Screened), Number(head, Toxic), AnalyticsLogFold.ReadWords(head.GetValueOrDefault(Labels)), Number(head, Flags))
            : new AnswersOfDay(
                date, (int)Number(head, Responses), Real(head, ResponseSeconds) ?? 0, Real(head, FirstResponseSeconds),
                AnalyticsLogFold.ReadWords(head.GetValueOrDefault(Languages)), AnalyticsLogFold.ReadWords(head.GetValueOrDefault(Sentiments)));
    }

    private static long Number(Item item, string name) => item.TryGetValue(name, out var value) ? RowItems.ReadN(value) : 0;

    private static double? Real(Item item, string name) => AnalyticsLogFold.ReadReal(item.GetValueOrDefault(name));
}
