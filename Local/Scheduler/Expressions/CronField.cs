using System.Globalization;

namespace EventChat.Local.Scheduler.Expressions;

/// <summary>A field of values: <c>*</c>, <c>5</c>, <c>MON-FRI</c>, <c>0/15</c>, <c>1,2,8-10</c>.</summary>
internal sealed record CronField(string Name, int First, int Last, IReadOnlyList<string> Names)
{
    public static readonly CronField Minutes = new("minutes", 0, 59, []);
    public static readonly CronField Hours = new("hours", 0, 23, []);
    public static readonly CronField DaysOfMonth = new("day-of-month", 1, 31, []);
    public static readonly CronField Months = new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
    public static readonly CronField DaysOfWeek = new("day-of-week", 1, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);
    public static readonly CronField Years = new("year", 1970, 2199, []);

    /// <exception cref="FormatException">It is no such field.</exception>
    public SortedSet<int> Values(string text)
    {
        var values = new SortedSet<int>();
        foreach (var item in text.Split(',')) values.UnionWith(Item(item));
        return values;
    }

    public int Value(string text)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i].Equals(text, StringComparison.OrdinalIgnoreCase)) return First + i;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= First && value <= Last
            ? value
            : throw Wrong(text);
    }

    public FormatException Wrong(string text) => new($"cron: '{text}' is no {Name} ({First}-{Last}).");

    private IEnumerable<int> Item(string item)
    {
        var (range, step) = item.Split('/') switch
        {
            [var alone] => (alone, 0),
            [var from, var by] when int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0 => (from, every),
            _ => throw Wrong(item),
        };
        var (low, high) = range.Split('-') switch
        {
            ["*"] => (First, Last),
            [var only] => (Value(only), step > 0 ? Last : Value(only)),
            [var from, var to] => (Value(from), Value(to)),
            _ => throw Wrong(item),
        };
        // A range that wraps, FRI-MON: over the end and on from the beginning.
        var count = high >= low ? high - low : high - low + (Last - First + 1);
        for (var i = 0; i <= count; i += Math.Max(1, step)) yield return First + (low - First + i) % (Last - First + 1);
    }
}
