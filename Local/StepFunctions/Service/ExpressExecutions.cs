using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>
/// Express executions: their histories are in memory alone. One that nobody waits for runs at least once, as on AWS: if the host dies first, it is run
/// again from its start. The newest that have ended can still be looked at.
/// </summary>
internal sealed class ExpressExecutions(StateMachines machines, ExecutionRunner runner, ExpressJournal journal, TimeProvider time, ILogger log)
{
    /// <summary>Ended executions that are kept; memory stays flat over any number of them.</summary>
    public const int Kept = 500;

    /// <summary>Characters of data in them, estimated: many of 256 KB must not fill the memory.</summary>
    private const long MostData = 16_000_000;

    private readonly ConcurrentQueue<StoredExecution> _recent = new();
    private long _data;

    /// <summary>Those at work and the newest that have ended.</summary>
    public IEnumerable<StoredExecution> Known =>
        [.. _recent, .. runner.All.Where(e => e.Start is { Type: ExecutionType.Express, MapRunArn: null }).Select(e => e.Snapshot())];

    public ExecutionStart Start(StateMachine machine, string? name, string input, JsonNode? value, string? traceHeader)
    {
        var execution = Create(machine, name, input, traceHeader);
        journal.Accept(execution.Start);
        _ = runner.RunAsync(execution, value, AcceptedEnded, away: true);
        return execution.Start;
    }

    /// <summary>To be called once what executions call is there: those that an earlier run of the host accepted and did not end are run again.</summary>
    public void ResumeAll()
    {
        var count = 0;
        foreach (var accepted in journal.Open)
        {
            // Its five minutes begin anew.
            if (runner.Find(accepted.Arn) is null && Resume(accepted with { StartTime = time.GetUtcNow() })) count++;
        }
        if (count > 0) log.RunAgain(count);
    }

    /// <exception cref="StepFunctionsException"><c>ServiceUnavailable</c>: the host ends.</exception>
    public async Task<StoredExecution> RunAsync(
        StateMachine machine, string? name, string input, JsonNode? value, string? traceHeader, CancellationToken cancel)
    {
        var execution = Create(machine, name, input, traceHeader);
        return await runner.RunAsync(execution, value, Ended).WaitAsync(cancel) is null
            ? throw new StepFunctionsException("ServiceUnavailable", "The host is ending.")
            : execution.Snapshot();
    }

    private RunningExecution Create(StateMachine machine, string? name, string input, string? traceHeader)
    {
        var named = Arns.CheckName(name ?? Guid.NewGuid().ToString());
        var (hash, definition) = machines.Current(machine);
        var start = new ExecutionStart(
            Arns.Express(machine.Name, named, Guid.NewGuid()), named, machine.Arn, machine.Name, machine.RoleArn, hash, time.GetUtcNow(), input,
            ExecutionType.Express, traceHeader);
        return Create(start, definition);
    }

    private RunningExecution Create(ExecutionStart start, Language.StateMachineDefinition definition)
    {
        var history = new MemoryHistory(time);
        return new(start, definition, history, () => history.Events);
    }

    private bool Resume(ExecutionStart start)
    {
        try
        {
            if (machines.Find(start.MachineArn) is null or { Deleting: true }) throw StepFunctionsException.NoMachine(start.MachineArn);
            var execution = Create(start, machines.Earlier(start.Definition, ExecutionType.Express));
            _ = runner.RunAsync(execution, JsonNode.Parse(start.Input), AcceptedEnded, away: true);
            return true;
        }
        catch (Exception e) when (e is IOException or StepFunctionsException)
        {
            log.CanNotResume(start.Arn, e.Message);
            journal.End(start.Arn);
            return false;
        }
    }

    private void AcceptedEnded(RunningExecution execution, ExecutionResult result)
    {
        journal.End(execution.Start.Arn);
        Ended(execution, result);
    }

    private void Ended(RunningExecution execution, ExecutionResult result)
    {
        var ended = execution.Snapshot();
        _recent.Enqueue(ended);
        Interlocked.Add(ref _data, DataOf(ended));
        while ((_recent.Count > Kept || Interlocked.Read(ref _data) > MostData) && _recent.TryDequeue(out var oldest))
            Interlocked.Add(ref _data, -DataOf(oldest));
    }

    // Most states hand on about what they were given, and each is recorded on its way in and out.
    private static long DataOf(StoredExecution execution) => (long)execution.Start.Input.Length * execution.Events.Count;
}
