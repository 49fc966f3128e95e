using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;
using EventChat.Local.StepFunctions.Service;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>
/// A language smaller than Amazon's, so that the service is judged by itself: <c>{"Steps":[{"Do":"wait"}, …]}</c>, each done once however often
/// the host dies. It keeps the interpreter's promises: what is done is recorded, what is recorded is not done again.
/// </summary>
internal static class ScriptLanguage
{
    public static readonly StateLanguage Language = new(Read, RunAsync, TestAsync);

    private static readonly string[] Known = ["pass", "task", "wait", "token", "map", "fail", "crash"];

    private static (StateMachineDefinition?, IReadOnlyList<Diagnostic>) Read(string text, Func<string, string, ServicePattern, string?> refuses, bool isExpress)
    {
        JsonNode? read = null;
        try
        {
            read = JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            return (null, [new("ERROR", "INVALID_JSON_DESCRIPTION", e.Message, "")]);
        }
        if ((read as JsonObject)?["Steps"] is not JsonArray steps) return (null, [new("ERROR", "SCHEMA_VALIDATION_FAILED", "Steps is missing", "/Steps")]);
        var wrong = steps.Select((step, at) => new Diagnostic("ERROR", "SCHEMA_VALIDATION_FAILED", Wrong(step!, refuses) ?? "", $"/Steps/{at}"))
            .Where(d => d.Message.Length > 0).ToList();
        return wrong.Count > 0 ? (null, wrong) : (Definition(text), [new("WARNING", "NO_PATH", "Only a warning", "/Steps")]);
    }

    private static string? Wrong(JsonNode step, Func<string, string, ServicePattern, string?> refuses) =>
        !Known.Contains(step["Do"]?.ToString()) ? $"unknown step {step["Do"]}"
        : step["Do"]!.ToString() == "task" ? refuses(step["Service"]!.ToString(), step["Api"]!.ToString(), PatternOf(step)) : null;

    public static StateMachineDefinition Definition(string text) => new(text, new StateGroup("", new Dictionary<string, State>()), timeout: null);

    private static async Task<ExecutionResult> RunAsync(
        StateMachineDefinition definition, ExecutionIdentity identity, IExecutionHistory history, ExecutionPorts ports,
        Task<(string? Error, string? Cause)> stop, CancellationToken cancel)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _ = stop.ContinueWith(_ => stopping.Cancel(), TaskContinuationOptions.OnlyOnRanToCompletion);
        var run = new ScriptRun(identity, history, ports, stopping.Token);
        try
        {
            return await run.RunAsync(JsonNode.Parse(definition.Text)!["Steps"]!.AsArray());
        }
        catch (OperationCanceledException) when (stop.IsCompleted && !cancel.IsCancellationRequested)
        {
            var (error, cause) = await stop;
            return await run.EndAsync("ExecutionAborted", new(ExecutionStatus.Aborted, null, error, cause));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException("cancelled by nobody");
        }
    }

    private static Task<StateTest> TestAsync(
        StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, ExecutionPorts ports, CancellationToken cancel) =>
        throw new NotSupportedException();

    public static ServicePattern PatternOf(JsonNode step) => Enum.Parse<ServicePattern>(step["Pattern"]?.ToString() ?? nameof(ServicePattern.RequestResponse));
}
