using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>A Map whose iterations are executions of their own.</summary>
internal sealed class DistributedMapRun(ExecutionRun run, MapState state, DistributedMap map, Scope scope, StateContext context, CancellationToken cancel)
{
    public async Task<JsonNode?> RunAsync(JsonNode? input)
    {
        var on = context.On(input);
        var items = await new DistributedItems(run, state, map, context, cancel).ReadAsync(input);
        var inputs = DistributedItems.Batched(map.Batcher, items, on, state.Name);
        var entered = scope.Last!.Id;
        scope.Record("MapStateStarted", Details.Of(("length", items.Count)));
        if (scope.IsAhead("MapStateFailed")) throw ParallelRun.Recorded(scope.Record("MapStateFailed"));
        var opened = await run.Ports.Children.OpenRunAsync(Start(on, entered), cancel);
        scope.Record("MapRunStarted", Details.Of(("mapRunArn", opened.Arn)));
        await run.History.PersistAsync(cancel);
        if (scope.IsAhead("MapRunFailed")) return await FailAsync(ParallelRun.Recorded(scope.Record("MapRunFailed")));
        var children = new MapRunChildren(run.Ports.Children, opened, map, inputs);
        try
        {
            await children.RunAsync(cancel);
            var output = map.Writer is null ? children.Outputs() : await new MapResults(run.Ports, opened, children).WriteAsync(map.Writer.Parameters.Evaluate(on, "Parameters"), cancel);
            await EndAsync(opened, ExecutionStatus.Succeeded);
            scope.Record("MapRunSucceeded");
            scope.Record("MapStateSucceeded");
            return output;
        }
        catch (StateError e)
        {
            await EndAsync(opened, ExecutionStatus.Failed);
            scope.Record("MapRunFailed", Details.Of(("error", e.Error), ("cause", e.Cause)), ParallelRun.Failure(e));
            return await FailAsync(e);
        }
        catch (OperationCanceledException) when (!run.IsSuspended)
        {
            await EndAsync(opened, ExecutionStatus.Aborted);
            throw;
        }
    }

    private MapRunStart Start(Evaluation on, long entered) => new(
        run.Identity.Arn, state.Name, map.Label, $"{scope.Name}:{entered}",
        state.MaxConcurrency is null ? 0 : (int)Amounts.Of(state.MaxConcurrency, on, 0, int.MaxValue),
        map.ToleratedPercentage is null ? 0 : (double)Percentage(map.ToleratedPercentage, on),
        map.ToleratedCount is null ? 0 : (long)Amounts.Of(map.ToleratedCount, on, 0, int.MaxValue));

    private static decimal Percentage(Amount amount, Evaluation on)
    {
        if (amount.Value is { } given) return given;
        return on.Has(amount.Path!, out var value) && JsonValues.IsNumber(value, out var number) && number is >= 0 and <= 100
            ? number
            : throw StateError.Runtime($"The {amount.Field} parameter does not reference a number from 0 to 100: {amount.Path!.Text}");
    }

    private async Task<JsonNode?> FailAsync(StateError error)
    {
        scope.Record("MapStateFailed", details: null, ParallelRun.Failure(error));
        await run.History.PersistAsync(cancel);
        throw error;
    }

    private ValueTask EndAsync(MapRun opened, ExecutionStatus status)
    {
        (opened.Status, opened.StoppedAt) = (status, run.Ports.Time.GetUtcNow());
        return run.Ports.Children.SaveAsync(opened, CancellationToken.None);
    }
}
