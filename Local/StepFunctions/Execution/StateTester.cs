using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

internal static class StateTester
{
    public static Task<StateTest> RunAsync(
        StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, ExecutionPorts ports, CancellationToken cancel) =>
        throw new NotSupportedException($"{definition}{state}{input}{identity}{ports}{cancel}");
}
