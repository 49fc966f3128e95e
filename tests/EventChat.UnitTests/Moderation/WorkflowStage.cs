using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Contracts;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.Pipeline;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Moderation;

/// <summary>
/// The workflows' deployed definitions on the interpreter, with the real function behind their tasks, on a clock that jumps. Queues and child executions are
/// written down.
/// </summary>
internal sealed class WorkflowStage(ModerationBed bed, FastForwardTime time) : ITaskRunner, ITaskCallbacks
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";

    /// <summary>Step Functions' bound of a state's data.</summary>
    private const int StateBytes = 262_144;

    private readonly Dictionary<string, TaskCallback> _waiting = [];
    private int _tokens;

    public List<(string Queue, JsonNode Body, int Delay)> Sent { get; } = [];

    public List<(string Name, JsonNode Input)> Reviews { get; } = [];

    public List<string> Tasks { get; } = [];

    public int LargestState { get; private set; }

    /// <summary>Asked with the task and how often it was called; an outcome is given instead of the call's.</summary>
    public Func<string, int, TaskOutcome?> Before { get; set; } = (_, _) => null;

    /// <summary>As <see cref="Before"/>, when the call was made: its answer got lost.</summary>
    public Func<string, int, TaskOutcome?> After { get; set; } = (_, _) => null;

    public Func<string, TimeSpan> Takes { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Called with the token when a review waits.</summary>
    public Func<string, Task>? Waiting { get; set; }

    public static Task<T> RunAsync<T>(ModerationPolicy policy, Func<ModerationBed, WorkflowStage, FastForwardTime, Task<T>> run)
    {
        var time = new FastForwardTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        return CaseThread.RunAsync(time, TimeSpan.FromSeconds(120), async () =>
        {
            using var bed = new ModerationBed(time, policy);
            return await run(bed, new WorkflowStage(bed, time), time);
        });
    }

    public async Task<ExecutionResult> RunAsync(string workflow, JsonNode input)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "Pipeline", "workflows", $"{workflow}.asl.json"));
        var (definition, diagnostics) = StateMachineDefinition.Read(text, (_, _, _) => null, isExpress: workflow != "review");
        Assert.True(definition is not null, string.Join('\n', diagnostics));
        var ports = new ExecutionPorts(this, this, new NoChildren(), new MemoryObjects(null), time, new Random(1));
        var identity = new ExecutionIdentity("arn:aws:states:us-east-1:000000000000:execution:m:e", "e", "role", time.GetUtcNow(), Machine, "m", input.DeepClone());
        return await Interpreter.RunAsync(definition, identity, new MemoryHistory(time), ports, new TaskCompletionSource<(string?, string?)>().Task, default);
    }

    /// <summary>False if nobody waits for it any more.</summary>
    public bool Answer(string token, TaskOutcome? outcome = null) =>
        _waiting.TryGetValue(token, out var callback) && callback.TryReport(outcome ?? new TaskOutcome.Succeeded(new JsonObject { ["outcome"] = "Approved" }));

    /// <summary>Waited for here: the clock must not jump while it is at work. What it awaits must not come back to this thread.</summary>
    public static void Now(Func<Task> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            work().GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public string? Refuses(string service, string api, ServicePattern pattern) => null;

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        Measure(call.Parameters);
        var outcome = call.Service switch
        {
            "lambda" => await InvokeAsync(call, cancel),
            "sqs" => Send(call),
            "states" => Start(call),
            _ => throw new NotSupportedException(call.Service),
        };
        if (outcome is TaskOutcome.Succeeded succeeded) Measure(succeeded.Output);
        return outcome;
    }

    public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => throw new NotSupportedException();

    public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => Task.CompletedTask;

    public string NewToken(string executionArn, string attempt) => $"token-{++_tokens}";

    public void Register(string executionArn, TaskCallback callback) => _waiting[callback.Token] = callback;

    public void Unregister(TaskCallback callback) => _waiting.Remove(callback.Token);

    private async Task<TaskOutcome> InvokeAsync(TaskCall call, CancellationToken cancel)
    {
        var payload = call.Parameters!["Payload"]!;
        var task = (string)payload["task"]!;
        Tasks.Add(task);
        var count = Tasks.Count(t => t == task);
        if (Takes(task) is { Ticks: > 0 } takes) await Task.Delay(takes, time, cancel);
        if (Before(task, count) is { } instead) return instead;
        try
        {
            byte[] answer = [];
            Now(async () => answer = await bed.Function.RunAsync(payload.Deserialize(ModerationWire.Json.ModerationTask)!, default));
            if (After(task, count) is { } lost) return lost;
            if (task == "open" && Waiting is { } waiting) _ = waiting((string)payload["token"]!);
            return new TaskOutcome.Succeeded(new JsonObject { ["Payload"] = JsonNode.Parse(answer), ["StatusCode"] = 200 });
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return new TaskOutcome.Failed(e.GetType().Name, e.Message);
        }
    }

    private TaskOutcome Send(TaskCall call)
    {
        var queue = (string)call.Parameters!["QueueUrl"]!;
        Tasks.Add(queue);
        if (Before(queue, Tasks.Count(t => t == queue)) is { } instead) return instead;
        Sent.Add((queue, call.Parameters["MessageBody"]!.DeepClone(), (int?)call.Parameters["DelaySeconds"] ?? 0));
        return new TaskOutcome.Succeeded(new JsonObject { ["MessageId"] = "1" });
    }

    private TaskOutcome Start(TaskCall call)
    {
        var name = (string)call.Parameters!["Name"]!;
        if (Reviews.Any(r => r.Name == name)) return new TaskOutcome.Failed("StepFunctions.ExecutionAlreadyExistsException", name);
        Reviews.Add((name, call.Parameters["Input"]!.DeepClone()));
        return new TaskOutcome.Succeeded(new JsonObject { ["ExecutionArn"] = name });
    }

    private void Measure(JsonNode? data) =>
        Assert.InRange(LargestState = Math.Max(LargestState, data is null ? 0 : Encoding.UTF8.GetByteCount(data.ToJsonString(Literal))), 0, StateBytes);

    private static readonly JsonSerializerOptions Literal = new() { Encoder = Wire.Encoder };

    private sealed class NoChildren : IChildExecutions
    {
        public ValueTask<MapRun> OpenRunAsync(MapRunStart start, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ExecutionResult> RunAsync(ChildStart child, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask SaveAsync(MapRun run, CancellationToken cancel) => throw new NotSupportedException();
    }
}
