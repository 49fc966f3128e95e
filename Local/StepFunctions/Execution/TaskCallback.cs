using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>A Task state that waits for <c>SendTaskSuccess</c>, <c>SendTaskFailure</c> or the end of its time.</summary>
/// <param name="token">What the state hands out as <c>$$.Task.Token</c>.</param>
public sealed class TaskCallback(string token)
{
    private readonly TaskCompletionSource<TaskOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _heartbeat;

    public string Token => token;

    /// <summary>What was reported; the interpreter awaits it.</summary>
    public Task<TaskOutcome> Outcome => _outcome.Task;

    /// <summary>Done when the interpreter has recorded the outcome durably: only then may the reporter be told that it was taken.</summary>
    public Task Recorded => _recorded.Task;

    /// <summary>False if somebody has reported, or the state has ended, before: the reporter is told <c>TaskTimedOut</c>.</summary>
    public bool TryReport(TaskOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Heartbeat() => _heartbeat?.Invoke();

    public void OnHeartbeat(Action heard) => _heartbeat = heard;

    public void SetRecorded() => _recorded.TrySetResult();
}

/// <summary>The tokens that are waited for, over all executions.</summary>
public interface ITaskCallbacks
{
    /// <summary>A token that is unguessable, unique for ever, and tells the execution and the attempt it belongs to; it is recorded with the attempt and registered again after a restart.</summary>
    string NewToken(string executionArn, string attempt);

    void Register(string executionArn, TaskCallback callback);

    void Unregister(TaskCallback callback);
}
