using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>
/// <c>states:startExecution</c>. In this process, not over the wire: a parent waits for its child without asking again and again.
/// A child is named by the attempt that starts it, so that an attempt made again after a kill finds the child it had started.
/// </summary>
internal sealed class NestedExecutions : IIntegration
{
    private static readonly string[] Members = ["StateMachineArn", "Name", "Input", "TraceHeader"];

    private StateMachines _machines = null!;
    private StandardExecutions _standard = null!;
    private ExpressExecutions _express = null!;

    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["startExecution"] = Patterns.All };

    public void Connect(StateMachines machines, StandardExecutions standard, ExpressExecutions express) =>
        (_machines, _standard, _express) = (machines, standard, express);

    public Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        try
        {
            var start = Start(call, Responses.Parameters(call));
            return Task.FromResult<TaskOutcome>(Responses.WithMetadata(new()
            {
                ["ExecutionArn"] = start.Arn, ["StartDate"] = start.StartTime.ToUnixTimeMilliseconds(),
            }));
        }
        catch (StepFunctionsException e)
        {
            return Task.FromResult(ServiceFailure.Of("StepFunctions", e.Type, e.Message, 400));
        }
    }

    public async Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel)
    {
        StoredExecution? child;
        try
        {
            child = await _standard.EndAsync(ArnOf(submitted), cancel);
        }
        catch (StepFunctionsException e)
        {
            // Deleted with its machine.
            return ServiceFailure.Of("StepFunctions", e.Type, e.Message, 400);
        }
        if (child?.End is not { } end) throw new OperationCanceledException(cancel);
        var view = View(child, end, call.Pattern is ServicePattern.Sync2);
        return end.Status is ExecutionStatus.Succeeded
            ? new TaskOutcome.Succeeded(view)
            : new TaskOutcome.Failed("States.TaskFailed", view.ToJsonString());
    }

    public async Task StopJobAsync(JsonNode? submitted, string error, string cause)
    {
        try
        {
            await _standard.StopAsync(ArnOf(submitted), error, cause, CancellationToken.None);
        }
        catch (StepFunctionsException)
        {
            // It is gone with its machine.
        }
    }

    private ExecutionStart Start(TaskCall call, JsonObject parameters)
    {
        if (parameters.Select(p => p.Key).Except(Members).ToList() is { Count: > 0 } unknown)
            throw StepFunctionsException.Validation($"not emulated: {string.Join(", ", unknown)}");
        var machine = _machines.RequireActive(parameters["StateMachineArn"]?.ToString() ?? throw Request.Missing("stateMachineArn"));
        var isJob = call.Pattern is ServicePattern.Sync or ServicePattern.Sync2;
        if (isJob && machine.Type is ExecutionType.Express)
            throw new StepFunctionsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        Responses.AsText(parameters, "Input");
        var input = new JsonObject { ["input"] = parameters["Input"]?.ToString() ?? "{}" };
        var (text, value) = new Request(input).Input();
        var (name, trace) = (parameters["Name"]?.ToString() ?? NameOf(call), parameters["TraceHeader"]?.ToString());
        return machine.Type is ExecutionType.Express
            ? _express.Start(machine, name, text, value, trace)
            : StartOrFind(machine, name, text, value, trace, isOwn: parameters["Name"] is null);
    }

    /// <summary>A child of our own naming that exists was started by this very attempt, before the host was killed.</summary>
    private ExecutionStart StartOrFind(StateMachine machine, string name, string text, JsonNode? value, string? trace, bool isOwn)
    {
        try
        {
            return _standard.Start(machine, name, text, value, trace);
        }
        catch (StepFunctionsException e) when (isOwn && e.Type == "ExecutionAlreadyExists")
        {
            return _standard.Describe(Arns.Execution(machine.Name, name)).Start;
        }
    }

    private static string NameOf(TaskCall call) =>
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(call.IdempotencyKey)).AsSpan(0, 16)).ToString();

    private static string ArnOf(JsonNode? submitted) => submitted?["ExecutionArn"]?.ToString() ?? "";

    private static JsonObject View(StoredExecution child, ExecutionEnd end, bool asJson)
    {
        var view = new JsonObject
        {
            ["ExecutionArn"] = child.Start.Arn,
            ["Input"] = Data(child.Start.Input, asJson), ["InputDetails"] = new JsonObject { ["Included"] = true },
            ["Name"] = child.Start.Name,
            ["StartDate"] = child.Start.StartTime.ToUnixTimeMilliseconds(), ["StateMachineArn"] = child.Start.MachineArn,
            ["Status"] = Views.Status(end.Status), ["StopDate"] = end.Time.ToUnixTimeMilliseconds(),
        };
        if (end.Output is not null)
        {
            view["Output"] = Data(end.Output, asJson);
            view["OutputDetails"] = new JsonObject { ["Included"] = true };
        }
        if (end.Error is not null) view["Error"] = end.Error;
        if (end.Cause is not null) view["Cause"] = end.Cause;
        return view;
    }

    private static JsonNode? Data(string text, bool asJson) => asJson ? JsonNode.Parse(text) : JsonValue.Create(text);
}
