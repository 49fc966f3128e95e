using Amazon.DynamoDBv2;
using EventChat.Contracts;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>Compares a log's rows with a refold of it from its first event, and mends them if asked to; while everybody goes on writing.</summary>
/// <param name="patience">How long a lane may take with an event before a log counts as behind. Default: <see cref="Patience"/>, or <see cref="BackgroundPatience"/>.</param>
public sealed class CheckLogs(
    IAmazonDynamoDB dynamo, SegmentLog log, string viewsTable, CapacityMeter meter, TimeProvider time, ILogger logger, TimeSpan? patience = null)
{
    /// <summary>Divergences of a log that are told one by one.</summary>
    public const int MostDivergences = 10;

    /// <summary>Seconds: a stream delivers within one, a function that starts cold within three.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Seconds: the background lane's messages wait for five, and a busy log is read a few seconds after that.</summary>
    public static readonly TimeSpan BackgroundPatience = TimeSpan.FromSeconds(30);

    private const int Looks = 10;

    /// <summary>Repairs of a log before it is reported as it is: each after the first because somebody wrote to the very rows.</summary>
    private const int Repairs = 3;

    private readonly ViewsTable _views = new(dynamo, viewsTable, meter);

    public async Task<LogReport> CheckAsync(Projection projection, View view, LogId id, CheckMode mode, CancellationToken cancel)
    {
        var report = await CompareAsync(projection, view, id, mode is CheckMode.Repair, cancel);
        for (var repair = 1; mode is CheckMode.Repair && repair <= Repairs && !report.IsSound; repair++)
        {
            if (report.State is LogState.Behind) await CatchUpAsync(projection, view, id, cancel);
            else if (report.Repaired == 0) return report;
            var before = report.Repaired;
            report = await CompareAsync(projection, view, id, repair < Repairs, cancel);
            report = report with { Repaired = report.Repaired + before };
        }
        return report;
    }

    private async Task<LogReport> CompareAsync(Projection projection, View view, LogId id, bool repair, CancellationToken cancel)
    {
        var comparison = new LogComparison(log, _views, new StoredRows(dynamo, viewsTable, view, meter), projection, view, id, repair, time);
        var report = await comparison.RunAsync(cancel);
        return report.State is LogState.Behind ? await AwaitAsync(report, patience ?? (projection.Lane is Lane.Background ? BackgroundPatience : Patience), cancel) : report;
    }

    /// <summary>The live feed may be about to write it.</summary>
    private async Task<LogReport> AwaitAsync(LogReport report, TimeSpan within, CancellationToken cancel)
    {
        for (var look = 0; look < Looks; look++)
        {
            var head = await _views.ReadHeadAsync(report.View, report.Log, cancel);
            if (head?.GetValueOrDefault(RowItems.Parked)?.M is { } parked)
                return report with { State = LogState.Parked, At = RowItems.ReadN(parked[RowItems.Seq]) + 1, Reason = parked["reason"].S };
            if (head is not null && RowItems.ReadN(head[RowItems.Seq]) >= report.At) return report with { State = LogState.Level, At = null, Reason = null };
            await Task.Delay(within / Looks, time, cancel);
        }
        return report;
    }

    /// <summary>By the projector itself, from the log, and without a word to subscribers: they ask for what they miss.</summary>
    private Task<ProjectionResult> CatchUpAsync(Projection projection, View view, LogId id, CancellationToken cancel) =>
        new Projector(log, _views, new NoPublisher(), time, logger).ProjectAsync(new LiveView(projection, view.Generation, ViewRole.Kept), id, [], cancel);
}
