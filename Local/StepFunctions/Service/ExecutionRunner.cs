using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>Runs executions until they end or the host does. Knows all that run, of either type, children included.</summary>
internal sealed class ExecutionRunner(StateLanguage language, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _host = new();
    private readonly ConcurrentDictionary<string, RunningExecution> _running = new(StringComparer.Ordinal);

    /// <summary>Set once all parts exist: services call each other in a circle.</summary>
    public ExecutionPorts Ports { get; set; } = null!;

    /// <summary>An execution ended and that is written down.</summary>
    public event Action<RunningExecution>? Finished;

    public CancellationToken HostEnds => _host.Token;

    public ICollection<RunningExecution> All => _running.Values;

    public RunningExecution? Find(string arn) => _running.GetValueOrDefault(arn);

    /// <summary>Keeps the execution known until <paramref name="ended"/> has written down how it ended.</summary>
    /// <returns>Null when the host ends first: nothing is recorded then, and the execution goes on at the next start.</returns>
    /// <param name="away">On another thread: the caller has an answer to write.</param>
    public async Task<ExecutionResult?> RunAsync(
        RunningExecution execution, JsonNode? input, Action<RunningExecution, ExecutionResult> ended, bool away = false)
    {
        _running[execution.Start.Arn] = execution;
        ExecutionResult? result = null;
        try
        {
            if (away) await Task.Yield();
            result = await InterpretAsync(execution, input);
            if (result is null) return null;
            ended(execution, result);
            Finished?.Invoke(execution);
            return result;
        }
        finally
        {
            _running.TryRemove(new(execution.Start.Arn, execution));
            execution.SetEnded(result);
        }
    }

    public Task<StateTest> TestAsync(Language.StateMachineDefinition definition, string state, JsonNode? input, ExecutionIdentity identity, CancellationToken cancel) =>
        language.Test(definition, state, input, identity, Ports, cancel);

    public async ValueTask DisposeAsync()
    {
        await _host.CancelAsync();
        // A part that does not listen must not keep the host from ending.
        await Task.WhenAny(Task.WhenAll(_running.Values.Select(e => e.Ended)), Task.Delay(TimeSpan.FromSeconds(5), time));
        _host.Dispose();
    }

    private async Task<ExecutionResult?> InterpretAsync(RunningExecution execution, JsonNode? input)
    {
        try
        {
            var result = await language.Run(execution.Definition, execution.Identity(input), execution.History, Ports, execution.Stopped, _host.Token);
            await execution.History.PersistAsync(CancellationToken.None);
            return result;
        }
        catch (OperationCanceledException) when (_host.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (!_host.IsCancellationRequested)
        {
            // A defect here must end in an execution that says so, not in one that runs for ever.
            log.InterpreterFailed(e, execution.Start.Arn);
            var details = new JsonObject { ["error"] = "States.Runtime", ["cause"] = $"The emulator failed: {e.Message}" };
            execution.History.Append(execution.History.Count, "ExecutionFailed", details);
            await execution.History.PersistAsync(CancellationToken.None);
            return new(ExecutionStatus.Failed, Error: "States.Runtime", Cause: details["cause"]!.ToString());
        }
    }
}
