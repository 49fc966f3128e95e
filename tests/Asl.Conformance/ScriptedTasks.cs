using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <summary>The functions and services of a case: they answer what it says, in the order of the calls; the last outcome again when there are no more.</summary>
public sealed class ScriptedTasks(JsonObject script, TimeProvider time, ScriptedCallbacks callbacks) : ITaskRunner
{
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);

    /// <summary>What was called with which effective input, as <c>expect.calls</c> shows it.</summary>
    public JsonArray Calls { get; } = [];

    public string? Refuses(string service, string api, ServicePattern pattern) => null;

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var (name, input) = Named(call);
        Calls.Add(new JsonObject { ["resource"] = name, ["input"] = input?.DeepClone() });
        if (Next(name) is not { } outcome) return new TaskOutcome.Failed("Conformance.NoOutcome", $"The case has no outcome for {name}");
        await DelayAsync(outcome, cancel);
        if (outcome["callback"] is JsonObject callback) callbacks.Report(call, callback, DelayAsync);
        return Outcome(outcome, call.Service == "lambda" && call.Api == "invoke" ? Invocation : o => o);
    }

    /// <summary>The outcome was the job's.</summary>
    public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) =>
        Task.FromResult<TaskOutcome>(new TaskOutcome.Succeeded(submitted?.DeepClone()));

    public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => Task.CompletedTask;

    internal static TaskOutcome Outcome(JsonObject outcome, Func<JsonNode?, JsonNode?> response) => outcome.ContainsKey("error")
        ? new TaskOutcome.Failed((string?)outcome["error"] ?? "", (string?)outcome["cause"])
        : new TaskOutcome.Succeeded(response(outcome["output"]?.DeepClone()));

    private static JsonObject Invocation(JsonNode? payload) =>
        new() { ["ExecutedVersion"] = "$LATEST", ["Payload"] = payload, ["SdkHttpMetadata"] = new JsonObject { ["HttpStatusCode"] = 200 }, ["StatusCode"] = 200 };

    private async Task DelayAsync(JsonObject outcome, CancellationToken cancel)
    {
        if (outcome["delaySeconds"] is { } seconds) await Task.Delay(TimeSpan.FromSeconds(seconds.GetValue<double>()), time, cancel);
    }

    private JsonObject? Next(string name)
    {
        if (script[name] is not JsonArray { Count: > 0 } outcomes) return null;
        var at = _answered.GetValueOrDefault(name);
        _answered[name] = at + 1;
        return outcomes[Math.Min(at, outcomes.Count - 1)] as JsonObject;
    }

    private (string Name, JsonNode? Input) Named(TaskCall call)
    {
        if (call.Service != "lambda") return (call.Resource, call.Parameters);
        if (call.Api.Length == 0) return (Known(call.Resource), call.Parameters);
        return (Known((string?)call.Parameters?["FunctionName"] ?? call.Resource), call.Parameters?["Payload"]);
    }

    /// <summary>A function by its name, its ARN, or either with a qualifier.</summary>
    private string Known(string function)
    {
        var parts = function.Split(':');
        var at = Array.IndexOf(parts, "function");
        var name = at >= 0 && at + 1 < parts.Length ? parts[at + 1] : parts[0];
        return script.ContainsKey(function) ? function : name;
    }
}
