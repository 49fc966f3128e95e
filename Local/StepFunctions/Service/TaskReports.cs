using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat.</summary>
internal sealed class TaskReports(TaskTokens tokens, StandardExecutions executions, ExecutionRunner runner, TimeProvider time)
{
    /// <summary>An execution that goes on after a restart needs a moment to wait for its tokens again.</summary>
    private static readonly TimeSpan Registration = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public IEnumerable<Operation> All =>
    [
        Operation.Async("SendTaskSuccess", "taskToken output", (request, cancel) => ReportAsync(request, Success(request), cancel)),
        Operation.Async("SendTaskFailure", "taskToken error cause", (request, cancel) => ReportAsync(
            request, new TaskOutcome.Failed(request.Text("error", 0, 256) ?? "", request.Text("cause", 0, 32_768)), cancel)),
        Operation.Async("SendTaskHeartbeat", "taskToken", HeartbeatAsync),
    ];

    private static TaskOutcome.Succeeded Success(Request request)
    {
        var output = request.Text("output") ?? throw Request.Missing("output");
        if (Encoding.UTF8.GetByteCount(output) > Request.MaxDataBytes)
            throw StepFunctionsException.Constraint("output", output, $"Member must have length less than or equal to {Request.MaxDataBytes}");
        return new(Request.Json(output, "InvalidOutput", "Invalid Output"));
    }

    private async Task<JsonObject> HeartbeatAsync(Request request, CancellationToken cancel)
    {
        var (_, callback) = await FindAsync(request, cancel);
        if (callback.Outcome.IsCompleted) throw Gone();
        callback.Heartbeat();
        return [];
    }

    private async Task<JsonObject> ReportAsync(Request request, TaskOutcome outcome, CancellationToken cancel)
    {
        var (execution, callback) = await FindAsync(request, cancel);
        if (!callback.TryReport(outcome)) throw Gone();
        // Stopped meanwhile: the report is of no use to anybody, and its sender should know.
        await Task.WhenAny(callback.Recorded, execution.Ended).WaitAsync(cancel);
        if (callback.Recorded.IsCompletedSuccessfully) return [];
        throw await execution.Ended is null ? new StepFunctionsException("ServiceUnavailable", "The host is ending; report again when it is back.") : Gone();
    }

    private async Task<(RunningExecution Execution, TaskCallback Callback)> FindAsync(Request request, CancellationToken cancel)
    {
        var token = request.Required("taskToken", 2_048);
        var arn = tokens.ExecutionOf(token);
        await executions.Resumed.WaitAsync(cancel);
        for (var until = time.GetTimestamp(); ;)
        {
            if (runner.Find(arn) is not { } execution) throw executions.Exists(arn) ? Gone() : new("TaskDoesNotExist", "Task does not exist");
            if (tokens.Find(token) is { } callback) return (execution, callback);
            if (execution.History.Recorded.Count == 0 || time.GetElapsedTime(until) > Registration) throw Gone();
            await Task.Delay(Look, time, cancel);
        }
    }

    private static StepFunctionsException Gone() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}
