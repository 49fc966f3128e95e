using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The operators' fields of the API. Nothing here takes long: a run is work of the workflow, which is started and steered.</summary>
public sealed class OperationFields(Runs runs, ParkedLogs parked, OperatorTrail trail, IReadOnlyList<Projection> projections, Actor by, TimeProvider time)
{
    /// <summary>Mutations: what is written down of an operator.</summary>
    public static readonly IReadOnlySet<string> Acts = new HashSet<string>
    {
        "startRebuild", "startVerify", "throttleRebuild", "abortRebuild", "resumeRebuild", "rollback", "dropGeneration", "replayParked",
    };

    /// <summary>Of replaying in one call: the page waits for 15 s.</summary>
    private static readonly TimeSpan ReplayBudget = TimeSpan.FromSeconds(10);

    /// <summary>Parked logs of a read model that are counted: 50 read units at most.</summary>
    private const int MostCounted = 1_000;

    public Task<JsonElement> AnswerAsync(string field, OperationInput input, CancellationToken cancel) => field switch
    {
        "readModels" => ReadModelsAsync(cancel),
        "runs" => RunsAsync(input, cancel),
        "run" => RunAsync(input.Text("runId"), cancel),
        "parkedLogs" => ParkedLogsAsync(input, cancel),
        "operatorActs" => OperatorActsAsync(input, cancel),
        "startRebuild" => StartedAsync(input.Rebuild(projections), cancel),
        "startVerify" => StartedAsync(input.Verify(projections), cancel),
        "dropGeneration" => StartedAsync(new(RunMode.Drop, [input.Text("projection")]), cancel),
        "throttleRebuild" => ChangedAsync(runs.ThrottleAsync(input.Text("runId"), input.Number("eventsPerSecond"), cancel), cancel),
        "abortRebuild" => ChangedAsync(runs.AbortAsync(input.Text("runId"), cancel), cancel),
        "resumeRebuild" => ChangedAsync(runs.ResumeAsync(input.Text("runId"), cancel), cancel),
        "rollback" => RollbackAsync(input.Text("projection"), cancel),
        "replayParked" => ReplayAsync(input, cancel),
        _ => throw new ArgumentException($"There is no field {field}.", nameof(field)),
    };

    private async Task<JsonElement> ReadModelsAsync(CancellationToken cancel)
    {
        var aliases = await runs.AliasesAsync(cancel);
        return JsonSerializer.SerializeToElement(await Task.WhenAll(aliases.Select(a => FactsAsync(a, cancel))), OperationsJson.Default.IReadOnlyListReadModelFacts);
    }

    private async Task<JsonElement> RunsAsync(OperationInput input, CancellationToken cancel)
    {
        var limit = input.Limit(least: 1, most: 20, otherwise: 10);
        var ids = await runs.RecentAsync(limit, input.Token, cancel);
        var found = await Task.WhenAll(ids.Select(id => FactsAsync(id, cancel)));
        return JsonSerializer.SerializeToElement(new Page<RunFacts>(found, ids.Count == limit ? ids[^1] : null), OperationsJson.Default.PageRunFacts);
    }

    private async Task<JsonElement> RunAsync(string id, CancellationToken cancel) =>
        JsonSerializer.SerializeToElement(await FactsAsync(id, cancel), OperationsJson.Default.RunFacts);

    private async Task<JsonElement> ParkedLogsAsync(OperationInput input, CancellationToken cancel)
    {
        var limit = input.Limit(least: 1, most: 100, otherwise: 50);
        List<ParkedLog> found = [];
        await foreach (var log in parked.ListAsync(input.ParkedCursor(), cancel))
        {
            found.Add(log);
            // One more, to know whether there is another page.
            if (found.Count > limit) break;
        }
        var page = found.Take(limit).ToArray();
        return JsonSerializer.SerializeToElement(
            new Page<ParkedFacts>(
                [.. page.Select(p => new ParkedFacts(p.View.Projection, p.View.Generation, p.Log.Value, p.Seq, p.Reason, WireTime.Format(p.At)))],
                found.Count > limit ? OperationInput.TokenOf(page[^1]) : null),
            OperationsJson.Default.PageParkedFacts);
    }

    private async Task<JsonElement> OperatorActsAsync(OperationInput input, CancellationToken cancel)
    {
        var (acts, next) = await trail.RecentAsync(input.Limit(least: 1, most: 100, otherwise: 50), input.Token, cancel);
        return JsonSerializer.SerializeToElement(new Page<OperatorAct>(acts, next), OperationsJson.Default.PageOperatorAct);
    }

    private async Task<JsonElement> StartedAsync(RunRequest request, CancellationToken cancel) =>
        await RunAsync((await runs.StartAsync(request, cancel)).Id, cancel);

    private async Task<JsonElement> ChangedAsync(Task<RebuildRun> change, CancellationToken cancel) => await RunAsync((await change).Id, cancel);

    private async Task<JsonElement> RollbackAsync(string projection, CancellationToken cancel)
    {
        var alias = (await runs.RollbackAsync([projection], cancel))[0];
        return JsonSerializer.SerializeToElement(await FactsAsync(alias, cancel), OperationsJson.Default.ReadModelFacts);
    }

    private async Task<JsonElement> ReplayAsync(OperationInput input, CancellationToken cancel)
    {
        var (projection, log) = (input.Projection(projections), input.Log(projections));
        var replayed = await trail.RecordAsync(by, "replay", $"{log} in {projection}", () => parked.ReplayAsync(projection, log, ReplayBudget, cancel), cancel);
        if (replayed.Count == 0) throw new NothingThereException($"{log} is not parked in {projection}.");
        return JsonSerializer.SerializeToElement(replayed, OperationsJson.Default.IReadOnlyListReplayedLog);
    }

    private async Task<RunFacts> FactsAsync(string id, CancellationToken cancel)
    {
        var run = await runs.ReadAsync(id, cancel) ?? throw new NothingThereException($"There is no run {id}.");
        return RunFacts.Of(new(run, await runs.ProgressAsync(id, cancel), time.GetUtcNow()));
    }

    private async Task<ReadModelFacts> FactsAsync(Aliases.Alias a, CancellationToken cancel) =>
        new(a.Projection, a.Served, a.Building, a.Kept, a.Highest, await parked.CountAsync(new(a.Projection, a.Served), MostCounted, cancel));
}
