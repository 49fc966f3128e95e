using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>events:putEvents</c>; one entry that was not taken fails the state.</summary>
internal sealed class EventBridgeTasks(IServiceCalls calls) : IIntegration
{
    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["putEvents"] = Patterns.OrToken };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var parameters = Responses.Parameters(call);
        foreach (var entry in (parameters["Entries"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Responses.AsText(entry, "Detail");
            AddResources(entry, call.ExecutionArn);
        }
        var (answer, failure) = await ServiceFailure.CallAsync(calls, JsonWire.EventBridge, "PutEvents", parameters, "EventBridge", cancel);
        if (failure is not null) return failure;
        var body = answer!.Body;
        return body["FailedEntryCount"]?.GetValue<int>() > 0
            ? new TaskOutcome.Failed("EventBridge.FailedEntry", body.ToJsonString())
            : Responses.WithMetadata(body);
    }

    /// <summary>As on AWS: an event tells which execution and which machine it comes from.</summary>
    private static void AddResources(JsonObject entry, string executionArn)
    {
        if (entry["Resources"] is not JsonArray resources) entry["Resources"] = resources = [];
        resources.Add(executionArn);
        if (executionArn.Split(':') is { Length: > 6 } parts) resources.Add(Service.Arns.Machine(parts[6]));
    }
}
