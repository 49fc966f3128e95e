using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// One scan segment of one phase, for a slice of time: an invocation ends long before the function's timeout and the workflow calls again, so that a segment may take as long as it
/// likes. Every few pages it is written down how far the segment is; all of them is in the rows by then.
/// </summary>
/// <param name="pageItems">Items of the log read at once.</param>
public sealed class SegmentWorker(
    IAmazonDynamoDB dynamo, RebuildTables tables, RunTable runs, IReadOnlyList<Projection> projections, Func<CapacityMeter, RunCheck> checks, TimeProvider time,
    int pageItems = SegmentScan.PageItems, TextKeys? keys = null)
{
    /// <summary>Segments worked on at once: what the Map state of <c>rebuild.asl.json</c> allows.</summary>
    public const int ParallelSegments = 8;

    /// <summary>A throttle may be changed and a run aborted meanwhile: nobody waits longer without looking.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Logs checked at once within a segment.</summary>
    private const int ParallelChecks = 4;

    /// <summary>Rows of a page when sweeping: only keys come back, and 2,000 rows of 300 bytes stay below the 1 MB that DynamoDB reads at once.</summary>
    private const int SweepRows = 2_000;

    public async Task<SegmentTask> RunAsync(SegmentTask task, TimeSpan budget, CancellationToken cancel)
    {
        var progress = await runs.ProgressAsync(task.Run, task.Phase, task.Segment, cancel);
        var begin = time.GetTimestamp();
        while (!progress.Done && await ReadAsync(task, cancel) is { } run)
        {
            var wait = Pace.Wait(progress, Pace.Share(run), time.GetUtcNow());
            if (wait > TimeSpan.Zero) await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancel);
            else progress = await SliceAsync(run, progress, cancel);
            if (time.GetElapsedTime(begin) >= budget) break;
        }
        return task with { Done = progress.Done || await ReadAsync(task, cancel) is null };
    }

    /// <summary>Null if there is nothing to do any more: the run was aborted, or has moved on.</summary>
    private async Task<RebuildRun?> ReadAsync(SegmentTask task, CancellationToken cancel)
    {
        var run = await runs.ReadAsync(task.Run, cancel) ?? throw new InvalidDataException($"There is no run {task.Run}.");
        var stops = run.Status is RunStatus.Aborting && task.Phase is not RunPhase.Sweep;
        return stops || run.Phase != task.Phase ? null : run;
    }

    /// <summary>Some pages, written down at the end.</summary>
    private async Task<SegmentProgress> SliceAsync(RebuildRun run, SegmentProgress progress, CancellationToken cancel)
    {
        var meter = new CapacityMeter();
        var (before, begin) = (progress.Events, time.GetUtcNow());
        var last = progress.UpdatedAt ?? begin;
        progress = run.Phase switch
        {
            RunPhase.Fill => await FillAsync(run, progress, meter, cancel),
            RunPhase.Check => await CheckAsync(run, progress, meter, cancel),
            RunPhase.Sweep => await SweepAsync(run, progress, meter, cancel),
            _ => throw new InvalidDataException($"No segment has work in phase {run.Phase}."),
        };
        var used = meter.Snapshot().Values;
        var now = time.GetUtcNow();
        progress = progress with
        {
            Wru = progress.Wru + used.Sum(u => u.Wru), Rru = progress.Rru + used.Sum(u => u.Rru), UpdatedAt = now,
            SliceAt = begin, SliceEvents = progress.Events - before, Rate = now > last ? (progress.Events - before) / (now - last).TotalSeconds : 0,
        };
        await runs.SaveAsync(run.Id, progress, cancel);
        return progress;
    }

    /// <summary>Seconds for which pages are filled before it is written down: what an interruption costs at most, and small beside the fixed cost of a beginning.</summary>
    private static readonly TimeSpan FillSlice = TimeSpan.FromSeconds(2);

    private async Task<SegmentProgress> FillAsync(RebuildRun run, SegmentProgress progress, CapacityMeter meter, CancellationToken cancel)
    {
        var log = new SegmentLog(dynamo, tables.Events, meter, keys: keys);
        var fill = new FillLogs(log, new ViewsTable(dynamo, tables.Views, meter), new BulkRows(dynamo, tables.Views, meter), [.. Targets(run)], time);
        var begin = time.GetTimestamp();
        var (cursor, items) = (progress.Cursor, 0L);
        if (cursor is not null) fill.Continue(SegmentScan.LogBefore(cursor));
        await foreach (var page in new SegmentScan(dynamo, tables.Events, meter, pageItems, keys).ScanAsync(progress.Segment, run.Plan.Segments, cursor, cancel))
        {
            foreach (var segment in page.Segments) await fill.AddAsync(segment, cancel);
            items += page.Segments.Count;
            cursor = page.Next;
            if (run.Throttle > 0 || time.GetElapsedTime(begin) >= FillSlice) break;
        }
        await fill.FinishAsync(end: cursor is null, cancel);
        return progress with
        {
            Cursor = cursor, Done = cursor is null, Items = progress.Items + items, Events = progress.Events + fill.Events,
            Logs = progress.Logs + fill.Logs, Rows = progress.Rows + fill.Rows, Parked = progress.Parked + fill.Parked,
        };
    }

    private async Task<SegmentProgress> CheckAsync(RebuildRun run, SegmentProgress progress, CapacityMeter meter, CancellationToken cancel)
    {
        var check = checks(meter);
        if (run.Plan.Request.Log is { } only)
            return Add(progress, await CheckAsync(run, check, only, cancel)) with { Done = true, Logs = 1, Items = run.Plan.Items };

        await using var pages = new SegmentScan(dynamo, tables.Events, meter, pageItems, keys).ScanAsync(progress.Segment, run.Plan.Segments, progress.Cursor, cancel).GetAsyncEnumerator(cancel);
        if (!await pages.MoveNextAsync()) return progress with { Done = true };
        var page = pages.Current;
        var logs = page.Segments.Where(s => Chooses(run.Plan.Request, s)).Select(s => s.Log).Distinct().ToArray();
        await Parallel.ForEachAsync(logs, new ParallelOptions { MaxDegreeOfParallelism = ParallelChecks, CancellationToken = cancel }, async (log, token) =>
        {
            var found = await CheckAsync(run, check, log, token);
            lock (check) progress = Add(progress, found);
        });
        return progress with
        {
            Cursor = page.Next, Done = page.Next is null, Items = progress.Items + page.Segments.Count,
            Events = progress.Events + page.Segments.Sum(s => s.Count), Logs = progress.Logs + logs.Length,
        };
    }

    /// <summary>A log with an event that can not be read is looked at in any case: that is where it is parked.</summary>
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

    private async Task<IReadOnlyList<LogCheck>> CheckAsync(RebuildRun run, RunCheck check, LogId log, CancellationToken cancel)
    {
        List<LogCheck> found = [];
        var repair = run.Plan.Request is { Mode: RunMode.Repair, DryRun: false };
        foreach (var (projection, view) in Targets(run).Where(t => t.Projection.Reads(log)))
        {
            var one = await check.CheckAsync(projection, view, log, repair, cancel);
            found.Add(one.Parked && run.Plan.Request.Mode is RunMode.Rebuild ? await NewlyParkedAsync(view, log, one, cancel) : one);
        }
        return found;
    }

    /// <summary>A log that stands still in the served generation may do so in the new one. One that is parked in the new one alone is a step back: it is not flipped to.</summary>
    private async Task<LogCheck> NewlyParkedAsync(View view, LogId log, LogCheck found, CancellationToken cancel)
    {
        var served = (await new Aliases(dynamo, tables.State).ReadAsync([view.Projection], cancel))[0].Served;
        var views = new ViewsTable(dynamo, tables.Views, new CapacityMeter());
        if (served == view.Generation || (await views.ReadHeadAsync(new(view.Projection, served), log, cancel))?.ContainsKey(RowItems.Parked) is true) return found;
        return found with
        {
            Diverged = found.Diverged + 1,
            Findings = [new(view.ToString(), log.Value, ViewKeys.Head, $"parked, and {view.Projection}@{served} is not"), .. found.Findings],
        };
    }

    private static SegmentProgress Add(SegmentProgress progress, IReadOnlyList<LogCheck> found) => progress with
    {
        Diverged = progress.Diverged + found.Sum(f => f.Diverged), Repaired = progress.Repaired + found.Sum(f => f.Repaired), Parked = progress.Parked + found.Count(f => f.Parked),
        Findings = [.. (progress.Findings ?? []).Concat(found.SelectMany(f => f.Findings)).Take(SegmentProgress.MostFindings)],
    };

    private async Task<SegmentProgress> SweepAsync(RebuildRun run, SegmentProgress progress, CapacityMeter meter, CancellationToken cancel)
    {
        string[] prefixes = [.. Swept(run).Select(v => v.View.Partition(""))];
        if (prefixes.Length == 0) return progress with { Done = true };
        var answer = await dynamo.ScanAsync(new ScanRequest
        {
            TableName = tables.Views, Segment = progress.Segment, TotalSegments = run.Plan.Segments, Limit = SweepRows,
            ExclusiveStartKey = progress.Cursor is { } cursor ? ReadCursor(cursor) : null,
            ProjectionExpression = "pk, sk",
        }, cancel);
        // The names of other generations are read as well: DynamoDB bills whole items, some 300 bytes each.
        meter.Read("view-sweep", (answer.ScannedCount ?? 0) * 300L, consistent: false);
        Item[] rows = [.. (answer.Items ?? []).Where(i => prefixes.Any(p => i[StateKeys.Pk].S.StartsWith(p, StringComparison.Ordinal)))];
        await new BulkRows(dynamo, tables.Views, meter).DeleteAsync(rows, cancel);
        var next = answer.LastEvaluatedKey is { Count: > 0 } last ? $"{last[StateKeys.Pk].S}\n{last[StateKeys.Sk].S}" : null;
        return progress with { Cursor = next, Done = next is null, Items = progress.Items + (answer.ScannedCount ?? 0), Rows = progress.Rows + rows.Length };
    }

    /// <summary>Generations that nobody reads or writes any more: those replaced, or the run's own if it was aborted or is there to drop them.</summary>
    internal static IReadOnlyList<RunView> Swept(RebuildRun run) =>
        run.Status is RunStatus.Aborting || run.Plan.Request.Mode is RunMode.Drop ? run.Plan.Views : run.Plan.Replaced;

    private static Item ReadCursor(string cursor)
    {
        var parts = cursor.Split('\n');
        return new() { [StateKeys.Pk] = RowItems.S(parts[0]), [StateKeys.Sk] = RowItems.S(parts[1]) };
    }

    private IEnumerable<(Projection Projection, View View)> Targets(RebuildRun run) =>
        run.Plan.Views.Select(v => (projections.First(p => p.Name == v.Projection), v.View));
}
