using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Runs the states of a machine, a branch or an item processor, one after the other.</summary>
internal sealed class GroupRun(ExecutionRun run, CancellationToken cancel)
{
    /// <summary>States that wait for nothing would never let a timeout or a stop in.</summary>
    private const int TransitionsPerTurn = 1_000;

    public async Task<Payload> RunAsync(StateGroup group, Scope scope, Payload input, Variables variables, MapItem? map)
    {
        var (name, data) = (group.StartAt, input);
        for (var transitions = 1; ; transitions++)
        {
            if (transitions % TransitionsPerTurn == 0) await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            var state = group.States[name];
            string? next;
            if (scope.TakeExit(name) is { } exited)
            {
                next = (string?)exited.Private?["next"];
                data = Payload.Parse((string)exited.Details!["output"]!);
                if (exited.Private?["variables"] is JsonObject assigned) variables.Assign(assigned);
            }
            else
            {
                (data, next) = await VisitAsync(state, scope, data, variables, map);
            }
            if (next is null) return data;
            name = next;
        }
    }

    private async Task<(Payload, string?)> VisitAsync(State state, Scope scope, Payload input, Variables variables, MapItem? map)
    {
        var entered = scope.Record($"{Prefix(state)}Entered", Details.Of(("name", state.Name), ("input", input.Text), ("inputDetails", Details.Whole())));
        var visit = new StateVisit(run, state, scope, entered, input, variables, map, cancel);
        var exit = await visit.RunAsync();
        var privately = Details.Of(("next", exit.Next));
        var details = Details.Of(("name", state.Name), ("output", exit.Output.Text), ("outputDetails", Details.Whole()));
        if (exit.Assigned is { Count: > 0 } assigned)
        {
            details["assignedVariables"] = new JsonObject(assigned.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, JsonValues.Text(v.Value))));
            details["assignedVariablesDetails"] = Details.Whole();
            privately["variables"] = assigned.DeepClone();
            variables.Assign(assigned);
        }
        scope.Record($"{Prefix(state)}Exited", details, privately);
        return (exit.Output, exit.Next);
    }

    /// <summary>Interned: it is made for every transition.</summary>
    private static string Prefix(State state) => state switch
    {
        PassState => "PassState",
        TaskState => "TaskState",
        ChoiceState => "ChoiceState",
        WaitState => "WaitState",
        SucceedState => "SucceedState",
        FailState => "FailState",
        ParallelState => "ParallelState",
        _ => "MapState",
    };
}

/// <param name="Next">Null ends the group.</param>
internal readonly record struct StateExit(Payload Output, string? Next, JsonObject? Assigned = null);
