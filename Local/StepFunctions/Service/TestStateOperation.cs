using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>TestState: one state, run alone. Where it would lead to need not exist.</summary>
internal sealed class TestStateOperation(StateMachines machines, ExecutionRunner runner, TimeProvider time)
{
    private const string Tested = "TestedState";

    public Operation Operation => Operation.Async("TestState", "definition roleArn input inspectionLevel revealSecrets stateName", RunAsync);

    private async Task<JsonObject> RunAsync(Request request, CancellationToken cancel)
    {
        var level = request.OneOf("inspectionLevel", "INFO", "DEBUG", "TRACE") ?? "INFO";
        if (request.Flag("revealSecrets") && level != "TRACE")
            throw StepFunctionsException.Validation("revealSecrets is for inspectionLevel TRACE");
        var (machine, state) = Whole(request.Required("definition", 1_048_576), request.Text("stateName", 1, 80));
        var (_, input) = request.Input();
        var definition = machines.Check(machine, ExecutionType.Standard);
        var now = time.GetUtcNow();
        var identity = new ExecutionIdentity(
            Arns.Execution("TestState", "test"), "test", request.Text("roleArn", 1, 256) ?? "", now, Arns.Machine("TestState"), "TestState", input?.DeepClone());
        var test = await runner.TestAsync(definition, state, input, identity, cancel);
        var answer = new JsonObject { ["status"] = test.Status };
        if (test.Status is "SUCCEEDED" or "CAUGHT_ERROR") answer["output"] = test.Output?.ToJsonString() ?? "null";
        if (test.NextState is not null) answer["nextState"] = test.NextState;
        if (test.Error is not null) answer["error"] = test.Error;
        if (test.Cause is not null) answer["cause"] = test.Cause;
        if (level != "INFO") answer["inspectionData"] = Inspection(test.Inspection);
        return answer;
    }

    private static JsonObject Inspection(JsonObject stages) =>
        new(stages.Select(stage => KeyValuePair.Create(stage.Key, (JsonNode?)JsonValue.Create(stage.Value?.ToJsonString() ?? "null"))));

    /// <summary>A machine around the state, its ways out leading to states that end.</summary>
    private static (string Machine, string State) Whole(string text, string? stateName)
    {
        var given = Request.Json(text, "InvalidDefinition", "Invalid State Machine Definition") as JsonObject
            ?? throw new StepFunctionsException("InvalidDefinition", "Invalid State Machine Definition: 'not a JSON object'");
        if (given.ContainsKey("States"))
        {
            var named = stateName ?? throw StepFunctionsException.Validation("stateName must be given when the definition is a whole state machine");
            if (given["States"]?[named] is null) throw StepFunctionsException.Validation($"State '{named}' not found in the definition");
            return (text, named);
        }
        var name = stateName ?? Tested;
        var states = new JsonObject { [name] = given.DeepClone() };
        foreach (var target in Targets(given))
            if (!states.ContainsKey(target)) states[target] = new JsonObject { ["Type"] = "Succeed" };
        return (new JsonObject { ["StartAt"] = name, ["States"] = states }.ToJsonString(), name);
    }

    private static IEnumerable<string> Targets(JsonObject state)
    {
        var ways = new[] { state["Next"], state["Default"] }
            .Concat((state["Choices"] as JsonArray ?? []).Concat(state["Catch"] as JsonArray ?? []).Select(way => (way as JsonObject)?["Next"]));
        return ways.OfType<JsonValue>().Where(way => way.GetValueKind() is JsonValueKind.String).Select(way => way.GetValue<string>());
    }
}
