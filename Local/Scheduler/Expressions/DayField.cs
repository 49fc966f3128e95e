using System.Globalization;

namespace EventChat.Local.Scheduler.Expressions;

/// <summary>Which days of a month: by their date (<c>15</c>, <c>L</c>, <c>3W</c>) or by their day of the week (<c>MON-FRI</c>, <c>6#3</c>, <c>5L</c>).</summary>
internal abstract record DayField
{
    private DayField() { }

    /// <summary>In order.</summary>
    public abstract IEnumerable<int> In(int year, int month);

    public static DayField OfMonth(string text)
    {
        if (text is "L") return new LastDay(0);
        if (text is "LW") return new Weekday(31);
        if (text.StartsWith("L-", StringComparison.Ordinal) && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before < 31)
            return new LastDay(before);
        return text.EndsWith('W') ? new Weekday(CronField.DaysOfMonth.Value(text[..^1])) : new Dates(CronField.DaysOfMonth.Values(text));
    }

    public static DayField OfWeek(string text)
    {
        if (text is "L") return new WeekDays([7]);
        if (text.Length > 1 && text.EndsWith('L')) return new LastWeekDay(CronField.DaysOfWeek.Value(text[..^1]));
        if (text.Split('#') is not [var day, var nth]) return new WeekDays(CronField.DaysOfWeek.Values(text));
        return int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 5
            ? new NthWeekDay(CronField.DaysOfWeek.Value(day), n)
            : throw CronField.DaysOfWeek.Wrong(text);
    }

    private static int DayOfWeek(int year, int month, int day) => (int)new DateTime(year, month, day).DayOfWeek + 1;

    private static IEnumerable<int> All(int year, int month) => Enumerable.Range(1, DateTime.DaysInMonth(year, month));

    private sealed record Dates(SortedSet<int> Days) : DayField
    {
        public override IEnumerable<int> In(int year, int month) => Days.Where(day => day <= DateTime.DaysInMonth(year, month));
    }

    private sealed record LastDay(int Before) : DayField
    {
        public override IEnumerable<int> In(int year, int month) =>
            DateTime.DaysInMonth(year, month) - Before is var day and >= 1 ? [day] : [];
    }

    /// <summary>The weekday (Monday to Friday) nearest to a date, in the same month; the month's last for <c>LW</c>.</summary>
    private sealed record Weekday(int Near) : DayField
    {
        public override IEnumerable<int> In(int year, int month)
        {
            var last = DateTime.DaysInMonth(year, month);
            var day = Math.Min(Near, last);
            yield return DayOfWeek(year, month, day) switch
            {
                7 => day > 1 ? day - 1 : day + 2,
                1 => day < last ? day + 1 : day - 2,
                _ => day,
            };
        }
    }

    private sealed record WeekDays(SortedSet<int> Days) : DayField
    {
        public override IEnumerable<int> In(int year, int month) => All(year, month).Where(day => Days.Contains(DayOfWeek(year, month, day)));
    }

    private sealed record NthWeekDay(int Day, int Nth) : DayField
    {
        public override IEnumerable<int> In(int year, int month) =>
            All(year, month).Where(day => DayOfWeek(year, month, day) == Day && (day + 6) / 7 == Nth);
    }

    private sealed record LastWeekDay(int Day) : DayField
    {
        public override IEnumerable<int> In(int year, int month) =>
            All(year, month).Where(day => DayOfWeek(year, month, day) == Day && day + 7 > DateTime.DaysInMonth(year, month));
    }
}
