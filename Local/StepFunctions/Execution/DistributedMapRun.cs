using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

internal sealed class DistributedMapRun(ExecutionRun run, MapState state, DistributedMap map, Scope scope, StateContext context, CancellationToken cancel)
{
    public Task<JsonNode?> RunAsync(JsonNode? input) => throw new NotSupportedException($"{run}{state}{map}{scope}{context}{cancel}{input}");
}
