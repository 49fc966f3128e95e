using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Service;

public delegate (StateMachineDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics) ReadDefinition(
    string text, Func<string, string, ServicePattern, string?> refusesTask, bool isExpress);

public delegate Task<ExecutionResult> RunExecution(
    StateMachineDefinition definition, ExecutionIdentity identity, IExecutionHistory history, ExecutionPorts ports,
    Task<(string? Error, string? Cause)> stop, CancellationToken cancel);

public delegate Task<StateTest> RunTest(
    StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, ExecutionPorts ports, CancellationToken cancel);

/// <summary>What the service needs of the language it runs; its own tests put a smaller one in its place.</summary>
public sealed record StateLanguage(ReadDefinition Read, RunExecution Run, RunTest Test)
{
    public static readonly StateLanguage Amazon = new(StateMachineDefinition.Read, Interpreter.RunAsync, Interpreter.TestAsync);
}
