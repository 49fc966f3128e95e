using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>One execution at work: from its first state, or from where its history ends.</summary>
internal sealed class ExecutionRun
{
    private const int MaxStandardEvents = 25_000;

    /// <summary>AWS has no such bound for Express; here histories lie in memory, and an endless loop makes 300,000 events a second.</summary>
    private const int MaxExpressEvents = 100_000;

    /// <summary>Of an Express execution.</summary>
    private static readonly TimeSpan MaxExpress = TimeSpan.FromMinutes(5);

    private readonly StateMachineDefinition _definition;
    private readonly Dictionary<string, Queue<HistoryEvent>> _recorded;
    private readonly CancellationToken _hostEnds;
    private readonly Scope _root;

    public ExecutionRun(StateMachineDefinition definition, ExecutionIdentity identity, IExecutionHistory history, ExecutionPorts ports, CancellationToken hostEnds)
    {
        (_definition, Identity, History, Ports, _hostEnds) = (definition, identity, history, ports, hostEnds);
        _recorded = history.Recorded.Count == 0 ? [] : RecordedScopes.Of(history.Recorded);
        _root = NewScope("", 0);
    }

    public ExecutionIdentity Identity { get; }

    public IExecutionHistory History { get; }

    public ExecutionPorts Ports { get; }

    /// <summary>TestState's look at the data between the steps; null in an execution.</summary>
    public JsonObject? Inspection { get; init; }

    /// <summary>The host ends: nothing more is recorded.</summary>
    public bool IsSuspended => _hostEnds.IsCancellationRequested;

    public Scope NewScope(string name, long previousId) => new(
        History, name, previousId, _recorded.GetValueOrDefault(name), Identity.Type is ExecutionType.Express ? MaxExpressEvents : MaxStandardEvents);

    public async Task<ExecutionResult> RunAsync(Task<(string? Error, string? Cause)> stop)
    {
        var input = new Payload(Identity.Input);
        _root.Record("ExecutionStarted", Details.Of(("input", input.Text), ("inputDetails", Details.Whole()), ("roleArn", Identity.RoleArn)));
        await History.PersistAsync(_hostEnds);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_hostEnds);
        var states = new GroupRun(this, ending.Token).RunAsync(_definition.Root, _root, input, new Variables(), map: null);
        var timeout = TimeoutAsync(ending.Token);
        var first = await Task.WhenAny(states, stop, timeout);
        await ending.CancelAsync();
        await ((Task)states).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _hostEnds.ThrowIfCancellationRequested();
        var result = first == states ? Result(states) : first == stop ? await StoppedAsync(stop) : new ExecutionResult(ExecutionStatus.TimedOut);
        RecordEnd(result);
        await History.PersistAsync(_hostEnds);
        return result;
    }

    private async Task TimeoutAsync(CancellationToken cancel)
    {
        var limit = Identity.Type is ExecutionType.Express && (_definition.Timeout is null || _definition.Timeout > MaxExpress) ? MaxExpress : _definition.Timeout;
        await Waits.UntilAsync(limit is { } span ? (Identity.RedriveTime ?? Identity.StartTime) + span : DateTimeOffset.MaxValue, Ports.Time, cancel);
    }

    private static ExecutionResult Result(Task<Payload> states)
    {
        if (states.IsCompletedSuccessfully) return new ExecutionResult(ExecutionStatus.Succeeded, states.Result.Value);
        return states.Exception?.InnerException is StateError error
            ? new ExecutionResult(ExecutionStatus.Failed, Error: error.Error, Cause: error.Cause)
            : new ExecutionResult(ExecutionStatus.Failed, Error: ErrorNames.Runtime, Cause: states.Exception?.InnerException?.Message ?? "The execution was cancelled.");
    }

    private static async Task<ExecutionResult> StoppedAsync(Task<(string? Error, string? Cause)> stop)
    {
        var (error, cause) = await stop;
        return new ExecutionResult(ExecutionStatus.Aborted, Error: error, Cause: cause);
    }

    private void RecordEnd(ExecutionResult result)
    {
        var failure = Details.Of(("error", result.Error), ("cause", result.Cause));
        _ = result.Status switch
        {
            ExecutionStatus.Succeeded => _root.Record("ExecutionSucceeded", Details.Of(("output", JsonValues.Text(result.Output)), ("outputDetails", Details.Whole()))),
            ExecutionStatus.Failed => _root.Record("ExecutionFailed", failure),
            ExecutionStatus.TimedOut => _root.Record("ExecutionTimedOut", failure),
            _ => _root.Record("ExecutionAborted", failure),
        };
    }
}

/// <summary>The members of an event's details; what is null is left out, as on AWS.</summary>
internal static class Details
{
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var details = new JsonObject();
        foreach (var (name, value) in members)
            if (value is not null) details[name] = value;
        return details;
    }

    /// <summary>Nothing of the data was cut off.</summary>
    public static JsonObject Whole() => new() { ["truncated"] = false };
}

internal static class Waits
{
    /// <summary>A timer runs at most about 49 days; longer waits take several.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    public static async Task UntilAsync(DateTimeOffset end, TimeProvider time, CancellationToken cancel)
    {
        while (end - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            if (end == DateTimeOffset.MaxValue) left = Timeout.InfiniteTimeSpan;
            else if (left > Longest) left = Longest;
            // A delay is cut to whole milliseconds: of a jittered pause's last part of one it would make none, again and again.
            else left = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            await Task.Delay(left, time, cancel);
        }
    }
}
