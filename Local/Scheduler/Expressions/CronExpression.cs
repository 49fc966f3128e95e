namespace EventChat.Local.Scheduler.Expressions;

/// <summary>
/// AWS's six fields: minutes, hours, day of month, month, day of week (1 is Sunday), year. Times that the clock is put forward over are
/// skipped; times that come twice when it is put back count once, the first.
/// </summary>
internal sealed class CronExpression
{
    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    private readonly int[] _minutes;
    private readonly int[] _hours;
    private readonly DayField _days;
    private readonly HashSet<int> _months;
    private readonly HashSet<int> _years;

    private CronExpression(int[] minutes, int[] hours, DayField days, HashSet<int> months, HashSet<int> years) =>
        (_minutes, _hours, _days, _months, _years) = (minutes, hours, days, months, years);

    /// <exception cref="FormatException">A field is missing, or says what can not be.</exception>
    public static CronExpression Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6) throw new FormatException($"cron({text}) has {fields.Length} fields; six are needed: minutes hours day-of-month month day-of-week year.");
        if ((fields[2] is "?") == (fields[4] is "?"))
            throw new FormatException($"cron({text}): exactly one of day-of-month and day-of-week is '?'.");
        return new CronExpression(
            [.. CronField.Minutes.Values(fields[0])], [.. CronField.Hours.Values(fields[1])],
            fields[2] is "?" ? DayField.OfWeek(fields[4]) : DayField.OfMonth(fields[2]),
            [.. CronField.Months.Values(fields[3])], [.. CronField.Years.Values(fields[5])]);
    }

    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(after, zone).Date;
        for (var year = Math.Max(today.Year, FirstYear); year <= LastYear; year++)
        {
            if (!_years.Contains(year)) continue;
            for (var month = year == today.Year ? today.Month : 1; month <= 12; month++)
            {
                if (!_months.Contains(month)) continue;
                foreach (var day in _days.In(year, month))
                    if (new DateTime(year, month, day) is var date && date >= today && FirstOf(date, after, zone) is { } found) return found;
            }
        }
        return null;
    }

    private DateTimeOffset? FirstOf(DateTime date, DateTimeOffset after, TimeZoneInfo zone)
    {
        foreach (var hour in _hours)
            foreach (var minute in _minutes)
                if (ZoneTime.ToUtc(date.AddHours(hour).AddMinutes(minute), zone) is { } at && at > after) return at;
        return null;
    }
}
