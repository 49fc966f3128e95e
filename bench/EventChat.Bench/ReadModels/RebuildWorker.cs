using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.Bench.ReadModels;

/// <param name="Fill">Seconds, and <paramref name="Check"/>.</param>
/// <param name="FillCeiling">Seconds that the same requests take when nothing is done between them.</param>
/// <param name="HeapMb">The largest managed heap seen; <paramref name="ResidentMb"/> the process's largest resident set, runtime and all, before any ceiling was measured.</param>
internal sealed record RebuildFigures(
    long Events, long Rows, double Fill, double Check, double FillCeiling, double CheckCeiling, double HeapMb, double ResidentMb, double Wru, double Rru, string Requests,
    double FillShare = 0, double CheckShare = 0, double Share = 0);

/// <summary>
/// A process of its own that rebuilds all read models of a log with the steps and the workers that are deployed, eight segments at once as the workflow's Map does, so that its memory is the rebuild's. It waits for no
/// live feed, since there is none.
/// </summary>
internal sealed class RebuildWorker(AmazonDynamoDBClient dynamo, RebuildTables tables) : IRunExecutions
{
    public const string Command = "rebuild-worker";

    /// <summary>What a function works before it hands back.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(30);

    /// <summary>Requests under way at once: as many as the fill's segments can have.</summary>
    private const int Parallelism = BulkRows.ParallelBatches * SegmentWorker.ParallelSegments;

    private double _peakHeap;

    public static async Task<int> MainAsync(string[] arguments)
    {
        var (endpoint, events, run) = (new Uri(arguments[1]), arguments[2], arguments[3]);
        using var dynamo = BenchTables.Client(endpoint);
        var tables = await BenchTables.CreateAsync(dynamo, events, run);
        await BenchTables.CreateAsync(dynamo, $"ceiling-{run}", StateKeys.Pk, StateKeys.Sk, ScalarAttributeType.S);
        // The compilers' first seconds, here and in the server, are in neither figure.
        await new RebuildWorker(dynamo, await BenchTables.CreateAsync(dynamo, $"{events}-first", $"{run}-first")).RunAsync($"ceiling-{run}");
        Console.WriteLine(JsonSerializer.Serialize(await new RebuildWorker(dynamo, tables).RunAsync($"ceiling-{run}")));
        foreach (var table in new[] { tables.State, tables.Views, $"ceiling-{run}" }) await dynamo.DeleteTableAsync(table);
        return 0;
    }

    private async Task<RebuildFigures> RunAsync(string ceiling)
    {
        var table = new RunTable(dynamo, tables.State);
        var runs = new Runs(dynamo, tables, Projection.All, this, TimeProvider.System);
        var steps = new RebuildSteps(table, new Aliases(dynamo, tables.State), TimeProvider.System, NullLogger.Instance);
        var worker = new SegmentWorker(dynamo, tables, table, Projection.All, meter => new RunCheck(new CheckLogs(
            dynamo, new SegmentLog(dynamo, tables.Events, meter), tables.Views, meter, TimeProvider.System, NullLogger.Instance)), TimeProvider.System);
        using RequestTape fill = new(), check = new();
        using var watching = new CancellationTokenSource();
        var watch = WatchAsync(watching.Token);
        var run = await runs.StartAsync(new RunRequest(RunMode.Rebuild), default);
        Dictionary<RunPhase, double> took = [];
        while (true)
        {
            var step = await steps.NextAsync(run.Id, default);
            if (!step.More) break;
            var phase = step.Segments[0].Phase;
            var tape = phase is RunPhase.Fill ? fill : phase is RunPhase.Check ? check : null;
            tape?.Start(dynamo);
            var began = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(step.Segments, new ParallelOptions { MaxDegreeOfParallelism = SegmentWorker.ParallelSegments }, async (segment, cancel) =>
            {
                for (var task = segment; !task.Done;) task = await worker.RunAsync(task, Slice, cancel);
            });
            took[phase] = took.GetValueOrDefault(phase) + Stopwatch.GetElapsedTime(began).TotalSeconds;
            tape?.Stop(dynamo);
        }
        await watching.CancelAsync();
        await watch;
        var resident = PeakResidentMb();
        run = (await runs.ReadAsync(run.Id, default))!;
        var progress = await runs.ProgressAsync(run.Id, default);
        if (run.Status is not RunStatus.Succeeded)
            throw new InvalidOperationException($"{run.Status}: {run.Reason} {string.Join("; ", progress.SelectMany(p => p.Findings ?? []).Take(3))}");
        var filled = progress.Where(p => p.Phase is RunPhase.Fill).ToArray();
        return new(
            filled.Sum(p => p.Events), filled.Sum(p => p.Rows), took[RunPhase.Fill], took[RunPhase.Check], await PlayAsync(fill, ceiling), await PlayAsync(check, ceiling), _peakHeap, resident,
            progress.Sum(p => p.Wru), progress.Sum(p => p.Rru),
            $"fill {string.Join(", ", fill.Counts.Select(c => $"{c.Value} {c.Key}"))}; check {string.Join(", ", check.Counts.Select(c => $"{c.Value} {c.Key}"))}");
    }

    private async Task<double> PlayAsync(RequestTape tape, string into)
    {
        var began = Stopwatch.GetTimestamp();
        await tape.PlayAsync(dynamo, into, Parallelism);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task WatchAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            _peakHeap = Math.Max(_peakHeap, GC.GetTotalMemory(forceFullCollection: false) / 1e6);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static double PeakResidentMb()
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? Process.GetCurrentProcess().PeakWorkingSet64 / 1e6 : double.Parse(line[6..^2], CultureInfo.InvariantCulture) / 1e3;
    }

    public Task StartAsync(string name, string run, CancellationToken cancel) => Task.CompletedTask;

    public Task<bool> IsRunningAsync(string name, CancellationToken cancel) => Task.FromResult(true);
}
