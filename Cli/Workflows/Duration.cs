using System.Globalization;

namespace EventChat.Cli.Workflows;

internal static class Duration
{
    /// <summary>E.g. <c>7 ms</c>, <c>1.2 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>, <c>4 d 3 h</c>.</summary>
    public static string Text(TimeSpan span) => span switch
    {
        { Ticks: < 0 } => "0 ms",
        { TotalSeconds: < 1 } => Invariant($"{(int)span.TotalMilliseconds} ms"),
        { TotalMinutes: < 1 } => Invariant($"{Math.Floor(span.TotalSeconds * 10) / 10:0.0} s"),
        { TotalHours: < 1 } => Invariant($"{span.Minutes} min {span.Seconds} s"),
        { TotalDays: < 1 } => Invariant($"{span.Hours} h {span.Minutes} min"),
        _ => Invariant($"{span.Days} d {span.Hours} h"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
