using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>
/// Decides what the workflow does next, from what is written down alone. A step may be repeated at any point: each change is conditional on the phase it leaves, so a second
/// execution, or the same one after a crash, finds it done.
/// </summary>
public sealed class RebuildSteps(RunTable runs, Aliases aliases, TimeProvider time, ILogger logger)
{
    /// <summary>Seconds: the live feed's instances know of a new generation by then.</summary>
    private const int AttachWait = Generations.CacheSeconds + 1;

    public async Task<RebuildStep> NextAsync(string id, CancellationToken cancel)
    {
        while (true)
        {
            var run = await runs.ReadAsync(id, cancel) ?? throw new InvalidDataException($"There is no run {id}.");
            if (run.Status is not (RunStatus.Running or RunStatus.Aborting)) return new(id, More: false, Wait: 0, []);
            if (run is { Status: RunStatus.Aborting, Phase: RunPhase.Attach or RunPhase.Fill or RunPhase.Check }) await runs.EnterAsync(run, RunPhase.Detach, cancel);
            else if (await StepAsync(run, cancel) is { } step) return step;
        }
    }

    public async Task FailAsync(string id, string? cause, CancellationToken cancel)
    {
        var run = await runs.ReadAsync(id, cancel) ?? throw new InvalidDataException($"There is no run {id}.");
        if (run.Status is RunStatus.Running or RunStatus.Aborting) await runs.EndAsync(run, RunStatus.Failed, cause ?? "The workflow failed.", time.GetUtcNow(), cancel);
        logger.RunFailed(id, run.Phase);
    }

    /// <returns>Null: the phase is left, look again.</returns>
    private async Task<RebuildStep?> StepAsync(RebuildRun run, CancellationToken cancel)
    {
        switch (run.Phase)
        {
            case RunPhase.Attach:
                if (!await aliases.AttachAsync(run.Plan.Views, cancel)) throw new InvalidDataException("Another generation is being built.");
                await runs.EnterAsync(run, RunPhase.Fill, cancel);
                return new(run.Id, More: true, AttachWait, Tasks(run with { Phase = RunPhase.Fill }, []));
            case RunPhase.Fill:
                return await WorkAsync(run, RunPhase.Check, cancel);
            case RunPhase.Check:
                return await WorkAsync(run, Judged(run, await runs.ProgressAsync(run.Id, RunPhase.Check, cancel)), cancel);
            case RunPhase.Flip:
                await FlipAsync(run, cancel);
                await runs.EnterAsync(run, SegmentWorker.Swept(run).Count > 0 ? RunPhase.Sweep : RunPhase.End, cancel);
                return SegmentWorker.Swept(run).Count > 0 ? new(run.Id, More: true, AttachWait, Tasks(run with { Phase = RunPhase.Sweep }, [])) : null;
            case RunPhase.Detach:
                if (run.Plan.Request.Mode is RunMode.Drop) await aliases.DetachKeptAsync(run.Plan.Views, cancel);
                else if (run.Plan.Request is { Mode: RunMode.Rebuild, DryRun: false }) await aliases.DetachBuildingAsync(run.Plan.Views, cancel);
                var sweeps = run.Plan.Request is { Mode: RunMode.Drop } or { Mode: RunMode.Rebuild, DryRun: false };
                await runs.EnterAsync(run, sweeps ? RunPhase.Sweep : RunPhase.End, cancel);
                // The live feed may write the generation for as long as it remembers it.
                return sweeps ? new(run.Id, More: true, AttachWait, Tasks(run with { Phase = RunPhase.Sweep }, [])) : null;
            case RunPhase.Sweep:
                return await WorkAsync(run, RunPhase.End, cancel);
            case RunPhase.End:
                await EndAsync(run, cancel);
                return new(run.Id, More: false, Wait: 0, []);
            default:
                throw new InvalidDataException($"Phase {run.Phase} is unknown.");
        }
    }

    /// <summary>The segments that are not through yet; if all are, on to <paramref name="next"/>.</summary>
    private async Task<RebuildStep?> WorkAsync(RebuildRun run, RunPhase next, CancellationToken cancel)
    {
        var tasks = Tasks(run, await runs.ProgressAsync(run.Id, run.Phase, cancel));
        if (tasks.Count > 0) return new(run.Id, More: true, Wait: 0, tasks);
        await runs.EnterAsync(run, next, cancel);
        return null;
    }

    /// <summary>Nothing is flipped that differs from the log.</summary>
    private static RunPhase Judged(RebuildRun run, IReadOnlyList<SegmentProgress> progress) =>
        run.Plan.Request is { Mode: RunMode.Rebuild, DryRun: false } && progress.Sum(p => p.Diverged) == 0 ? RunPhase.Flip : RunPhase.End;

    private async Task FlipAsync(RebuildRun run, CancellationToken cancel)
    {
        var before = await aliases.ReadAsync(run.Plan.Views.Select(v => v.Projection), cancel);
        if (await aliases.FlipAsync(run.Plan.Views, before.ToDictionary(a => a.Projection, a => a.Served), cancel)) return;
        var after = await aliases.ReadAsync(run.Plan.Views.Select(v => v.Projection), cancel);
        if (run.Plan.Views.Any(v => after.First(a => a.Projection == v.Projection).Served != v.Generation))
            throw new InvalidDataException("The generations of this run are not being built any more.");
    }

    private async Task EndAsync(RebuildRun run, CancellationToken cancel)
    {
        var diverged = run.Plan.Request.Mode is RunMode.Drop ? 0 : (await runs.ProgressAsync(run.Id, RunPhase.Check, cancel)).Sum(p => p.Diverged);
        var status = run.Status is RunStatus.Aborting ? RunStatus.Aborted : diverged > 0 ? RunStatus.Diverged : RunStatus.Succeeded;
        await runs.EndAsync(run, status, status is RunStatus.Diverged ? $"{diverged} rows differ from the log." : null, time.GetUtcNow(), cancel);
        logger.RunEnded(run.Id, status);
    }

    private static IReadOnlyList<SegmentTask> Tasks(RebuildRun run, IReadOnlyList<SegmentProgress> progress)
    {
        var done = progress.Where(p => p.Done).Select(p => p.Segment).ToHashSet();
        var segments = run.Phase is RunPhase.Check && run.Plan.Request.Log is not null ? 1 : run.Plan.Segments;
        return [.. Enumerable.Range(0, segments).Where(s => !done.Contains(s)).Select(s => new SegmentTask(run.Id, run.Phase, s))];
    }
}
