using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>
/// One seeded trial: clients send commands, some with state, through processes that are restarted, over networks that fail. A client that hears nothing sends the same
/// command again, with the same <c>afterSeq</c>, through whatever process comes next, and an impatient one does so while the first attempt is still on its way.
/// </summary>
internal sealed class Trial
{
    private const int Clients = 4;
    private const int CommandsEach = 5;
    private const int Processes = 3;
    private const int Sendings = 12;

    private readonly Dice _dice;
    private readonly IAmazonDynamoDB _server;
    private readonly (string Events, string State) _tables;
    private readonly TimeProvider _time;
    private readonly SegmentLogFault _fault;
    private readonly UnreliableNetwork _network;
    private readonly IReadOnlyList<LogId> _logs;
    private readonly SegmentLog[] _processes;
    private readonly Protocol _protocol = new();

    public Trial(int seed, Dice dice, IAmazonDynamoDB server, (string Events, string State) tables, IPace pace, TimeProvider time, SegmentLogFault fault)
    {
        (_dice, _server, _tables, _time, _fault) = (dice, server, tables, time, fault);
        _network = new UnreliableNetwork(dice, pace);
        _logs = [new($"c#trial-{seed}-a"), new($"c#trial-{seed}-b")];
        _processes = [.. Enumerable.Range(0, Processes).Select(_ => NewProcess())];
    }

    /// <returns>What was found to be wrong; empty when nothing was.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ClientAsync()));
            await _network.DrainedAsync();
        }
        catch (LogCorruptException e)
        {
            return [$"the log noticed by itself: {e.Message}"];
        }
        var wrong = new List<string>();
        foreach (var log in _logs)
            wrong.AddRange(await new Inspection(_server, _tables.Events, _tables.State, log, _protocol).FindAsync());
        return wrong;
    }

    private async Task ClientAsync()
    {
        var known = new Dictionary<LogId, long>();
        for (var i = 0; i < CommandsEach; i++)
        {
            var command = Command.Draw(_dice, _logs[_dice.Percent(80) ? 0 : 1], known);
            _protocol.Sent(command);
            for (var sending = 0; sending < Sendings; sending++)
            {
                // The impatient one sends again and looks at neither answer before both are there.
                if (_dice.Percent(10)) await Task.WhenAll(SendAsync(command, known), SendAsync(command, known));
                if (await SendAsync(command, known) && !_dice.Percent(15)) break;
            }
        }
    }

    private async Task<bool> SendAsync(Command command, Dictionary<LogId, long> known)
    {
        var process = _dice.Next(Processes);
        if (_dice.Percent(5)) _processes[process] = NewProcess();
        try
        {
            var result = await AppendAsync(_processes[process], command);
            var events = result switch
            {
                AppendResult.Appended a => a.Events,
                AppendResult.Repeated r => r.Events,
                _ => null,
            };
            if (events is null) return false;
            _protocol.Acknowledged(command, events);
            lock (known) known[command.Log] = Math.Max(known.GetValueOrDefault(command.Log), events[^1].Seq);
            return true;
        }
        catch (ConnectionLostException)
        {
            return false;
        }
    }

    private async Task<AppendResult> AppendAsync(SegmentLog process, Command command)
    {
        if (!command.ChangesState)
            return await process.AppendAsync(command.Log, command.Id, command.Events, command.AfterSeq, CancellationToken.None);
        var generation = await StateAsync(command.Log);
        return await process.AppendAsync(command.Log, command.Id, command.Events, [StateWrite(command.Log, generation)], command.AfterSeq, CancellationToken.None);
    }

    private async Task<string?> StateAsync(LogId log)
    {
        var answer = await _network.ReadAsync(() => _server.GetItemAsync(
            new GetItemRequest { TableName = _tables.State, Key = StateKey(log), ConsistentRead = true }, CancellationToken.None));
        return answer.Item?.GetValueOrDefault("g")?.N;
    }

    /// <summary>Counts the transactions of a log, one by one: a lost or doubled one shows.</summary>
    private TransactWriteItem StateWrite(LogId log, string? generation) => new()
    {
        Update = new Update
        {
            TableName = _tables.State,
            Key = StateKey(log),
            UpdateExpression = "ADD g :one",
            ConditionExpression = generation is null ? "attribute_not_exists(g)" : "g = :was",
            ExpressionAttributeValues = generation is null
                ? new() { [":one"] = new() { N = "1" } }
                : new() { [":one"] = new() { N = "1" }, [":was"] = new() { N = generation } },
        },
    };

    internal static Dictionary<string, AttributeValue> StateKey(LogId log) =>
        new() { [StateKeys.Pk] = new() { S = log.Value }, [StateKeys.Sk] = new() { S = StateKeys.Self } };

    /// <summary>Some let their own appends to a log overtake each other, others queue them.</summary>
    private SegmentLog NewProcess() => new(
        new NetworkedDynamoDb(_server, _network), _tables.Events, new CapacityMeter(), new Backoff(_time, new Random(_dice.Next(int.MaxValue))),
        new AppendQueue(_time, _dice.Percent(50) ? TimeSpan.Zero : AppendQueue.Patience), _fault);
}
