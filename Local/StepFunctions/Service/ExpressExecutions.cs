using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>Express executions: in memory alone, gone with the host. The newest that have ended can still be looked at.</summary>
internal sealed class ExpressExecutions(StateMachines machines, ExecutionRunner runner, TimeProvider time)
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
        _ = runner.RunAsync(execution, value, Ended, away: true);
        return execution.Start;
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
        var history = new MemoryHistory(time);
        return new(start, definition, history, () => history.Events);
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
