using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Runs parts side by side: the first failure ends the others.</summary>
internal static class Branches
{
    /// <param name="run">Runs part i; cancelled when another failed.</param>
    public static async Task<JsonNode?[]> RunAsync(int count, int concurrency, Func<int, CancellationToken, Task<JsonNode?>> run, CancellationToken cancel)
    {
        var results = new JsonNode?[count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = -1;
        StateError? failure = null;
        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                stop.Token.ThrowIfCancellationRequested();
                try
                {
                    results[i] = await run(i, stop.Token);
                }
                catch (StateError e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                    await stop.CancelAsync();
                    throw;
                }
            }
        }
        var workers = Enumerable.Range(0, Math.Min(count, concurrency)).Select(_ => WorkAsync()).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        // To the state around, a part's failure is one it may catch by its name.
        if (failure is not null) throw new StateError(failure.Error, failure.Cause);
        foreach (var worker in workers) await worker; // a bug is not swallowed
        return results;
    }
}

internal sealed class ParallelRun(
    ExecutionRun run, ParallelState state, Scope scope, StateContext context, Variables variables, MapItem? map, CancellationToken cancel)
{
    public async Task<JsonNode?> RunAsync(JsonNode? input)
    {
        var data = new Payload(state.Parameters is null ? input : state.Parameters.Evaluate(context.On(input), "Parameters")).Bounded(state.Name);
        var started = scope.Record("ParallelStateStarted");
        if (scope.IsAhead("ParallelStateFailed")) throw Recorded(scope.Record("ParallelStateFailed"));
        try
        {
            var results = await Branches.RunAsync(state.Branches.Count, state.Branches.Count, async (i, stop) =>
            {
                var branch = run.NewScope($"{scope.Name}/{started.Id}.{i}", started.Id);
                return (await new GroupRun(run, stop).RunAsync(state.Branches[i], branch, data, new Variables(variables), map)).Value?.DeepClone();
            }, cancel);
            scope.Record("ParallelStateSucceeded");
            return new JsonArray(results);
        }
        catch (StateError e)
        {
            scope.Record("ParallelStateFailed", details: null, Failure(e));
            await run.History.PersistAsync(cancel);
            throw;
        }
    }

    public static JsonObject Failure(StateError e) => Details.Of(("error", e.Error), ("cause", e.Cause));

    public static StateError Recorded(HistoryEvent failed) => new((string?)failed.Private?["error"] ?? "", (string?)failed.Private?["cause"]);
}
