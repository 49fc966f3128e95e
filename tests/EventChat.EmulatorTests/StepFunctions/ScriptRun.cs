using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>One execution of a script.</summary>
internal sealed class ScriptRun(ExecutionIdentity identity, IExecutionHistory history, ExecutionPorts ports, CancellationToken stopped)
{
    private JsonNode? _data = identity.Input?.DeepClone();

    public async Task<ExecutionResult> RunAsync(JsonArray steps)
    {
        if (history.Recorded.Count == 0) history.Append(0, "ExecutionStarted", new() { ["input"] = identity.Input?.ToJsonString(), ["roleArn"] = identity.RoleArn });
        await history.PersistAsync(stopped);
        for (var at = 0; at < steps.Count; at++)
        {
            if (Recorded("PassStateExited", at) is { } done)
            {
                _data = JsonNode.Parse(done.Details!["output"]!.ToString());
                continue;
            }
            if (Recorded("PassStateEntered", at) is null)
                history.Append(history.Count, "PassStateEntered", new() { ["name"] = $"{at}", ["input"] = _data?.ToJsonString() ?? "null" });
            await history.PersistAsync(stopped);
            var outcome = await StepAsync(steps[at]!, at);
            if (outcome is not TaskOutcome.Succeeded(var output))
            {
                Told?.Invoke();
                return await FailAsync(outcome);
            }
            _data = output;
            history.Append(history.Count, "PassStateExited", new() { ["name"] = $"{at}", ["output"] = _data?.ToJsonString() ?? "null" });
            await history.PersistAsync(stopped);
            Told?.Invoke();
            Told = null;
        }
        return await EndAsync("ExecutionSucceeded", new(ExecutionStatus.Succeeded, _data?.DeepClone()));
    }

    private Action? Told { get; set; }

    public async Task<ExecutionResult> EndAsync(string type, ExecutionResult result)
    {
        var details = result.Status is ExecutionStatus.Succeeded
            ? new JsonObject { ["output"] = result.Output?.ToJsonString() ?? "null" }
            : new JsonObject { ["error"] = result.Error, ["cause"] = result.Cause };
        history.Append(history.Count, type, details);
        await history.PersistAsync(CancellationToken.None);
        return result;
    }

    private Task<ExecutionResult> FailAsync(TaskOutcome outcome) => outcome is TaskOutcome.Failed(var error, var cause)
        ? EndAsync("ExecutionFailed", new(ExecutionStatus.Failed, null, error, cause))
        : EndAsync("ExecutionTimedOut", new(ExecutionStatus.TimedOut));

    private async Task<TaskOutcome> StepAsync(JsonNode step, int at)
    {
        switch (step["Do"]!.ToString())
        {
            case "wait":
                await Task.Delay(TimeSpan.FromSeconds(step["Seconds"]!.GetValue<double>()), ports.Time, stopped);
                return new TaskOutcome.Succeeded(_data);
            case "task": return await TaskAsync(step, at);
            case "token": return await TokenAsync(at);
            case "map": return await MapAsync(step, at);
            case "fail":
                return history.Recorded.Any(e => e.Type == "ExecutionRedriven")
                    ? new TaskOutcome.Succeeded("redriven") : new TaskOutcome.Failed("Broken", "as asked");
            case "crash": throw new InvalidOperationException("a defect");
            default: return new TaskOutcome.Succeeded(_data);
        }
    }

    private async Task<TaskOutcome> TaskAsync(JsonNode step, int at)
    {
        var call = new TaskCall(
            identity.Arn, step["Resource"]?.ToString() ?? "", step["Service"]!.ToString(), step["Api"]!.ToString(), ScriptLanguage.PatternOf(step),
            JsonNode.Parse(step["Parameters"]?.ToJsonString().Replace("$name", identity.Name, StringComparison.Ordinal) ?? "{}"), $"{identity.Arn}/{at}");
        var outcome = await ports.Tasks.SubmitAsync(call, stopped);
        if (call.Pattern is ServicePattern.RequestResponse || outcome is not TaskOutcome.Succeeded(var submitted)) return outcome;
        try
        {
            return await ports.Tasks.JobAsync(call, submitted, stopped);
        }
        catch (OperationCanceledException)
        {
            await ports.Tasks.StopJobAsync(call, submitted, "Parent", "stopped");
            throw;
        }
    }

    private async Task<TaskOutcome> TokenAsync(int at)
    {
        var token = Recorded("TaskSubmitted", at)?.Private?["token"]?.ToString();
        var callback = new TaskCallback(token ?? ports.Callbacks.NewToken(identity.Arn, $"{at}"));
        ports.Callbacks.Register(identity.Arn, callback);
        if (token is null) history.Append(history.Count, "TaskSubmitted", new() { ["name"] = $"{at}", ["output"] = callback.Token }, "", new() { ["token"] = callback.Token });
        await history.PersistAsync(stopped);
        try
        {
            var outcome = await callback.Outcome.WaitAsync(stopped);
            Told = callback.SetRecorded;
            return outcome;
        }
        finally
        {
            ports.Callbacks.Unregister(callback);
        }
    }

    private async Task<TaskOutcome> MapAsync(JsonNode step, int at)
    {
        var run = await ports.Children.OpenRunAsync(new(identity.Arn, $"{at}", "Map", $"{at}", 0, 0, 0), stopped);
        if (Recorded("MapRunStarted", at) is null) history.Append(history.Count, "MapRunStarted", new() { ["name"] = $"{at}", ["mapRunArn"] = run.Arn });
        await history.PersistAsync(stopped);
        var type = Enum.Parse<ExecutionType>(step["Type"]?.ToString() ?? "Standard");
        var processor = ScriptLanguage.Definition(step["Processor"]!.ToJsonString());
        var children = Enumerable.Range(0, step["Items"]!.GetValue<int>())
            .Select(index => ports.Children.RunAsync(new(run, processor, index, JsonValue.Create(index), type), stopped));
        var results = await Task.WhenAll(children);
        run.Status = results.All(r => r.Status is ExecutionStatus.Succeeded) ? ExecutionStatus.Succeeded : ExecutionStatus.Failed;
        run.StoppedAt = ports.Time.GetUtcNow();
        (run.Items.Total, run.Items.Succeeded) = (results.Length, results.Count(r => r.Status is ExecutionStatus.Succeeded));
        await ports.Children.SaveAsync(run, stopped);
        return run.Status is ExecutionStatus.Succeeded
            ? new TaskOutcome.Succeeded(new JsonArray([.. results.Select(r => r.Output?.DeepClone())]))
            : new TaskOutcome.Failed("States.ExceedToleratedFailureThreshold", null);
    }

    private HistoryEvent? Recorded(string type, int at) =>
        history.Recorded.FirstOrDefault(e => e.Type == type && e.Details?["name"]?.ToString() == $"{at}");
}
