using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>An item of a Map, as <c>$$.Map.Item</c> shows it.</summary>
internal sealed record MapItem(int Index, JsonNode? Value);

/// <summary>A visit of a state: what <c>$$</c> and variables show in it.</summary>
internal sealed class StateContext(ExecutionRun run, Variables variables, MapItem? map, string state, DateTimeOffset entered)
{
    public int RetryCount { get; set; }

    public string? TaskToken { get; set; }

    /// <summary>The item that an ItemSelector is evaluated for.</summary>
    public Evaluation On(JsonNode? data, MapItem? item = null) => new(data, () => Object(item ?? map), variables.Get, run.Ports.Random);

    private JsonObject Object(MapItem? item)
    {
        var identity = run.Identity;
        var execution = new JsonObject
        {
            ["Id"] = identity.Arn, ["Input"] = identity.Input?.DeepClone(), ["Name"] = identity.Name, ["RoleArn"] = identity.RoleArn,
            ["StartTime"] = Timestamps.Print(identity.StartTime), ["RedriveCount"] = identity.RedriveCount,
        };
        if (identity.RedriveTime is { } redriven) execution["RedriveTime"] = Timestamps.Print(redriven);
        var context = new JsonObject
        {
            ["Execution"] = execution,
            ["State"] = new JsonObject { ["EnteredTime"] = Timestamps.Print(entered), ["Name"] = state, [nameof(RetryCount)] = RetryCount },
            ["StateMachine"] = new JsonObject { ["Id"] = identity.StateMachineArn, ["Name"] = identity.StateMachineName },
        };
        if (TaskToken is not null) context["Task"] = new JsonObject { ["Token"] = TaskToken };
        if (item is not null) context["Map"] = new JsonObject { ["Item"] = new JsonObject { ["Index"] = item.Index, ["Value"] = item.Value?.DeepClone() } };
        return context;
    }
}
