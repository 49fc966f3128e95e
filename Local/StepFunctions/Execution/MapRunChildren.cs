using System.Text.Json.Nodes;
using System.Threading.Channels;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <param name="Items">How many of the Map's items the child has in its input.</param>
internal readonly record struct ChildInput(JsonNode? Input, int Items);

/// <summary>Starts the children of a Map Run, as many at once as it allows at that moment, until all have ended or too many have failed.</summary>
internal sealed class MapRunChildren(IChildExecutions children, MapRun run, DistributedMap map, IReadOnlyList<ChildInput> inputs)
{
    /// <summary>Children at once where MaxConcurrency is 0. AWS allows 10,000; here they share one machine.</summary>
    private const int MaxConcurrency = 1_000;

    /// <summary>Children that end between two saves of the counts.</summary>
    private const int SaveEvery = 500;

    private readonly ExecutionResult?[] _results = new ExecutionResult?[inputs.Count];
    private readonly Channel<int> _signals = Channel.CreateUnbounded<int>();

    public IReadOnlyList<ChildInput> Inputs => inputs;

    public IReadOnlyList<ExecutionResult?> Results => _results;

    /// <summary>Of the children that succeeded, in the order of the items.</summary>
    public JsonArray Outputs() =>
        new([.. _results.Where(r => r?.Status is ExecutionStatus.Succeeded).Select(r => r!.Output?.DeepClone())]);

    /// <exception cref="StateError">States.ExceedToleratedFailureThreshold.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        Begin();
        await children.SaveAsync(run, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = new Dictionary<int, Task>();
        void Changed() => _signals.Writer.TryWrite(-1);
        run.Changed += Changed;
        try
        {
            for (int next = 0, ended = 0; ended < inputs.Count;)
            {
                while (next < inputs.Count && running.Count < (run.MaxConcurrency == 0 ? MaxConcurrency : run.MaxConcurrency))
                {
                    Started(inputs[next].Items);
                    var index = next++;
                    running[index] = ChildAsync(index, stop.Token);
                }
                var done = await _signals.Reader.ReadAsync(cancel);
                if (done < 0) continue;
                await running[done];
                running.Remove(done);
                Ended(done);
                if (++ended % SaveEvery == 0) await children.SaveAsync(run, cancel);
                if (HasFailedTooOften()) throw new StateError(
                    ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");
            }
        }
        finally
        {
            run.Changed -= Changed;
            await stop.CancelAsync();
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ChildAsync(int index, CancellationToken stop)
    {
        try
        {
            _results[index] = await children.RunAsync(new ChildStart(run, map.Processor, index, inputs[index].Input, map.Type), stop);
        }
        finally
        {
            _signals.Writer.TryWrite(index);
        }
    }

    private bool HasFailedTooOften()
    {
        lock (run.Items)
        {
            var failed = run.Items.Failed + run.Items.TimedOut;
            if (failed == 0) return false;
            // Only what is given counts; where nothing is, no failure is tolerated.
            var byShare = run.ToleratedFailurePercentage > 0;
            if (byShare && failed * 100.0 / run.Items.Total > run.ToleratedFailurePercentage) return true;
            return (run.ToleratedFailureCount > 0 || !byShare) && failed > run.ToleratedFailureCount;
        }
    }

    private void Begin()
    {
        lock (run.Items)
        {
            Reset(run.Items, inputs.Sum(input => (long)input.Items));
            Reset(run.Executions, inputs.Count);
        }
    }

    private static void Reset(MapRunCounts counts, long total)
    {
        (counts.Total, counts.Pending) = (total, total);
        counts.Running = counts.Succeeded = counts.Failed = counts.TimedOut = counts.Aborted = counts.ResultsWritten = 0;
    }

    private void Started(int items)
    {
        lock (run.Items)
        {
            (run.Items.Pending, run.Items.Running) = (run.Items.Pending - items, run.Items.Running + items);
            (run.Executions.Pending, run.Executions.Running) = (run.Executions.Pending - 1, run.Executions.Running + 1);
        }
    }

    private void Ended(int index)
    {
        lock (run.Items)
        {
            Count(run.Items, _results[index]!.Status, inputs[index].Items);
            Count(run.Executions, _results[index]!.Status, 1);
        }
    }

    private static void Count(MapRunCounts counts, ExecutionStatus status, long by)
    {
        counts.Running -= by;
        switch (status)
        {
            case ExecutionStatus.Succeeded: counts.Succeeded += by; break;
            case ExecutionStatus.TimedOut: counts.TimedOut += by; break;
            case ExecutionStatus.Aborted: counts.Aborted += by; break;
            default: counts.Failed += by; break;
        }
    }
}
