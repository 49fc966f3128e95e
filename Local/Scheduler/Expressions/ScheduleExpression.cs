using System.Globalization;
using System.Text.RegularExpressions;

namespace EventChat.Local.Scheduler.Expressions;

/// <summary>When something is to happen: <c>at(…)</c>, <c>rate(…)</c> or <c>cron(…)</c>, as EventBridge writes them.</summary>
internal abstract partial record ScheduleExpression
{
    private ScheduleExpression() { }

    /// <summary>The first moment after <paramref name="after"/>; null if there is none.</summary>
    /// <param name="anchor">From when a rate is counted: the start date, or when the schedule was made.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor);

    /// <exception cref="FormatException">It is none of the three, or says what can not be.</exception>
    public static ScheduleExpression Parse(string text, TimeZoneInfo zone)
    {
        var match = Form.Match(text);
        if (!match.Success) throw new FormatException($"Invalid Schedule Expression {text}.");
        var argument = match.Groups["argument"].Value;
        return match.Groups["kind"].Value switch
        {
            "cron" => new Cron(CronExpression.Parse(argument), zone),
            "rate" => ParseRate(argument),
            _ => DateTime.TryParseExact(argument, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? new Once(ZoneTime.ToUtc(at, zone) ?? throw new FormatException($"{argument} does not exist in {zone.Id}: the clock is put forward over it."))
                : throw new FormatException($"at({argument}) is not of the form at(yyyy-mm-ddThh:mm:ss)."),
        };
    }

    private static Rate ParseRate(string argument)
    {
        var match = RateForm.Match(argument);
        if (!match.Success || !int.TryParse(match.Groups["value"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            throw new FormatException($"rate({argument}) is not of the form rate(value unit), the value above zero.");
        var unit = match.Groups["unit"].Value;
        if (value == 1 == unit.EndsWith('s')) throw new FormatException($"rate({argument}): one is a {unit.TrimEnd('s')}, more are {unit.TrimEnd('s')}s.");
        return new Rate(TimeSpan.FromMinutes((long)value * unit.TrimEnd('s') switch { "minute" => 1, "hour" => 60, _ => 1_440 }));
    }

    [GeneratedRegex(@"^(?<kind>at|rate|cron)\((?<argument>[^()]*)\)\z")]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"^(?<value>\d+) +(?<unit>minutes?|hours?|days?)\z")]
    private static partial Regex RateForm { get; }

    public sealed record Once(DateTimeOffset At) : ScheduleExpression
    {
        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor) => At > after ? At : null;
    }

    public sealed record Rate(TimeSpan Every) : ScheduleExpression
    {
        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor) =>
            after < anchor ? anchor : anchor + Every * ((after - anchor).Ticks / Every.Ticks + 1);
    }

    public sealed record Cron(CronExpression Expression, TimeZoneInfo Zone) : ScheduleExpression
    {
        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor) => Expression.Next(after, Zone);
    }
}

internal static class ZoneTime
{
    /// <summary>Null for a time that the clock is put forward over; the first of two where it is put back.</summary>
    public static DateTimeOffset? ToUtc(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
