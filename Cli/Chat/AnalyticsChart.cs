using System.Globalization;
using EventChat.Cli.Workflows;
using EventChat.Client;

namespace EventChat.Cli.Chat;

/// <summary>Figures by day as lines of text: a bar of messages each, then the hours of the day.</summary>
internal static class AnalyticsChart
{
    /// <summary>Characters of the longest bar.</summary>
    private const int BarCharacters = 30;

    private const string Heights = "·▁▂▃▄▅▆▇█";

    /// <param name="days">Those with anything in them, in order.</param>
    public static IEnumerable<string> Of(IReadOnlyList<AnalyticsDay> days, DateOnly from, int count)
    {
        var by = days.ToDictionary(d => d.Date);
        var most = Math.Max(1, days.Select(d => d.Messages).DefaultIfEmpty().Max());
        yield return $"{"day (UTC)",-10}  {"messages",8}  {"people",6}  {"answer",9}  {"removed",7}  {"toxic",5}";
        for (var day = from; day < from.AddDays(count); day = day.AddDays(1))
        {
            if (!by.TryGetValue(day, out var d))
            {
                yield return Day(day);
                continue;
            }
            var answer = d.MeanResponseSeconds is { } seconds ? Duration.Text(TimeSpan.FromSeconds(seconds)) : "";
            yield return $"{Day(day)}  {d.Messages,8}  {d.ActiveUsers,6}  {answer,9}  {d.Removals,7}  {d.Toxic,5}  {new string('█', (int)Math.Ceiling((double)d.Messages * BarCharacters / most))}".TrimEnd();
        }
        yield return "";
        yield return $"hours      {Hours(days)}  0 to 23, UTC";
        var sentiments = days.SelectMany(d => d.Sentiments).GroupBy(w => w.Word).Select(g => (Word: g.Key, Count: g.Sum(w => w.Count))).OrderByDescending(w => w.Count).ToArray();
        if (sentiments.Length > 0)
            yield return $"sentiment  {string.Join(", ", sentiments.Select(s => $"{s.Word.ToLowerInvariant()} {(100 * s.Count + sentiments.Sum(o => o.Count) / 2) / sentiments.Sum(o => o.Count)} %"))}";
    }

    private static string Hours(IReadOnlyList<AnalyticsDay> days)
    {
        var hours = Enumerable.Range(0, 24).Select(hour => days.Sum(d => d.Hours[hour])).ToArray();
        var most = Math.Max(1, hours.Max());
        // What there is at all is seen.
        return string.Concat(hours.Select(n => Heights[(n * (Heights.Length - 1) + most - 1) / most]));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
