using System.Globalization;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Starts executions of the rebuild workflow; the caller's, since only it has a client for Step Functions.</summary>
public interface IRunExecutions
{
    /// <param name="name">Of the execution; the same name twice is the same execution.</param>
    Task StartAsync(string name, string run, CancellationToken cancel);

    /// <summary>Whether it is under way.</summary>
    Task<bool> IsRunningAsync(string name, CancellationToken cancel);
}

/// <summary>An operator's request that can not be met, in a line to read.</summary>
/// <param name="field">What is wrong with what was asked for; null if that is all right and what there is does not allow it.</param>
public sealed class RunRefusedException(string message, string? field = null) : Exception(message)
{
    public string? Field { get; } = field;
}

/// <summary>What operators do with runs: by the command line and by the operations page, alike. Each act is recorded.</summary>
public sealed class Runs(
    IAmazonDynamoDB dynamo, RebuildTables tables, IReadOnlyList<Projection> projections, IRunExecutions executions, TimeProvider time, Actor? by = null)
{
    /// <summary>Scan segments at most: Step Functions hands them to the Map state in one state of 256 KiB, 100 bytes each.</summary>
    public const int MostSegments = 1_000;

    /// <summary>Items of the log per scan segment: some 10 s of work, so that progress is seen and little is repeated.</summary>
    public const int ItemsPerSegment = 4_000;

    /// <summary>Scan segments at least: as many as are worked on at once.</summary>
    public const int LeastSegments = SegmentWorker.ParallelSegments;

    private readonly RunTable _runs = new(dynamo, tables.State);
    private readonly Aliases _aliases = new(dynamo, tables.State);
    private readonly OperatorTrail _trail = new(dynamo, tables.State, time);

    public Task<RebuildRun?> CurrentAsync(CancellationToken cancel) => _runs.CurrentAsync(cancel);

    public Task<RebuildRun?> ReadAsync(string id, CancellationToken cancel) => _runs.ReadAsync(id, cancel);

    /// <param name="before">The newest first: those after this one; null from the newest on.</param>
    public Task<IReadOnlyList<string>> RecentAsync(int count, string? before, CancellationToken cancel) => _runs.RecentAsync(count, before, cancel);

    public Task<IReadOnlyList<SegmentProgress>> ProgressAsync(string id, CancellationToken cancel) => _runs.ProgressAsync(id, phase: null, cancel);

    public Task<IReadOnlyList<Aliases.Alias>> AliasesAsync(CancellationToken cancel) => _aliases.ReadAsync(projections.Select(p => p.Name), cancel);

    /// <exception cref="RunRefusedException">It makes no sense, or another run is under way.</exception>
    public Task<RebuildRun> StartAsync(RunRequest request, CancellationToken cancel) =>
        RecordedAsync(Verb(request), About(request), () => DoStartAsync(request, cancel), cancel);

    private async Task<RebuildRun> DoStartAsync(RunRequest request, CancellationToken cancel)
    {
        Validate(request);
        string[] names = [.. projections.Select(p => p.Name).Where(n => request.Projections is not { Count: > 0 } given || given.Contains(n))];
        if (request.Log is { } log) names = [.. names.Where(n => projections.First(p => p.Name == n).Reads(log))];
        if (names.Length == 0) throw new RunRefusedException($"No projection reads {request.Log}.", "log");
        var found = await _aliases.ReadAsync(names, cancel);
        var plan = Plan(request, found, await dynamo.DescribeTableAsync(request.Mode is RunMode.Drop ? tables.Views : tables.Events, cancel) is { Table.ItemCount: { } items } ? items : 0);
        var at = time.GetUtcNow();
        var id = $"{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}-{request.Mode.ToString().ToLowerInvariant()}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        if (!await _runs.CreateAsync(id, plan with { StartedAt = at, StartedBy = by?.Name }, cancel))
            throw new RunRefusedException($"Run {(await _runs.CurrentAsync(cancel))?.Id} is not through: wait for it, resume it or abort it.");
        await executions.StartAsync(id, id, cancel);
        return await _runs.ReadAsync(id, cancel) ?? throw new InvalidOperationException($"Run {id} is gone.");
    }

    /// <summary>Goes on with a run that stopped; one that found differences checks again.</summary>
    /// <exception cref="RunRefusedException">There is none, or it is running.</exception>
    public Task<RebuildRun> ResumeAsync(CancellationToken cancel) => ResumeAsync(id: null, cancel);

    /// <param name="id">Only if it is this one.</param>
    public Task<RebuildRun> ResumeAsync(string? id, CancellationToken cancel) => RecordedAsync("resume", id ?? "the run that stopped", () => DoResumeAsync(id, cancel), cancel);

    private async Task<RebuildRun> DoResumeAsync(string? id, CancellationToken cancel)
    {
        var run = await CurrentAsync(id, "No run waits to be resumed.", cancel);
        if (run.Status is RunStatus.Running or RunStatus.Aborting && await executions.IsRunningAsync(Name(run), cancel))
            throw new RunRefusedException($"Run {run.Id} is under way.");
        if (run.Status is RunStatus.Diverged)
        {
            await _runs.ForgetAsync(run.Id, RunPhase.Check, run.Plan.Segments, cancel);
            await _runs.EnterAsync(run, RunPhase.Check, cancel);
        }
        return await NextAttemptAsync(run, cancel);
    }

    /// <summary>Stops a run and takes away what it made. After the flip there is nothing to stop: that is a rollback.</summary>
    public Task<RebuildRun> AbortAsync(CancellationToken cancel) => AbortAsync(id: null, cancel);

    /// <param name="id">Only if it is this one.</param>
    public Task<RebuildRun> AbortAsync(string? id, CancellationToken cancel) => RecordedAsync("abort", id ?? NoRun, () => DoAbortAsync(id, cancel), cancel);

    private async Task<RebuildRun> DoAbortAsync(string? id, CancellationToken cancel)
    {
        var run = await CurrentAsync(id, NothingUnderWay, cancel);
        // Where differences were found the phase is the last one, and nothing was flipped.
        if (run is { Status: RunStatus.Diverged, Phase: RunPhase.End }) await _runs.EnterAsync(run, RunPhase.Check, cancel);
        if (!await _runs.AbortAsync(run.Id, cancel)) throw new RunRefusedException($"Run {run.Id} has flipped already; roll back instead.");
        run = await _runs.ReadAsync(run.Id, cancel) ?? run;
        return await executions.IsRunningAsync(Name(run), cancel) ? run : await NextAttemptAsync(run, cancel);
    }

    public Task<RebuildRun> ThrottleAsync(int eventsPerSecond, CancellationToken cancel) => ThrottleAsync(id: null, eventsPerSecond, cancel);

    /// <param name="id">Only if it is this one.</param>
    public Task<RebuildRun> ThrottleAsync(string? id, int eventsPerSecond, CancellationToken cancel) => RecordedAsync(
        string.Create(CultureInfo.InvariantCulture, $"throttle to {eventsPerSecond}"), id ?? NoRun, () => DoThrottleAsync(id, eventsPerSecond, cancel), cancel);

    private async Task<RebuildRun> DoThrottleAsync(string? id, int eventsPerSecond, CancellationToken cancel)
    {
        if (eventsPerSecond < 0) throw new RunRefusedException("A throttle is a number of events per second, or 0 for none.", "eventsPerSecond");
        var run = await CurrentAsync(id, NothingUnderWay, cancel);
        await _runs.ThrottleAsync(run.Id, eventsPerSecond, cancel);
        return run with { Throttle = eventsPerSecond };
    }

    /// <summary>Serves what was served before. The live feed has kept it up to date, so it takes one write and there is a way back.</summary>
    public Task<IReadOnlyList<Aliases.Alias>> RollbackAsync(IReadOnlyList<string> names, CancellationToken cancel) =>
        RecordedAsync("rollback", string.Join(", ", names), () => DoRollbackAsync(names, cancel), cancel);

    private async Task<IReadOnlyList<Aliases.Alias>> DoRollbackAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        Known(names);
        if (await _runs.CurrentAsync(cancel) is { } run) throw new RunRefusedException($"Run {run.Id} is not through.");
        var found = await _aliases.ReadAsync(names, cancel);
        if (found.FirstOrDefault(a => a.Kept is null) is { } none) throw new RunRefusedException($"{none.Projection}: no generation is kept to go back to.");
        if (!await _aliases.RollbackAsync(found, cancel)) throw new RunRefusedException("The generations changed meanwhile; look again.");
        return await _aliases.ReadAsync(names, cancel);
    }

    private async Task<RebuildRun> NextAttemptAsync(RebuildRun run, CancellationToken cancel)
    {
        if (!await _runs.NextAttemptAsync(run, cancel)) throw new RunRefusedException($"Run {run.Id} was resumed by somebody else.");
        run = await _runs.ReadAsync(run.Id, cancel) ?? run;
        await executions.StartAsync(Name(run), run.Id, cancel);
        return run;
    }

    private const string NothingUnderWay = "No run is under way.", NoRun = "the run under way";

    private async Task<RebuildRun> CurrentAsync(string? id, string none, CancellationToken cancel)
    {
        var run = await _runs.CurrentAsync(cancel) ?? throw new RunRefusedException(none);
        return id is null || id == run.Id ? run : throw new RunRefusedException($"Run {id} is over.");
    }

    private Task<T> RecordedAsync<T>(string act, string about, Func<Task<T>> work, CancellationToken cancel) =>
        _trail.RecordAsync(by ?? Actor.Unknown, act, about, work, cancel);

    private static string Verb(RunRequest request) => $"{request.Mode.ToString().ToLowerInvariant()}{(request.DryRun ? ", dry" : "")}";

    private static string About(RunRequest request) =>
        $"{(request.Projections is { Count: > 0 } names ? string.Join(", ", names) : "all read models")}{(request.Log is { } log ? $" of {log}" : request.HasSelection ? " of chosen logs" : "")}";

    private static string Name(RebuildRun run) => run.Attempt == 1 ? run.Id : $"{run.Id}-{run.Attempt}";

    private void Validate(RunRequest request)
    {
        Known(request.Projections ?? []);
        if (request is { Mode: RunMode.Rebuild, DryRun: false, HasSelection: true })
            throw new RunRefusedException("A generation is whole or it is none: single logs are repaired in place.", "log");
        if (request is { Mode: RunMode.Drop, HasSelection: true }) throw new RunRefusedException("A generation is dropped as a whole.", "log");
        if (request.Throttle < 0) throw new RunRefusedException("A throttle is a number of events per second, or 0 for none.", "eventsPerSecond");
        if (request.Segments is { } segments and (< 1 or > MostSegments)) throw new RunRefusedException($"{segments} segments: 1 to {MostSegments}.", "segments");
        if (request is { Since: { } since, Until: { } until } && since >= until) throw new RunRefusedException("The time ends before it begins.", "until");
        if (request.Type is { } type && EventTypes.All.All(t => t.Name != type)) throw new RunRefusedException($"There is no event type '{type}'.", "type");
    }

    private void Known(IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(n => projections.All(p => p.Name != n)) is { } unknown)
            throw new RunRefusedException($"There is no projection '{unknown}'. Known: {string.Join(", ", projections.Select(p => p.Name))}.", "projections");
    }

    private static RunPlan Plan(RunRequest request, IReadOnlyList<Aliases.Alias> found, long items)
    {
        var segments = request.Segments ?? (int)Math.Clamp(items / ItemsPerSegment, LeastSegments, MostSegments);
        return request switch
        {
            { Mode: RunMode.Rebuild, DryRun: false } => new(
                request, [.. found.Select(a => new RunView(a.Projection, a.Highest + 1))],
                [.. found.Where(a => a.Kept is not null).Select(a => new RunView(a.Projection, a.Kept!.Value))], segments, items, default),
            { Mode: RunMode.Drop } => found.Where(a => a.Kept is not null).Select(a => new RunView(a.Projection, a.Kept!.Value)).ToArray() is { Length: > 0 } kept
                ? new(request, kept, [], segments, items, default)
                : throw new RunRefusedException("No generation is kept, so there is none to drop."),
            _ => new(request, [.. found.Select(a => new RunView(a.Projection, a.Served))], [], segments, items, default),
        };
    }
}
