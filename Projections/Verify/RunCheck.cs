using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The check of one log as a run counts it.</summary>
public sealed class RunCheck(CheckLogs logs)
{
    public async Task<LogCheck> CheckAsync(Projection projection, View view, LogId log, bool repair, CancellationToken cancel)
    {
        var report = await logs.CheckAsync(projection, view, log, repair ? CheckMode.Repair : CheckMode.Verify, cancel);
        var findings = report.Divergences.Select(d => new Finding(
            view.ToString(), log.Value, $"{d.Key.Partition} / {d.Key.Sort}", What(d), d.Seq, d.Type)).ToList();
        if (State(report) is { } state) findings.Insert(0, state);
        // A log that is parked says so at its head; everything else that keeps it from being level is a difference.
        return new(report.Diverged + (report.State is LogState.Level or LogState.Parked ? 0 : 1), report.Repaired, report.State is LogState.Parked, findings);
    }

    public static string What(Divergence d) => (d.Attribute, d.Expected, d.Found) switch
    {
        (_, { }, null) when d.Attribute is null => "missing",
        (_, null, { }) when d.Attribute is null => "one too many",
        _ => string.Create(CultureInfo.InvariantCulture, $"{d.Attribute} is {Short(d.Found)} and should be {Short(d.Expected)}"),
    };

    private static string Short(string? json) => json is null ? "not there" : json.Length <= 80 ? json : json[..79] + "…";

    private static Finding? State(LogReport report) => report.State is LogState.Level or LogState.Parked
        ? null
        : new(report.View.ToString(), report.Log.Value, ViewKeys.Head, Why(report), report.At);

    public static string Why(LogReport report) => report.State switch
    {
        LogState.Level => "level",
        LogState.Behind => string.Create(CultureInfo.InvariantCulture, $"behind: seq {report.At} ({report.Reason}) is not in"),
        LogState.Parked => string.Create(CultureInfo.InvariantCulture, $"parked before seq {report.At}: {report.Reason}"),
        LogState.Filling => "not filled yet",
        _ => string.Create(CultureInfo.InvariantCulture, $"not to be compared: at seq {report.At} {report.Reason}"),
    };
}
