using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What is told of a run: by the API as its type <c>Run</c>, by <c>--json</c> as a line. Counts are of all phases.</summary>
/// <param name="Share">0 to 1, of the phase.</param>
/// <param name="EventsPerSecond">Null where nothing is folded at the moment.</param>
/// <param name="SecondsLeft">Of the phase; null if it can not be told.</param>
/// <param name="Wru">Write request units.</param>
/// <param name="Rru">Read request units.</param>
/// <param name="Dollars">At on-demand prices.</param>
/// <param name="Throttle">Events per second at most; 0 for no bound.</param>
/// <param name="Segments">Of the phase.</param>
public sealed record RunFacts(
    string RunId, RunMode Mode, bool DryRun, RunStatus Status, RunPhase Phase, IReadOnlyList<RunPhase> Phases, IReadOnlyList<string> Views, string? StartedBy, string StartedAt,
    string? EndedAt, string? Reason, double Share, long Events, double? EventsPerSecond, double? SecondsLeft, long Logs, long Rows, double Wru, double Rru, double Dollars,
    int Throttle, long Parked, long Diverged, long Repaired, int Attempt, bool CanAbort, bool CanResume, IReadOnlyList<SegmentFacts> Segments, IReadOnlyList<Finding> Findings)
{
    public static RunFacts Of(RunReport report)
    {
        var (run, progress) = (report.Run, report.Progress);
        return new(
            run.Id, run.Plan.Request.Mode, run.Plan.Request.DryRun, run.Status, run.Phase, report.Phases, [.. run.Plan.Views.Select(v => v.ToString())],
            run.Plan.StartedBy, WireTime.Format(run.Plan.StartedAt), run.EndedAt is { } end ? WireTime.Format(end) : null, run.Reason,
            Math.Round(report.Share, 4), report.Events, report.Rate is { } rate ? Math.Round(rate, 1) : null,
            report.Remaining is { } left ? Math.Round(left.TotalSeconds, 1) : null, progress.Sum(p => p.Logs), progress.Sum(p => p.Rows),
            Math.Round(report.Wru, 1), Math.Round(report.Rru, 1), Math.Round(report.Dollars, 6), run.Throttle, report.Parked, report.Diverged, progress.Sum(p => p.Repaired),
            run.Attempt, run.MayBeAborted, report.MayBeResumed,
            [.. report.OfPhase().Select(p => new SegmentFacts(p.Segment, State(p), p.Items, p.Events, p.Rows))], [.. report.Findings]);
    }

    private static SegmentState State(SegmentProgress p) => p.Done ? SegmentState.Done : p.UpdatedAt is null ? SegmentState.Waiting : SegmentState.Working;
}

public enum SegmentState
{
    Waiting,
    Working,
    Done,
}

public sealed record SegmentFacts(int Segment, SegmentState State, long Items, long Events, long Rows);
