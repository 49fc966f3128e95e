using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Who and what runs: the context object's <c>Execution</c> and <c>StateMachine</c>.</summary>
/// <param name="Input">The execution's input.</param>
public sealed record ExecutionIdentity(
    string Arn, string Name, string RoleArn, DateTimeOffset StartTime, string StateMachineArn, string StateMachineName,
    JsonNode? Input, int RedriveCount = 0, DateTimeOffset? RedriveTime = null, ExecutionType Type = ExecutionType.Standard);

/// <summary>What the interpreter reaches of the world.</summary>
public sealed record ExecutionPorts(ITaskRunner Tasks, ITaskCallbacks Callbacks, IChildExecutions Children, IMapObjects Objects, TimeProvider Time, Random Random);

/// <summary>
/// Runs one execution from its first state, or from where its history ends, to its end: <c>ExecutionStarted</c> to <c>ExecutionSucceeded</c>,
/// <c>ExecutionFailed</c> or <c>ExecutionTimedOut</c> are recorded by it.
/// </summary>
public static class Interpreter
{
    /// <param name="stop">StopExecution's error and cause, when its task completes: recorded as <c>ExecutionAborted</c>.</param>
    /// <param name="cancel">The host ends: nothing is recorded, the execution goes on when it is run again with its history.</param>
    public static Task<ExecutionResult> RunAsync(
        StateMachineDefinition definition, ExecutionIdentity identity, IExecutionHistory history, ExecutionPorts ports,
        Task<(string? Error, string? Cause)> stop, CancellationToken cancel) =>
        new ExecutionRun(definition, identity, history, ports, cancel).RunAsync(stop);

    /// <summary>TestState: one state, alone, without a history.</summary>
    public static Task<StateTest> TestAsync(
        StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, ExecutionPorts ports, CancellationToken cancel) =>
        StateTester.RunAsync(definition, state, input, identity, ports, cancel);
}

/// <param name="Status"><c>SUCCEEDED</c>, <c>FAILED</c>, <c>RETRIABLE</c> or <c>CAUGHT_ERROR</c>.</param>
/// <param name="Inspection">The stages of the data: <c>input</c>, <c>afterInputPath</c>, <c>afterParameters</c>, <c>result</c>, <c>afterResultSelector</c>, <c>afterResultPath</c>, as TestState names them.</param>
public sealed record StateTest(string Status, string? NextState, JsonNode? Output, string? Error, string? Cause, JsonObject Inspection);
