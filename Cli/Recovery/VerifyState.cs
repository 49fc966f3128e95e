using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Cli.Recovery;

/// <summary>What was found of one log.</summary>
/// <param name="Unreadable">Why nothing can be made of it; null if it can.</param>
internal sealed record StateFinding(LogId Log, IReadOnlyList<StateDifference> Differences, string? Unreadable = null);

/// <summary>Holds the items of the state table against a refold of the log. Reads alone, and beside live traffic: what differs is made and read anew before it counts.</summary>
internal sealed class VerifyState(IAmazonDynamoDB dynamo, string table, SegmentLog log, RefoldLogs refold, CapacityMeter meter)
{
    /// <summary>An item that others keep changing is right in one of these looks.</summary>
    private const int Looks = 4;

    private long _logs;
    private long _unsound;

    public long Logs => Interlocked.Read(ref _logs);

    /// <summary>Logs that the state is not in line with.</summary>
    public long Unsound => Interlocked.Read(ref _unsound);

    /// <param name="told">Each log that the state is not in line with; one call at a time.</param>
    public async Task RunAsync(int segments, Action<StateFinding> told, CancellationToken cancel)
    {
        var gate = new Lock();
        void Tell(StateFinding finding)
        {
            Interlocked.Increment(ref _unsound);
            lock (gate) told(finding);
        }
        await refold.RunAsync(segments, async (id, make, token) =>
        {
            var differences = await CompareAsync(id, make, token);
            Interlocked.Increment(ref _logs);
            if (differences.Count > 0) Tell(new(id, differences));
        }, cancel, (id, e) => Tell(new(id, [], e.Message)));
        await foreach (var orphan in OrphansAsync(cancel)) Tell(orphan);
    }

    private async Task<IReadOnlyList<StateDifference>> CompareAsync(LogId id, Func<IReadOnlyList<Item>> make, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var items = make();
            var stored = await StoredAsync(id, items, cancel);
            var differences = StateComparison.Compare(items, stored);
            if (differences.Count == 0) return differences;
            // Markers are the commonest change, and are told by the readers' own logs: a long conversation need not be read again for them.
            foreach (var d in differences.Where(d => d.Sk.StartsWith(StateKeys.MemberPrefix, StringComparison.Ordinal)))
                await refold.OneAsync(new UserId(d.Sk[StateKeys.MemberPrefix.Length..]).Log, cancel);
            differences = StateComparison.Compare(make(), stored);
            if (differences.Count == 0 || look == Looks) return differences;
            make = await refold.OneAsync(id, cancel);
        }
    }

    /// <summary>All that lies in the log's partitions, and what lies elsewhere by its key.</summary>
    private async Task<List<Item>> StoredAsync(LogId id, IReadOnlyList<Item> items, CancellationToken cancel)
    {
        List<Item> stored = [];
        string[] partitions = id.Conversation is { } conversation ? [id.Value, conversation.AnalyticsLog.Value] : [id.Value];
        foreach (var partition in partitions) await QueryAsync(partition, stored, cancel);
        var elsewhere = items.Where(i => i[StateKeys.Pk].S.StartsWith(StateKeys.NamePrefix, StringComparison.Ordinal)).Select(i => StateItems.Key(i[StateKeys.Pk].S, i[StateKeys.Sk].S));
        // One that nobody placed would keep a user from being forgotten.
        if (id.User is not null) elsewhere = elsewhere.Append(StateItems.Key(StateKeys.Holds, id.Value));
        foreach (var key in elsewhere)
        {
            var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true }, cancel);
            if (answer.Item is { Count: > 0 } found) stored.Add(found);
            meter.Read("state", ItemSize.Of(answer.Item ?? []), consistent: true);
        }
        return stored;
    }

    private async Task QueryAsync(string partition, List<Item> stored, CancellationToken cancel)
    {
        Item? from = null;
        do
        {
            var page = await dynamo.QueryAsync(new QueryRequest
            {
                TableName = table, KeyConditionExpression = $"{StateKeys.Pk} = :pk", ExpressionAttributeValues = new() { [":pk"] = new() { S = partition } }, ConsistentRead = true,
                ExclusiveStartKey = from,
            }, cancel);
            stored.AddRange(page.Items ?? []);
            meter.Read("state", (page.Items ?? []).Sum(i => (long)ItemSize.Of(i)), consistent: true);
            from = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
    }

    /// <summary>Conversations and users of which there is no log.</summary>
    private async IAsyncEnumerable<StateFinding> OrphansAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Item? from = null;
        do
        {
            var page = await dynamo.ScanAsync(new ScanRequest { TableName = table, ExclusiveStartKey = from }, cancel);
            meter.Read("state", (page.Items ?? []).Sum(i => (long)ItemSize.Of(i)), consistent: false);
            foreach (var id in (page.Items ?? []).Where(i => i[StateKeys.Sk].S == StateKeys.Self).Select(i => new LogId(i[StateKeys.Pk].S)))
                if ((id.Conversation is not null || id.User is not null) && await log.HeadAsync(id, cancel) == 0)
                    yield return new(id, [new(id.Value, StateKeys.Self, null, "there is no such log")]);
            from = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
    }
}
