using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>What is recorded of a task: a function by its ARN has events of its own, every other resource the common ones.</summary>
internal sealed class TaskEvents(TaskState state, Scope scope)
{
    private readonly string _prefix = state.IsFunction ? "LambdaFunction" : "Task";

    public bool HasOutcome => scope.IsAhead($"{_prefix}Succeeded", $"{_prefix}Failed", $"{_prefix}TimedOut");

    public bool IsScheduled => scope.IsAhead($"{_prefix}Scheduled");

    public HistoryEvent Scheduled(string parameters, long? timeout, long? heartbeat, JsonObject? @private)
    {
        var details = state.IsFunction
            ? Details.Of(("resource", state.Resource), ("input", parameters), ("inputDetails", Details.Whole()), ("timeoutInSeconds", timeout))
            : Named(("region", LocalAddress.Region), ("parameters", parameters), ("timeoutInSeconds", timeout), ("heartbeatInSeconds", heartbeat));
        return scope.Record($"{_prefix}Scheduled", details, @private);
    }

    public static string Parameters(HistoryEvent scheduled) => (string)(scheduled.Details!["parameters"] ?? scheduled.Details["input"])!;

    public HistoryEvent Started() => scope.Record($"{_prefix}Started", state.IsFunction ? null : Named());

    public bool IsSubmitted => scope.IsAhead("TaskSubmitted");

    public HistoryEvent Submitted(string? output) => scope.Record("TaskSubmitted", Named(("output", output), ("outputDetails", Details.Whole())));

    /// <summary>The outcome that was recorded, where one is ahead.</summary>
    public TaskOutcome Recorded()
    {
        var e = scope.Record(scope.Ahead!.Type);
        var (error, cause) = ((string?)e.Details?["error"], (string?)e.Details?["cause"]);
        if (e.Type.EndsWith("Succeeded", StringComparison.Ordinal)) return new TaskOutcome.Succeeded(Payload.Parse((string)e.Details!["output"]!).Value);
        return e.Type.EndsWith("Failed", StringComparison.Ordinal) ? new TaskOutcome.Failed(error ?? "", cause) : new TaskOutcome.TimedOut(error ?? "", cause);
    }

    public void Ended(TaskOutcome outcome, string? output)
    {
        _ = outcome switch
        {
            TaskOutcome.Succeeded => scope.Record($"{_prefix}Succeeded", With(("output", output), ("outputDetails", Details.Whole()))),
            TaskOutcome.Failed(var error, var cause) => scope.Record($"{_prefix}Failed", With(("error", error), ("cause", cause))),
            TaskOutcome.TimedOut(var error, var cause) => scope.Record($"{_prefix}TimedOut", With(("error", error), ("cause", cause))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private JsonObject With(params ReadOnlySpan<(string, JsonNode?)> members) => state.IsFunction ? Details.Of(members) : Named(members);

    private JsonObject Named(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var suffix = state.Pattern switch
        {
            ServicePattern.Sync => ".sync",
            ServicePattern.Sync2 => ".sync:2",
            ServicePattern.WaitForTaskToken => ".waitForTaskToken",
            _ => "",
        };
        var details = Details.Of(members);
        details["resourceType"] = state.Service;
        details["resource"] = state.Api + suffix;
        return details;
    }
}
