using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Runs one state of a machine, alone, for TestState.</summary>
internal static class StateTester
{
    public static async Task<StateTest> RunAsync(
        StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, ExecutionPorts ports, CancellationToken cancel)
    {
        if (!definition.Root.States.TryGetValue(state, out var tested)) throw new KeyNotFoundException($"The machine has no state {state}.");
        var run = new ExecutionRun(definition, identity, new Unrecorded(ports.Time), ports, cancel) { Inspection = [] };
        var scope = run.NewScope("", 0);
        var entered = scope.Record($"{tested.Type}StateEntered");
        return await new StateVisit(run, tested, scope, entered, new Payload(input), new Variables(), map: null, cancel).TestAsync();
    }

    /// <summary>A test leaves no history.</summary>
    private sealed class Unrecorded(TimeProvider time) : IExecutionHistory
    {
        private int _count;

        public IReadOnlyList<HistoryEvent> Recorded => [];

        public int Count => _count;

        public HistoryEvent Append(long previousId, string type, JsonObject? details, string scope = "", JsonObject? @private = null) =>
            new(Interlocked.Increment(ref _count), previousId, time.GetUtcNow(), type, details, scope, @private);

        public ValueTask PersistAsync(CancellationToken cancel) => ValueTask.CompletedTask;
    }
}
