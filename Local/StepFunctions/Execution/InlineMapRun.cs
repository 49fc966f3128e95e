using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

internal sealed class InlineMapRun(ExecutionRun run, MapState state, Scope scope, StateContext context, Variables variables, CancellationToken cancel)
{
    /// <summary>Iterations at once where MaxConcurrency is 0: AWS's own bound for inline Maps.</summary>
    private const int MaxConcurrency = 40;

    public async Task<JsonNode?> RunAsync(JsonNode? input)
    {
        var items = MapItems.Inline(state, context, input);
        var asked = state.MaxConcurrency is null ? 0 : (int)Amounts.Of(state.MaxConcurrency, context.On(input), 0, int.MaxValue);
        var started = scope.Record("MapStateStarted", Details.Of(("length", items.Count)));
        if (scope.IsAhead("MapStateFailed")) throw ParallelRun.Recorded(scope.Record("MapStateFailed"));
        try
        {
            var results = await Branches.RunAsync(
                items.Count, asked == 0 ? MaxConcurrency : Math.Min(asked, MaxConcurrency), (i, stop) => IterateAsync(started, items[i], i, input, stop), cancel);
            scope.Record("MapStateSucceeded");
            return new JsonArray(results);
        }
        catch (StateError e)
        {
            scope.Record("MapStateFailed", details: null, ParallelRun.Failure(e));
            await run.History.PersistAsync(cancel);
            throw;
        }
    }

    private async Task<JsonNode?> IterateAsync(HistoryEvent started, JsonNode? item, int index, JsonNode? input, CancellationToken stop)
    {
        var iteration = run.NewScope($"{scope.Name}/{started.Id}.{index}", started.Id);
        var details = Details.Of(("name", state.Name), ("index", index));
        iteration.Record("MapIterationStarted", details.DeepClone().AsObject());
        try
        {
            var value = new MapItem(index, item);
            var data = new Payload(state.ItemSelector is null ? item : state.ItemSelector.Evaluate(context.On(input, value), "ItemSelector")).Bounded(state.Name);
            var output = await new GroupRun(run, stop).RunAsync(state.Processor, iteration, data, new Variables(variables), value);
            iteration.Record("MapIterationSucceeded", details);
            return output.Value?.DeepClone();
        }
        catch (StateError)
        {
            iteration.Record("MapIterationFailed", details);
            throw;
        }
        catch (OperationCanceledException) when (!run.IsSuspended && !cancel.IsCancellationRequested)
        {
            iteration.Record("MapIterationAborted", details);
            throw;
        }
    }
}

internal static class MapItems
{
    public static JsonArray Inline(MapState state, StateContext context, JsonNode? input)
    {
        var items = state.ItemsPath is null ? input : context.On(input).At(state.ItemsPath, "ItemsPath");
        return items as JsonArray ?? throw StateError.Runtime(
            $"Reference path \"{state.ItemsPath?.Text ?? "$"}\" must point to array.");
    }
}
