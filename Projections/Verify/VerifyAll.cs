using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>Checks every log there is, in some generations, by a parallel scan; memory does not grow with the log.</summary>
public sealed class VerifyAll(SegmentScan scan, CheckLogs check, IReadOnlyList<LiveView> views, CheckMode mode)
{
    private readonly Lock _gate = new();
    private VerifyTally _tally = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>As it stands; may be asked while it runs.</summary>
    public VerifyTally Tally
    {
        get
        {
            lock (_gate) return _tally;
        }
    }

    /// <param name="told">Each log that is not sound, is parked or was repaired; one call at a time.</param>
    public Task RunAsync(int segments, Action<LogReport> told, CancellationToken cancel) => Parallel.ForEachAsync(
        Enumerable.Range(0, segments), new ParallelOptions { MaxDegreeOfParallelism = SegmentScan.LeastSegments, CancellationToken = cancel }, async (segment, token) =>
        {
            LogId? last = null;
            await foreach (var page in scan.ScanAsync(segment, segments, cursor: null, token))
                foreach (var found in page.Segments)
                {
                    // A log's segments follow each other.
                    if (found.Log == last) continue;
                    last = found.Log;
                    await LogAsync(found.Log, told, token);
                }
        });

    public async Task LogAsync(LogId log, Action<LogReport> told, CancellationToken cancel)
    {
        List<LogReport> reports = [];
        foreach (var live in views.Where(v => v.Projection.Reads(log))) reports.Add(await check.CheckAsync(live.Projection, live.View, log, mode, cancel));
        lock (_gate)
        {
            _tally = new(
                _tally.Logs + 1, _tally.Events + reports.Select(r => r.Events).DefaultIfEmpty().Max(), _tally.Rows + reports.Sum(r => r.Rows),
                _tally.Diverged + reports.Sum(r => r.Diverged), _tally.Repaired + reports.Sum(r => r.Repaired),
                _tally.Parked + reports.Count(r => r.State is LogState.Parked), _tally.Unsound + reports.Count(r => !r.IsSound));
            foreach (var report in reports.Where(r => !r.IsSound || r.State is not LogState.Level || r.Repaired > 0)) told(report);
        }
    }
}

/// <param name="Unsound">Logs, once per read model, that are not what the log says: they differ, are behind or can not be compared.</param>
public sealed record VerifyTally(long Logs, long Events, long Rows, long Diverged, long Repaired, long Parked, long Unsound);
