using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>Compares a log's items, read without any code of the event log, with what clients sent and were told.</summary>
internal sealed class Inspection(IAmazonDynamoDB server, string events, string state, LogId log, Protocol protocol)
{
    private readonly List<string> _wrong = [];
    private readonly List<(long Seq, Guid Command, string Text)> _found = [];

    public async Task<IReadOnlyList<string>> FindAsync()
    {
        Segments(await ItemsAsync());
        Commands();
        Acknowledgements();
        await StateAsync();
        await ReaderAsync();
        return _wrong;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync()
    {
        var answer = await server.QueryAsync(new QueryRequest
        {
            TableName = events,
            KeyConditionExpression = "pk = :log",
            ExpressionAttributeValues = new() { [":log"] = new() { S = log.Value } },
            ConsistentRead = true,
        }, CancellationToken.None);
        return answer.Items ?? [];
    }

    private void Segments(List<Dictionary<string, AttributeValue>> items)
    {
        var next = 1L;
        foreach (var item in items)
        {
            var (start, count) = (Number(item["s"]), Number(item["n"]));
            if (start != next) _wrong.Add($"{log}: a segment starts at {start}, {next} was due");
            if (item["e"].L.Count != count) _wrong.Add($"{log}: the segment at {start} says {count} and holds {item["e"].L.Count}");
            foreach (var stored in item["e"].L)
                _found.Add((start++, Guid.Parse(stored.M["c"].S), stored.M["d"].S));
            next = start;
        }
    }

    private void Commands()
    {
        var sent = protocol.SentTo(log).ToDictionary(c => c.Id.Value);
        foreach (var group in _found.GroupBy(e => e.Command))
        {
            var here = group.ToList();
            if (!sent.TryGetValue(group.Key, out var command)) _wrong.Add($"{log}: {group.Key} was never sent");
            else if (here.Count > command.Events.Count) _wrong.Add($"{log}: {group.Key} is there twice, at {Seqs(here)}");
            else if (here.Count < command.Events.Count) _wrong.Add($"{log}: {group.Key} is there in part, at {Seqs(here)}");
            for (var part = 0; part < here.Count; part++)
            {
                if (here[part].Seq != here[0].Seq + part) _wrong.Add($"{log}: {group.Key} is torn apart, at {Seqs(here)}");
                if (!here[part].Text.Contains(Command.TextOf(new(group.Key), part), StringComparison.Ordinal))
                    _wrong.Add($"{log}: {group.Key} is out of order, at {Seqs(here)}");
            }
        }
    }

    private void Acknowledgements()
    {
        var stored = _found.ToLookup(e => e.Command);
        foreach (var (command, told) in protocol.AcknowledgedIn(log))
        {
            var seqs = string.Join(',', told.Select(e => e.Seq));
            if (!stored.Contains(command.Id.Value)) _wrong.Add($"{log}: {command.Id} was acknowledged at {seqs} and is lost");
            else if (Seqs(stored[command.Id.Value]) != seqs) _wrong.Add($"{log}: {command.Id} was acknowledged at {seqs} and is at {Seqs(stored[command.Id.Value])}");
        }
    }

    private async Task StateAsync()
    {
        var changing = protocol.SentTo(log).Where(c => c.ChangesState).Select(c => c.Id.Value).ToHashSet();
        var landed = _found.Select(e => e.Command).Where(changing.Contains).Distinct().Count();
        var answer = await server.GetItemAsync(new GetItemRequest { TableName = state, Key = Trial.StateKey(log), ConsistentRead = true }, CancellationToken.None);
        var counted = answer.Item is { Count: > 0 } item ? Number(item["g"]) : 0;
        if (counted != landed) _wrong.Add($"{log}: {landed} transactions are in the log, the state counts {counted}");
    }

    private async Task ReaderAsync()
    {
        var reader = new SegmentLog(server, events, new CapacityMeter());
        var read = new List<long>();
        try
        {
            await foreach (var recorded in reader.ReadAsync(log, 1, CancellationToken.None)) read.Add(recorded.Seq);
        }
        catch (LogCorruptException e)
        {
            _wrong.Add(e.Message);
        }
        if (!read.SequenceEqual(_found.Select(e => e.Seq))) _wrong.Add($"{log}: read as {string.Join(',', read)}");
    }

    private static string Seqs(IEnumerable<(long Seq, Guid, string)> found) => string.Join(',', found.Select(e => e.Seq));

    private static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}
