using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>An execution at work.</summary>
internal sealed class RunningExecution(ExecutionStart start, StateMachineDefinition definition, IExecutionHistory history, Func<IReadOnlyList<HistoryEvent>> events)
{
    private readonly TaskCompletionSource<(string? Error, string? Cause)> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ExecutionResult?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionStart Start => start;

    public StateMachineDefinition Definition => definition;

    public IExecutionHistory History => history;

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedriveTime { get; init; }

    public Task<(string? Error, string? Cause)> Stopped => _stop.Task;

    /// <summary>Null when the host ends before the execution does.</summary>
    public Task<ExecutionResult?> Ended => _ended.Task;

    public StoredExecution Snapshot() => new(start, events());

    public void Stop(string? error, string? cause) => _stop.TrySetResult((error, cause));

    public void SetEnded(ExecutionResult? result) => _ended.TrySetResult(result);

    public ExecutionIdentity Identity(System.Text.Json.Nodes.JsonNode? input) => new(
        start.Arn, start.Name, start.RoleArn, start.StartTime, start.MachineArn, start.MachineName, input, RedriveCount, RedriveTime, start.Type);
}
