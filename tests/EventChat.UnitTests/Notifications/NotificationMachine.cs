using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Contracts;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Notifications;

internal sealed record QueuedMessage(string Queue, JsonNode Body, int DelaySeconds);

/// <summary>The deployed definitions on the engine, their tasks on a <see cref="Backstage"/>, and services that only take notes.</summary>
internal sealed class NotificationMachine(Backstage stage) : ITaskRunner
{
    private int _executions;

    public List<JsonNode> Mails { get; } = [];
    public List<JsonNode> Pushes { get; } = [];
    public List<(DateTimeOffset At, JsonNode Delivery)> Webhooks { get; } = [];
    public List<QueuedMessage> Queue { get; } = [];
    public List<string> Tasks { get; } = [];

    /// <summary>Error of a call, null for its success: by the task's name, or <c>mail</c>, <c>push</c>, <c>queue</c>.</summary>
    public Func<string, JsonNode?, string?> Fails { get; set; } = (_, _) => null;

    /// <summary>Like <see cref="Fails"/>, but what was asked for has been done.</summary>
    public Func<string, JsonNode?, string?> FailsAfterwards { get; set; } = (_, _) => null;

    /// <param name="id">Of the execution; the same again is a repetition. Null: a new one.</param>
    public Task<ExecutionResult> RunAsync(JsonNode input, DateTimeOffset? at = null, string? id = null, string workflow = "notification")
    {
        var time = new FastForwardTime(at ?? stage.Now);
        return CaseThread.RunAsync(time, TimeSpan.FromSeconds(120), async () =>
        {
            stage.Time.Now = time;
            ExecutionPorts? ports = null;
            ports = new ExecutionPorts(this, new ScriptedCallbacks(), new MemoryChildren(() => ports!, "machine", "role"), new MemoryObjects(null), time, new Half());
            // As a Standard one: without Express's five minutes there is no timer that the clock could jump to while the engine is at work.
            var identity = new ExecutionIdentity(id ?? $"execution-{++_executions}", "e", "role", time.GetUtcNow(), "machine", "machine", input.DeepClone());
            return await Interpreter.RunAsync(Definition(workflow), identity, new MemoryHistory(time), ports, new TaskCompletionSource<(string?, string?)>().Task, default);
        });
    }

    public static StateMachineDefinition Definition(string workflow)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Root, $"Pipeline/workflows/{workflow}.asl.json"))
            .Replace(WorkflowTokens.NotificationFunction, "notification", StringComparison.Ordinal)
            .Replace(WorkflowTokens.RetryQueue, "retry", StringComparison.Ordinal)
            .Replace(WorkflowTokens.FailureQueue, "failures", StringComparison.Ordinal)
            .Replace(WorkflowTokens.MailFrom, "noreply@example.com", StringComparison.Ordinal);
        Assert.DoesNotContain("__", text, StringComparison.Ordinal);
        var (definition, diagnostics) = StateMachineDefinition.Read(text, (_, _, _) => null, isExpress: true);
        Assert.Empty(diagnostics);
        return definition!;
    }

    public string? Refuses(string service, string api, ServicePattern pattern) => null;

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var name = call.Service switch { "lambda" => (string)call.Parameters!["Payload"]!["task"]!, "aws-sdk:sesv2" => "mail", "sns" => "push", "sqs" => "queue", var other => other };
        Tasks.Add(name);
        if (Fails(name, call.Parameters) is { } error) return new TaskOutcome.Failed(error, "scripted");
        try
        {
            var answer = await DoAsync(name, call.Parameters!);
            return FailsAfterwards(name, call.Parameters) is { } late ? new TaskOutcome.Failed(late, "scripted") : new TaskOutcome.Succeeded(answer);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return new TaskOutcome.Failed(e.GetType().Name, e.Message);
        }
    }

    public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => throw new NotSupportedException();

    public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => Task.CompletedTask;

    private async Task<JsonNode> DoAsync(string name, JsonNode parameters)
    {
        switch (name)
        {
            case "mail":
                Mails.Add(parameters.DeepClone());
                return new JsonObject();
            case "push":
                Pushes.Add(parameters.DeepClone());
                return new JsonObject();
            case "queue":
                Queue.Add(new((string)parameters["QueueUrl"]!, parameters["MessageBody"]!.DeepClone(), (int?)parameters["DelaySeconds"] ?? 0));
                return new JsonObject();
            case "webhook":
                Webhooks.Add((stage.Now, parameters["Payload"]!["input"]!.DeepClone()));
                return new JsonObject { ["Payload"] = new JsonObject() };
            default:
                return new JsonObject { ["Payload"] = await stage.TaskAsync(parameters["Payload"]!.DeepClone()) };
        }
    }

    /// <summary>Jitter of whole milliseconds: the clock that jumps never gets past the rest of one.</summary>
    private sealed class Half : Random
    {
        public override double NextDouble() => 0.5;
    }
}
