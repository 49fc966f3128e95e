using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>One attempt of a Task state.</summary>
internal sealed class TaskRun(ExecutionRun run, TaskState state, Scope scope, StateContext context, CancellationToken cancel)
{
    private const int MaxSeconds = 99_999_999;

    private readonly TaskEvents _events = new(state, scope);

    public async Task<JsonNode?> RunAsync(JsonNode? input)
    {
        var (scheduled, callback) = Schedule(input);
        var started = _events.Started();
        TaskOutcome outcome;
        if (_events.HasOutcome)
        {
            outcome = _events.Recorded();
        }
        else
        {
            var parameters = Payload.Parse(TaskEvents.Parameters(scheduled));
            var call = new TaskCall(
                run.Identity.Arn, state.Resource, state.Service, state.Api, state.Pattern, parameters.Value, $"{run.Identity.Arn}#{scheduled.Id}", run.Identity.RoleArn);
            outcome = await PerformAsync(call, callback, scheduled, started);
            var output = outcome is TaskOutcome.Succeeded(var value) ? new Payload(value) : null;
            outcome = Bounded(outcome, output);
            _events.Ended(outcome, output?.Text);
            await run.History.PersistAsync(cancel);
        }
        callback?.SetRecorded();
        return outcome switch
        {
            TaskOutcome.Succeeded(var result) => result,
            TaskOutcome.Failed(var error, var cause) => throw new StateError(error, cause),
            TaskOutcome.TimedOut(var error, var cause) => throw new StateError(error, cause),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private TaskOutcome Bounded(TaskOutcome outcome, Payload? output)
    {
        try
        {
            output?.Bounded(state.Name);
            return outcome;
        }
        catch (StateError e)
        {
            return new TaskOutcome.Failed(e.Error, e.Cause);
        }
    }

    private (HistoryEvent, TaskCallback?) Schedule(JsonNode? input)
    {
        var isCallback = state.Pattern is ServicePattern.WaitForTaskToken;
        if (isCallback)
        {
            context.TaskToken = _events.IsScheduled
                ? (string?)scope.Ahead!.Private?["token"]
                : run.Ports.Callbacks.NewToken(run.Identity.Arn, $"{scope.Name}:{run.History.Count + 1}");
        }
        var token = context.TaskToken;
        HistoryEvent scheduled;
        if (_events.IsScheduled)
        {
            scheduled = _events.Scheduled("", null, null, null);
        }
        else
        {
            var on = context.On(input);
            var parameters = new Payload(state.Parameters is null ? input : state.Parameters.Evaluate(on, "Parameters")).Bounded(state.Name);
            scheduled = _events.Scheduled(
                parameters.Text, Seconds(state.Timeout, on), Seconds(state.Heartbeat, on), token is null ? null : new JsonObject { ["token"] = token });
        }
        return (scheduled, isCallback ? new TaskCallback(token!) : null);
    }

    private static long? Seconds(Amount? amount, Evaluation on) => amount is null ? null : (long)Amounts.Of(amount, on, 1, MaxSeconds);

    /// <summary>Submits the task unless that is recorded, and waits for what comes of it.</summary>
    private async Task<TaskOutcome> PerformAsync(TaskCall call, TaskCallback? callback, HistoryEvent scheduled, HistoryEvent started)
    {
        await run.History.PersistAsync(cancel);
        using var time = new TaskTime(run.Ports.Time, started.Time, (long?)scheduled.Details!["timeoutInSeconds"], (long?)scheduled.Details["heartbeatInSeconds"], cancel);
        if (callback is not null)
        {
            callback.OnHeartbeat(time.Heartbeat);
            run.Ports.Callbacks.Register(run.Identity.Arn, callback);
        }
        JsonNode? submitted = null;
        try
        {
            if (!_events.IsSubmitted)
            {
                var answer = await run.Ports.Tasks.SubmitAsync(call, time.Token).WaitAsync(time.Token);
                if (answer is not TaskOutcome.Succeeded(var output) || call.Pattern is ServicePattern.RequestResponse) return answer;
                submitted = output;
                _events.Submitted(JsonValues.Text(output));
                await run.History.PersistAsync(cancel);
            }
            else
            {
                submitted = Payload.Parse((string)_events.Submitted(null).Details!["output"]!).Value;
            }
            return await (callback is null ? run.Ports.Tasks.JobAsync(call, submitted, time.Token) : callback.Outcome).WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && time.IsUp(out var error))
        {
            // Nobody may report from now on.
            var outcome = new TaskOutcome.TimedOut(error, null);
            if (callback?.TryReport(outcome) is false) return await callback.Outcome;
            await StopJobAsync(call, submitted, error);
            return outcome;
        }
        catch (OperationCanceledException) when (!run.IsSuspended)
        {
            callback?.TryReport(new TaskOutcome.TimedOut(ErrorNames.Timeout, null));
            await StopJobAsync(call, submitted, "States.TaskAborted");
            throw;
        }
        finally
        {
            if (callback is not null) run.Ports.Callbacks.Unregister(callback);
        }
    }

    private Task StopJobAsync(TaskCall call, JsonNode? submitted, string error) =>
        call.Pattern is ServicePattern.Sync or ServicePattern.Sync2 && submitted is not null
            ? run.Ports.Tasks.StopJobAsync(call, submitted, error, "The state that waited for it has ended.")
            : Task.CompletedTask;
}
