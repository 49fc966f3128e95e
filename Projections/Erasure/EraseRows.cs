using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>
/// Makes every row anew that came of a user's texts: each log with an event by or about the user is compared with a refold, in every generation there is, and mended in
/// place. It is done when a whole pass over the log has found nothing to mend: then all rows are what the log says, and the log says nothing of the user any more.
/// </summary>
public sealed class EraseRows(SegmentScan scan, Func<CheckLogs> checks, Generations generations, TimeProvider time)
{
    /// <summary>Logs checked at once in a segment of the scan.</summary>
    private const int ParallelLogs = 2;

    /// <summary>Passes: eight hours for a rebuild that is under way, or for a person to mend what can not be read.</summary>
    public const int MostPasses = 100;

    /// <summary>Seconds between the first two passes, and between the later ones: each reads the whole log.</summary>
    private const int LeastWait = 5, MostWait = 300;

    public async Task<EraseStep> RunAsync(EraseStep step, TimeSpan slice, CancellationToken cancel)
    {
        var (begin, check, views) = (time.GetTimestamp(), checks(), await generations.ReadAsync(cancel));
        var request = new RunRequest(RunMode.Repair, User: step.UserId);
        EraseSegment[] segments = [.. step.Segments ?? Enumerable.Repeat(new EraseSegment(), SegmentScan.LeastSegments)];
        var gate = new Lock();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, segments.Length).Where(i => !segments[i].Done), new ParallelOptions { MaxDegreeOfParallelism = segments.Length, CancellationToken = cancel },
            async (i, token) =>
            {
                await foreach (var page in scan.ScanAsync(i, segments.Length, segments[i].Cursor, token))
                {
                    var logs = page.Segments.Where(s => Chooses(request, s)).Select(s => s.Log).Distinct();
                    await Parallel.ForEachAsync(logs, new ParallelOptions { MaxDegreeOfParallelism = ParallelLogs, CancellationToken = token }, async (log, inner) =>
                    {
                        var (repaired, open) = await MendAsync(check, views, log, inner);
                        lock (gate) step = step with { Logs = step.Logs + 1, Repaired = step.Repaired + repaired, Open = step.Open + (open ? 1 : 0) };
                    });
                    segments[i] = new(page.Next, page.Next is null);
                    if (time.GetElapsedTime(begin) >= slice) break;
                }
                // A segment of the scan that holds nothing.
                if (segments[i].Cursor is null) segments[i] = new(Done: true);
            });
        return Conclude(step with { Segments = segments });
    }

    private static EraseStep Conclude(EraseStep step) =>
        step.Segments!.Any(s => !s.Done) ? step with { Next = "on" }
        : step is { Repaired: 0, Open: 0 } ? step with { Next = "clean", Segments = null }
        : step.Pass >= MostPasses ? step with { Next = "failed", Segments = null }
        : new(step.UserId, step.Pass + 1, Next: "again", Wait: Math.Min(MostWait, LeastWait << Math.Min(step.Pass - 1, 10)));

    private static async Task<(long Repaired, bool Open)> MendAsync(CheckLogs check, IReadOnlyList<LiveView> views, LogId log, CancellationToken cancel)
    {
        var (repaired, open) = (0L, false);
        foreach (var live in views.Where(v => v.Projection.Reads(log)))
        {
            var report = await check.CheckAsync(live.Projection, live.View, log, CheckMode.Repair, cancel);
            repaired += report.Repaired;
            // What is parked was compared as far as it goes.
            open |= report.Diverged > 0 || report.State is not (LogState.Level or LogState.Parked);
        }
        return (repaired, open);
    }

    /// <summary>A log with an event that can not be read is looked at in any case.</summary>
    private static bool Chooses(RunRequest request, Segment segment)
    {
        try
        {
            return request.Chooses(segment);
        }
        catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
        {
            return true;
        }
    }
}
