using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.UnitTests.StepFunctions;

/// <summary>Runs a machine from its start or from a history that was cut off, on a clock that jumps.</summary>
/// <param name="Called">The idempotency keys of the tasks that were called.</param>
internal sealed record Rehearsal(ExecutionResult Result, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<string> Called)
{
    public const string Arn = "arn:aws:states:us-east-1:000000000000:execution:m:e";

    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static StateMachineDefinition Read(JsonNode definition)
    {
        var (read, diagnostics) = StateMachineDefinition.Read(definition.ToJsonString(), (_, _, _) => null);
        return read ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }

    public static Task<Rehearsal> RunAsync(StateMachineDefinition definition, JsonNode? input, IReadOnlyList<HistoryEvent>? recorded = null)
    {
        var time = new FastForwardTime(recorded is { Count: > 0 } ? recorded[^1].Time : Start);
        return CaseThread.RunAsync(time, TimeSpan.FromSeconds(120), async () =>
        {
            var tasks = new MoodyTasks();
            ExecutionPorts? ports = null;
            ports = new ExecutionPorts(tasks, new ScriptedCallbacks(), new MemoryChildren(() => ports!, "arn:aws:states:us-east-1:000000000000:stateMachine:m", "role"), new MemoryObjects(null), time, new Random(1));
            var identity = new ExecutionIdentity(Arn, "e", "role", Start, "arn:aws:states:us-east-1:000000000000:stateMachine:m", "m", input);
            var history = new MemoryHistory(time, recorded);
            var result = await Interpreter.RunAsync(definition, identity, history, ports, new TaskCompletionSource<(string?, string?)>().Task, default);
            return new Rehearsal(result, history.Events, tasks.Called);
        });
    }

    /// <summary>Functions whose answer depends on nothing but their name and the attempt.</summary>
    private sealed class MoodyTasks : ITaskRunner
    {
        public List<string> Called { get; } = [];

        public string? Refuses(string service, string api, ServicePattern pattern) => null;

        public Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
        {
            Called.Add(call.IdempotencyKey);
            var fails = call.Resource.EndsWith("bad", StringComparison.Ordinal) || (call.Resource.EndsWith("flaky", StringComparison.Ordinal) && (int)call.Parameters!["n"]! == 0);
            return Task.FromResult<TaskOutcome>(fails ? new TaskOutcome.Failed("Boom", "it is in a mood") : new TaskOutcome.Succeeded(new JsonObject { ["well"] = call.Parameters?.DeepClone() }));
        }

        public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => throw new NotSupportedException();

        public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => Task.CompletedTask;
    }
}
