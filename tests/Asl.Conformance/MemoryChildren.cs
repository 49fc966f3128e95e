using System.Collections.Concurrent;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <summary>Child executions in memory, each with a history of its own.</summary>
public sealed class MemoryChildren(Func<ExecutionPorts> ports, string stateMachineArn, string roleArn) : IChildExecutions
{
    private readonly ConcurrentDictionary<(string, string), MapRun> _runs = new();

    public IEnumerable<MapRun> Runs => _runs.Values;

    public ValueTask<MapRun> OpenRunAsync(MapRunStart start, CancellationToken cancel) => ValueTask.FromResult(
        _runs.GetOrAdd((start.ExecutionArn, start.Visit), _ => new MapRun($"{stateMachineArn.Replace(":stateMachine:", ":mapRun:", StringComparison.Ordinal)}/{start.Label}:{_runs.Count}", start, ports().Time.GetUtcNow())));

    public Task<ExecutionResult> RunAsync(ChildStart child, CancellationToken cancel)
    {
        var world = ports();
        var name = $"child-{child.Index}";
        var identity = new ExecutionIdentity(
            $"{child.Run.Arn.Replace(":mapRun:", ":execution:", StringComparison.Ordinal)}:{name}", name, roleArn, world.Time.GetUtcNow(),
            $"{stateMachineArn}/{child.Run.Start.Label}", child.Run.Start.Label, child.Input, Type: child.Type);
        return Interpreter.RunAsync(child.Processor, identity, new MemoryHistory(world.Time), world, new TaskCompletionSource<(string?, string?)>().Task, cancel);
    }

    public ValueTask SaveAsync(MapRun run, CancellationToken cancel) => ValueTask.CompletedTask;
}
