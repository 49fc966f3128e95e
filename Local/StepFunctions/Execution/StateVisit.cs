using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>One visit of a state, from entered to exited: its attempts, and what Retry and Catch make of their failures.</summary>
internal sealed class StateVisit(
    ExecutionRun run, State state, Scope scope, HistoryEvent entered, Payload raw, Variables variables, MapItem? map, CancellationToken cancel)
{
    private readonly StateContext _context = new(run, variables, map, state.Name, entered.Time);

    public async Task<StateExit> RunAsync()
    {
        var rules = new FailureRules(state, run.Ports.Random);
        while (true)
        {
            try
            {
                return await AttemptAsync();
            }
            catch (StateError raised)
            {
                var error = raised.In(state.Name, entered.Id);
                if (rules.NextAttempt(error) is { } delay)
                {
                    // From when it failed: a restart in between does not begin the wait anew.
                    await Waits.UntilAsync(scope.Last!.Time + delay, run.Ports.Time, cancel);
                    _context.RetryCount++;
                    continue;
                }
                if (rules.Catcher(error) is not { } catcher) throw error;
                return CatchBy(catcher, error);
            }
        }
    }

    /// <summary>One attempt; what Retry and Catch would do of its failure is told, not done.</summary>
    public async Task<StateTest> TestAsync()
    {
        var stages = run.Inspection!;
        stages["input"] = raw.Value?.DeepClone();
        try
        {
            var exit = await AttemptAsync();
            return new StateTest("SUCCEEDED", exit.Next, exit.Output.Value, null, null, stages);
        }
        catch (StateError raised)
        {
            var error = raised.In(state.Name, entered.Id);
            var rules = new FailureRules(state, run.Ports.Random);
            if (rules.NextAttempt(error) is not null) return new StateTest("RETRIABLE", null, null, error.Error, error.Cause, stages);
            return rules.Catcher(error) is { } catcher
                ? new StateTest("CAUGHT_ERROR", catcher.Next, CatchBy(catcher, error).Output.Value, error.Error, error.Cause, stages)
                : new StateTest("FAILED", null, null, error.Error, error.Cause, stages);
        }
    }

    private StateExit CatchBy(Catcher catcher, StateError error)
    {
        var output = new JsonObject { ["Error"] = error.Error, ["Cause"] = error.Cause ?? "" };
        var assigned = catcher.Assign?.Evaluate(_context.On(output), "Assign") as JsonObject;
        return new StateExit(new Payload(DataFlow.Merge(catcher.ResultPath, raw.Value, output)).Bounded(state.Name), catcher.Next, assigned);
    }

    private async Task<StateExit> AttemptAsync()
    {
        if (state is FailState fail) throw Failure(fail);
        var input = Inspected("afterInputPath", DataFlow.Select(state.InputPath, _context, raw.Value, "InputPath"));
        switch (state)
        {
            case ChoiceState choice:
                return Choose(choice, input);
            case WaitState wait:
                await new WaitRun(run, wait, scope, _context, cancel).RunAsync(input);
                return Exit(input, input);
            case SucceedState:
                return Exit(input, input);
            case PassState pass:
                var passed = pass.HasResult ? pass.Result?.DeepClone() : state.Parameters is null ? input : state.Parameters.Evaluate(_context.On(input), "Parameters");
                return Finish(Inspected("afterParameters", passed), passed);
            default:
                var result = Inspected("result", await ResultAsync(input));
                return Finish(result, Inspected("afterResultSelector", state.ResultSelector is { } selector ? selector.Evaluate(_context.On(result), "ResultSelector") : result));
        }
    }

    private Task<JsonNode?> ResultAsync(JsonNode? input) => state switch
    {
        TaskState task => new TaskRun(run, task, scope, _context, cancel).RunAsync(input),
        ParallelState parallel => new ParallelRun(run, parallel, scope, _context, variables, map, cancel).RunAsync(input),
        MapState { Distributed: { } distributed } mapState => new DistributedMapRun(run, mapState, distributed, scope, _context, cancel).RunAsync(input),
        MapState mapState => new InlineMapRun(run, mapState, scope, _context, variables, cancel).RunAsync(input),
        _ => throw new System.Diagnostics.UnreachableException(state.Type),
    };

    private StateExit Choose(ChoiceState choice, JsonNode? input)
    {
        var on = _context.On(input);
        var rule = choice.Rules.FirstOrDefault(r => r.Condition.Holds(on));
        var next = rule?.Next ?? choice.Default ?? throw StateError.NoChoice(
            $"The state '{state.Name}' has no choice that matches its input, and no default");
        return Exit(input, input) with { Next = next, Assigned = Assigned(rule is null ? state.Assign : rule.Assign, input) };
    }

    private StateError Failure(FailState fail)
    {
        var on = _context.On(raw.Value);
        return new StateError(Text(fail.ErrorPath, "ErrorPath") ?? fail.Error!, Text(fail.CausePath, "CausePath") ?? fail.Cause);

        string? Text(Language.Intrinsics.IntrinsicExpression? path, string field) =>
            path is null ? null
            : JsonValues.IsString(path.Evaluate(on, field), out var text) ? text
            : throw StateError.Runtime($"The value of '{field}' must be a string");
    }

    /// <summary>Of a state that has a result.</summary>
    private StateExit Finish(JsonNode? result, JsonNode? selected) => Exit(Inspected("afterResultPath", DataFlow.Merge(state.ResultPath, raw.Value, selected)), result);

    private JsonNode? Inspected(string stage, JsonNode? value)
    {
        if (run.Inspection is { } stages) stages[stage] = value?.DeepClone();
        return value;
    }

    private StateExit Exit(JsonNode? data, JsonNode? assigning)
    {
        JsonNode? output;
        try
        {
            output = DataFlow.Select(state.OutputPath, _context, data, "OutputPath");
        }
        catch (StateError e)
        {
            throw e.AsFinal();
        }
        var payload = ReferenceEquals(output, raw.Value) ? raw : new Payload(output).Bounded(state.Name);
        return new StateExit(payload, state.Next, state is ChoiceState ? null : Assigned(state.Assign, assigning));
    }

    private JsonObject? Assigned(Template? assign, JsonNode? data) => assign?.Evaluate(_context.On(data), "Assign") as JsonObject;
}
