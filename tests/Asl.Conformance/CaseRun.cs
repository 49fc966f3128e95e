using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Asl.Conformance;

/// <param name="Field">Of <c>expect</c>, or <c>states</c>.</param>
public sealed record Difference(string Field, string Expected, string Actual);

/// <summary>Runs one case on the interpreter and compares what it did.</summary>
public static class CaseRun
{
    private const string Role = "arn:aws:iam::123456789012:role/conformance";
    private const string Machine = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
    private const string Invalid = "INVALID_DEFINITION";

    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static async Task<IReadOnlyList<Difference>> RunAsync(Case one)
    {
        if (one.Broken is { } why) return [new("case", "a case", why)];
        try
        {
            var time = one.IsRealTime ? null : new FastForwardTime(Start);
            return await CaseThread.RunAsync(time, Limit, () => CompareAsync(one, time ?? TimeProvider.System));
        }
        catch (Exception e)
        {
            // A defect of the interpreter or of the case: this one fails, the others are run.
            return [new("run", "an answer", $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}")];
        }
    }

    private static async Task<IReadOnlyList<Difference>> CompareAsync(Case one, TimeProvider time)
    {
        var expected = one.Expected;
        var callbacks = new ScriptedCallbacks();
        var tasks = new ScriptedTasks(one.Tasks, time, callbacks);
        var (definition, diagnostics) = StateMachineDefinition.Read(one.Definition, tasks.Refuses, (string?)one.Source["type"] == "EXPRESS");
        var wanted = (string?)expected["status"];
        if (definition is null || wanted == Invalid)
        {
            var status = definition is null ? Invalid : "valid";
            return status == wanted ? [] : [new("status", wanted ?? "", $"{status} {string.Join(" | ", diagnostics.Select(d => $"{d.Code} {d.Location}: {d.Message}"))}".Trim())];
        }
        var ports = null as ExecutionPorts;
        var children = new MemoryChildren(() => ports!, Machine, Role);
        ports = new ExecutionPorts(tasks, callbacks, children, new MemoryObjects(one.Source["objects"] as JsonObject), time, new Random(1));
        var identity = new ExecutionIdentity(
            "arn:aws:states:us-east-1:123456789012:execution:machine:run", "run", Role, time.GetUtcNow(), Machine, "machine", one.Input?.DeepClone());
        var history = new MemoryHistory(time);
        var result = await Interpreter.RunAsync(definition, identity, history, ports, new TaskCompletionSource<(string?, string?)>().Task, default);
        return [.. Outcome(expected, result), .. Course(one, history.Events, tasks)];
    }

    private static IEnumerable<Difference> Outcome(JsonObject expected, ExecutionResult result)
    {
        var status = result.Status switch { ExecutionStatus.TimedOut => "TIMED_OUT", var other => other.ToString().ToUpperInvariant() };
        if (expected["status"] is { } wanted && (string?)wanted != status) yield return new("status", (string?)wanted ?? "", $"{status} {result.Error} {result.Cause}".Trim());
        foreach (var (field, actual) in new[] { ("output", result.Output), ("error", result.Error), ("cause", result.Cause) })
            if (Compare(expected, field, actual) is { } difference) yield return difference;
        if ((string?)expected["causeContains"] is { } part && result.Cause?.Contains(part, StringComparison.Ordinal) is not true)
            yield return new("causeContains", part, result.Cause ?? "null");
    }

    private static IEnumerable<Difference> Course(Case one, IReadOnlyList<HistoryEvent> events, ScriptedTasks tasks)
    {
        var states = new JsonArray([.. events.Where(e => e.Type.EndsWith("StateEntered", StringComparison.Ordinal)).Select(e => e.Details?["name"]?.DeepClone())]);
        return new[]
        {
            Compare(one.Expected, "calls", tasks.Calls), Compare(one.Expected, "waits", Timing.Waits(events)),
            Compare(one.Expected, "retryDelays", Timing.RetryDelays(events)), Compare(one.Source, "states", states),
        }.OfType<Difference>();
    }

    private static Difference? Compare(JsonObject expected, string field, JsonNode? actual) =>
        expected.TryGetPropertyValue(field, out var wanted) && !Sameness.Of(wanted, actual)
            ? new Difference(field, wanted?.ToJsonString() ?? "null", actual?.ToJsonString() ?? "null")
            : null;
}
