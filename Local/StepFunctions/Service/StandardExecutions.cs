using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>Standard executions: a name is used once in 90 days, a history is kept as long, and a restart of the host is not noticed.</summary>
internal sealed class StandardExecutions(
    StateMachines machines, ExecutionIndex index, ExecutionFiles files, ExecutionRunner runner, StatusChanges changes, TimeProvider time, ILogger log)
{
    private readonly Lock _starting = new();
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _redriveTokens = new(StringComparer.Ordinal);

    public IEnumerable<ExecutionSummary> All => index.All;

    /// <summary>What an earlier run of the host left at work is at work again.</summary>
    public Task Resumed => _resumed.Task;

    /// <exception cref="StepFunctionsException"><c>ExecutionAlreadyExists</c>.</exception>
    public ExecutionStart Start(StateMachine machine, string? name, string input, JsonNode? value, string? traceHeader)
    {
        var named = Arns.CheckName(name ?? Guid.NewGuid().ToString());
        var arn = Arns.Execution(machine.Name, named);
        var (hash, definition) = machines.Current(machine);
        RunningExecution execution;
        lock (_starting)
        {
            if (index.Find(arn) is { } taken) return SameStart(taken, input);
            var start = new ExecutionStart(
                arn, named, machine.Arn, machine.Name, machine.RoleArn, hash, time.GetUtcNow(), input, ExecutionType.Standard, traceHeader);
            var history = new StoredHistory(files.Create(start), [], time);
            execution = new(start, definition, history, () => history.Events);
            index.Set(Summary(start, ExecutionStatus.Running));
            Run(execution, value);
        }
        return execution.Start;
    }

    /// <exception cref="StepFunctionsException"><c>ExecutionDoesNotExist</c>.</exception>
    public StoredExecution Describe(string arn) =>
        runner.Find(arn)?.Snapshot() ?? files.Read(Arns.CheckExecution(arn)) ?? throw StepFunctionsException.NoExecution(arn);

    public bool Exists(string arn) => runner.Find(arn) is not null || files.Read(arn) is not null;

    public async Task<DateTimeOffset> StopAsync(string arn, string? error, string? cause, CancellationToken cancel)
    {
        if (runner.Find(Arns.CheckExecution(arn)) is { } running)
        {
            running.Stop(error, cause);
            await running.Ended.WaitAsync(cancel);
        }
        return Describe(arn).End?.Time ?? time.GetUtcNow();
    }

    /// <summary>Waits for the end; null if the host ends first.</summary>
    public async Task<StoredExecution?> EndAsync(string arn, CancellationToken cancel)
    {
        await Resumed.WaitAsync(cancel);
        if (runner.Find(arn) is { } running && await running.Ended.WaitAsync(cancel) is null) return null;
        return Describe(arn);
    }

    public DateTimeOffset Redrive(string arn, string? clientToken)
    {
        lock (_starting)
        {
            var stored = Describe(arn);
            if (clientToken is not null && _redriveTokens.TryGetValue($"{arn} {clientToken}", out var before)) return before;
            if (RedriveRules.Refuse(stored, time.GetUtcNow()) is { } reason) throw new StepFunctionsException("ExecutionNotRedrivable", reason);
            var file = files.Of(arn);
            var count = stored.RedriveCount + 1;
            var history = new StoredHistory(file, stored.Events, time);
            var redriven = history.Append(stored.Events.Count, "ExecutionRedriven", new JsonObject { ["redriveCount"] = count });
            // At work before it says so: killed in between, it is found to have ended, and this was never answered.
            index.Set(Summary(stored.Start, ExecutionStatus.Running, null, count, redriven.Time));
            history.Persist();
            Resume(new(stored.Start, [.. history.Events]), index.Find(arn));
            if (clientToken is not null) _redriveTokens[$"{arn} {clientToken}"] = redriven.Time;
            return redriven.Time;
        }
    }

    /// <summary>To be called once what executions call is there.</summary>
    public void ResumeAll()
    {
        var count = 0;
        foreach (var summary in index.All.Where(e => e.Status is ExecutionStatus.Running).ToList())
        {
            if (runner.Find(summary.Arn) is not null) continue;
            // Whoever started it was killed with the host before it heard of it.
            if (files.Read(summary.Arn) is not { } stored) index.Forget(summary, files);
            else if (stored.End is { } end) index.Set(Summary(stored.Start, end.Status, end.Time, stored.RedriveCount, stored.RedriveTime));
            else if (Resume(stored, summary)) count++;
        }
        if (count > 0) log.Resumed(count);
        _resumed.TrySetResult();
        foreach (var machine in machines.All.Where(m => m.Deleting).ToList()) DeleteIfDone(machine);
    }

    /// <summary>Ends the machine's executions, and forgets all with it when the last has ended.</summary>
    public void Delete(StateMachine machine)
    {
        foreach (var running in runner.All.Where(e => e.Start.MachineArn == machine.Arn)) running.Stop(null, null);
        DeleteIfDone(machine);
    }

    private void DeleteIfDone(StateMachine machine)
    {
        lock (_starting)
        {
            if (machines.Find(machine.Arn) is not { Deleting: true }) return;
            var own = index.All.Where(e => e.MachineArn == machine.Arn).ToList();
            if (own.Any(e => e.Status is ExecutionStatus.Running)) return;
            foreach (var execution in own) index.Forget(execution, files);
            machines.Remove(machine);
        }
    }

    private ExecutionStart SameStart(ExecutionSummary taken, string input) =>
        taken.Status is ExecutionStatus.Running && Describe(taken.Arn).Start is var start && start.Input == input
            ? start
            : throw new StepFunctionsException("ExecutionAlreadyExists", $"Execution Already Exists: '{taken.Arn}'");

    private bool Resume(StoredExecution stored, ExecutionSummary? summary)
    {
        var start = stored.Start;
        try
        {
            var definition = machines.Earlier(start.Definition, ExecutionType.Standard);
            var history = new StoredHistory(files.Of(start.Arn), stored.Events, time);
            index.Set(Summary(start, ExecutionStatus.Running, null, stored.RedriveCount, stored.RedriveTime));
            var execution = new RunningExecution(start, definition, history, () => history.Events)
            {
                RedriveCount = stored.RedriveCount, RedriveTime = stored.RedriveTime,
            };
            Run(execution, JsonNode.Parse(start.Input));
            return true;
        }
        catch (Exception e) when (e is IOException or StepFunctionsException)
        {
            log.CanNotResume(start.Arn, e.Message);
            if (summary is not null) index.Set(summary with { Status = ExecutionStatus.Failed, StopDate = time.GetUtcNow() });
            return false;
        }
    }

    private void Run(RunningExecution execution, JsonNode? input)
    {
        changes.Started(execution.Snapshot());
        _ = runner.RunAsync(execution, input, Ended, away: true);
    }

    private void Ended(RunningExecution execution, ExecutionResult result)
    {
        var stored = execution.Snapshot();
        var stop = stored.End?.Time ?? time.GetUtcNow();
        index.Set(Summary(execution.Start, result.Status, stop, execution.RedriveCount, execution.RedriveTime));
        changes.Ended(stored);
        if (machines.Find(execution.Start.MachineArn) is { Deleting: true } machine) DeleteIfDone(machine);
    }

    private static ExecutionSummary Summary(
        ExecutionStart start, ExecutionStatus status, DateTimeOffset? stop = null, int redrives = 0, DateTimeOffset? redriven = null) =>
        new(start.Arn, start.MachineArn, start.Name, start.StartTime, status, stop, redrives, redriven);
}
