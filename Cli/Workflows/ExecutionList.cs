using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

/// <param name="Machine">A machine's name, or null for all.</param>
/// <param name="Count">So many of each machine, the newest.</param>
internal sealed record ExecutionQuery(string? Machine, ExecutionStatus? Status, int Count);

/// <summary>What ran, over all machines; asked again, what is new or has changed since.</summary>
internal sealed class ExecutionList(IAmazonStepFunctions engine, ExecutionQuery query)
{
    /// <summary>Calls a round for executions that ran when last seen: thousands may wait for a person, and each is a call.</summary>
    private const int MostDescribed = 25;

    private readonly Dictionary<string, ExecutionListItem> _known = [];

    private int _turn;

    /// <summary>Machines that keep no list: Express executions exist in their logs alone.</summary>
    public IReadOnlyCollection<string> Unlisted => _unlisted;

    private readonly HashSet<string> _unlisted = [];

    /// <returns>The oldest first.</returns>
    public async Task<List<ExecutionListItem>> ChangesAsync(CancellationToken cancel)
    {
        var found = new Dictionary<string, ExecutionListItem>();
        foreach (var machine in await MachinesAsync(cancel))
            foreach (var execution in await NewestAsync(machine, cancel)) found[execution.ExecutionArn] = execution;
        foreach (var execution in await RunningBeyondAsync(found, cancel)) found[execution.ExecutionArn] = execution;
        var changed = found.Values.Where(e => !_known.TryGetValue(e.ExecutionArn, out var before) || before.Status != e.Status).ToList();
        foreach (var execution in changed) _known[execution.ExecutionArn] = execution;
        foreach (var arn in _known.Values.Where(e => e.StopDate is not null && !found.ContainsKey(e.ExecutionArn)).Select(e => e.ExecutionArn).ToList())
            _known.Remove(arn);
        return [.. changed.Where(e => query.Status is null || e.Status == query.Status).OrderBy(e => e.StartDate)];
    }

    private async Task<List<StateMachineListItem>> MachinesAsync(CancellationToken cancel)
    {
        var machines = new List<StateMachineListItem>();
        await foreach (var machine in engine.Paginators.ListStateMachines(new ListStateMachinesRequest()).StateMachines.WithCancellation(cancel))
            if (query.Machine is null || machine.Name == query.Machine) machines.Add(machine);
        if (query.Machine is { } name && machines.Count == 0) throw new CommandFailure($"There is no state machine '{name}'.");
        return machines;
    }

    private async Task<List<ExecutionListItem>> NewestAsync(StateMachineListItem machine, CancellationToken cancel)
    {
        var newest = new List<ExecutionListItem>();
        var request = new ListExecutionsRequest
        {
            StateMachineArn = machine.StateMachineArn, StatusFilter = query.Status, MaxResults = Math.Min(query.Count, 1000),
        };
        try
        {
            await foreach (var execution in engine.Paginators.ListExecutions(request).Executions.WithCancellation(cancel))
            {
                newest.Add(execution);
                if (newest.Count == query.Count) break;
            }
        }
        catch (StateMachineTypeNotSupportedException)
        {
            _unlisted.Add(machine.Name);
        }
        catch (StateMachineDoesNotExistException)
        {
            // Deleted since it was listed.
        }
        return newest;
    }

    /// <summary>Executions that ran when last seen and are no longer among the newest.</summary>
    private async Task<List<ExecutionListItem>> RunningBeyondAsync(Dictionary<string, ExecutionListItem> found, CancellationToken cancel)
    {
        var beyond = new List<ExecutionListItem>();
        foreach (var arn in NextTurn([.. _known.Values.Where(e => e.StopDate is null && !found.ContainsKey(e.ExecutionArn)).Select(e => e.ExecutionArn)]))
        {
            try
            {
                beyond.Add(Item(await engine.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancel)));
            }
            catch (ExecutionDoesNotExistException)
            {
                _known.Remove(arn);
            }
        }
        return beyond;
    }

    private List<string> NextTurn(List<string> running)
    {
        if (running.Count <= MostDescribed) return running;
        var from = _turn % running.Count;
        _turn = from + MostDescribed;
        return [.. running.Skip(from).Concat(running.Take(from)).Take(MostDescribed)];
    }

    private static ExecutionListItem Item(DescribeExecutionResponse e) => new()
    {
        ExecutionArn = e.ExecutionArn, Name = e.Name, StateMachineArn = e.StateMachineArn, Status = e.Status, StartDate = e.StartDate, StopDate = e.StopDate,
    };
}
