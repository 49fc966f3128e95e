using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// Runs in the state table: <c>run#&lt;id&gt;</c> / <c>#</c> the run, <c>run#&lt;id&gt;</c> / <c>p#&lt;phase&gt;#&lt;segment&gt;</c> its progress,
/// <c>runs</c> / <c>current</c> the one under way, <c>runs</c> / <c>r#&lt;id&gt;</c> all of them, the newest last: an id begins with its time.
/// </summary>
public sealed class RunTable(IAmazonDynamoDB dynamo, string table)
{
    private const string Runs = "runs", Current = "current", Self = "#", ProgressPrefix = "p#";
    private const string Plan = "d", Phase = "phase", Status = "status", Throttle = "throttle", Attempt = "attempt", Reason = "reason", Ended = "ended", Run = "run";

    /// <summary>Writes the run down and takes the place of the one under way; false if another one has it.</summary>
    public async Task<bool> CreateAsync(string id, RunPlan plan, CancellationToken cancel)
    {
        Item run = new(Key(id, Self))
        {
            [Plan] = S(JsonSerializer.Serialize(plan, RebuildWire.Json.RunPlan)),
            [Phase] = S((plan.Request.Mode switch
            {
                RunMode.Rebuild when !plan.Request.DryRun => RunPhase.Attach,
                RunMode.Drop => RunPhase.Detach,
                _ => RunPhase.Check,
            }).ToString()),
            [Status] = S(nameof(RunStatus.Running)),
            [Throttle] = N(plan.Request.Throttle),
            [Attempt] = N(1),
        };
        try
        {
            await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new() { Put = new() { TableName = table, Item = new(CurrentKey) { [Run] = S(id) }, ConditionExpression = "attribute_not_exists(pk)" } },
                    new() { Put = new() { TableName = table, Item = run, ConditionExpression = "attribute_not_exists(pk)" } },
                    new() { Put = new() { TableName = table, Item = new(Key(Runs, $"r#{id}", raw: true)) { [Run] = S(id) } } },
                ],
            }, cancel);
            return true;
        }
        catch (TransactionCanceledException)
        {
            return false;
        }
    }

    public async Task<RebuildRun?> ReadAsync(string id, CancellationToken cancel)
    {
        var item = (await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = Key(id, Self), ConsistentRead = true }, cancel)).Item;
        if (item is not { Count: > 0 }) return null;
        return new(
            id, JsonSerializer.Deserialize(item[Plan].S, RebuildWire.Json.RunPlan)!, Enum.Parse<RunPhase>(item[Phase].S), Enum.Parse<RunStatus>(item[Status].S),
            (int)RowItems.ReadN(item[Throttle]), (int)RowItems.ReadN(item[Attempt]), item.GetValueOrDefault(Reason)?.S,
            item.TryGetValue(Ended, out var ended) ? RowItems.ReadTime(ended) : null);
    }

    /// <summary>The run that has the place: under way, or stopped half-way and not aborted.</summary>
    public async Task<RebuildRun?> CurrentAsync(CancellationToken cancel)
    {
        var item = (await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = CurrentKey, ConsistentRead = true }, cancel)).Item;
        return item is { Count: > 0 } ? await ReadAsync(item[Run].S, cancel) : null;
    }

    /// <summary>Ids of the last runs, the newest first.</summary>
    /// <param name="before">Those after this one; null from the newest on.</param>
    public async Task<IReadOnlyList<string>> RecentAsync(int count, string? before, CancellationToken cancel)
    {
        var answer = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = table, KeyConditionExpression = "pk = :pk AND sk < :before", ScanIndexForward = false, Limit = count, ConsistentRead = true,
            ExpressionAttributeValues = new() { [":pk"] = S(Runs), [":before"] = S(before is null ? "r#~" : $"r#{before}") },
        }, cancel);
        // The one under way has a second item, which comes before all of them.
        return [.. (answer.Items ?? []).Where(i => i[StateKeys.Sk].S != Current).Select(i => i[Run].S)];
    }

    /// <summary>Moves on, if nobody did: a step that is repeated finds the phase it wanted to leave gone.</summary>
    public Task<bool> EnterAsync(RebuildRun run, RunPhase phase, CancellationToken cancel) => ChangeAsync(
        run.Id, "SET phase = :to", "phase = :from", new() { [":to"] = S(phase.ToString()), [":from"] = S(run.Phase.ToString()) }, cancel);

    public Task<bool> ThrottleAsync(string id, int eventsPerSecond, CancellationToken cancel) =>
        ChangeAsync(id, "SET throttle = :n", "attribute_exists(pk)", new() { [":n"] = N(eventsPerSecond) }, cancel);

    /// <summary>Only while nothing is flipped: afterwards a rollback is what takes it back.</summary>
    public Task<bool> AbortAsync(string id, CancellationToken cancel) => ChangeAsync(
        id, "SET #status = :to REMOVE reason, ended", "#status IN (:a, :b, :c, :to) AND phase IN (:p, :q, :r)", new()
        {
            [":to"] = S(nameof(RunStatus.Aborting)), [":a"] = S(nameof(RunStatus.Running)), [":b"] = S(nameof(RunStatus.Failed)), [":c"] = S(nameof(RunStatus.Diverged)),
            [":p"] = S(nameof(RunPhase.Attach)), [":q"] = S(nameof(RunPhase.Fill)), [":r"] = S(nameof(RunPhase.Check)),
        }, cancel);

    /// <summary>Counts another execution; it goes on with the phase the run is in.</summary>
    public Task<bool> NextAttemptAsync(RebuildRun run, CancellationToken cancel) => ChangeAsync(
        run.Id, "SET attempt = :next, #status = :status REMOVE reason, ended", "attempt = :seen", new()
        {
            [":next"] = N(run.Attempt + 1), [":seen"] = N(run.Attempt),
            [":status"] = S((run.Status is RunStatus.Aborting ? RunStatus.Aborting : RunStatus.Running).ToString()),
        }, cancel);

    /// <summary>Ends it so; whoever can go on from there keeps the place.</summary>
    public async Task EndAsync(RebuildRun run, RunStatus status, string? reason, DateTimeOffset at, CancellationToken cancel)
    {
        Item values = new() { [":status"] = S(status.ToString()), [":at"] = RowItems.N(at) };
        if (reason is not null) values[":reason"] = S(reason);
        await ChangeAsync(run.Id, $"SET #status = :status, ended = :at{(reason is null ? "" : ", reason = :reason")}", "attribute_exists(pk)", values, cancel);
        if (!(run with { Status = status }).IsOver) return;
        try
        {
            await dynamo.DeleteItemAsync(new DeleteItemRequest
            {
                TableName = table, Key = CurrentKey, ConditionExpression = "#run = :id", ExpressionAttributeNames = new() { ["#run"] = Run },
                ExpressionAttributeValues = new() { [":id"] = S(run.Id) },
            }, cancel);
        }
        catch (ConditionalCheckFailedException)
        {
            // Done by this step's first attempt, and another run has begun since.
        }
    }

    public async Task<IReadOnlyList<SegmentProgress>> ProgressAsync(string id, RunPhase? phase, CancellationToken cancel)
    {
        List<SegmentProgress> found = [];
        Item? from = null;
        do
        {
            var answer = await dynamo.QueryAsync(new QueryRequest
            {
                TableName = table, KeyConditionExpression = "pk = :pk AND begins_with(sk, :p)", ConsistentRead = true, ExclusiveStartKey = from,
                ExpressionAttributeValues = new() { [":pk"] = S($"run#{id}"), [":p"] = S(phase is { } p ? $"{ProgressPrefix}{p}#" : ProgressPrefix) },
            }, cancel);
            found.AddRange((answer.Items ?? []).Select(i => JsonSerializer.Deserialize(i[Plan].S, RebuildWire.Json.SegmentProgress)!));
            from = answer.LastEvaluatedKey is { Count: > 0 } next ? next : null;
        }
        while (from is not null);
        return found;
    }

    public async Task<SegmentProgress> ProgressAsync(string id, RunPhase phase, int segment, CancellationToken cancel)
    {
        var item = (await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = Key(id, Sort(phase, segment)), ConsistentRead = true }, cancel)).Item;
        return item is { Count: > 0 } ? JsonSerializer.Deserialize(item[Plan].S, RebuildWire.Json.SegmentProgress)! : new(phase, segment);
    }

    public Task SaveAsync(string id, SegmentProgress progress, CancellationToken cancel) => dynamo.PutItemAsync(new PutItemRequest
    {
        TableName = table,
        Item = new(Key(id, Sort(progress.Phase, progress.Segment))) { [Plan] = S(JsonSerializer.Serialize(progress, RebuildWire.Json.SegmentProgress)) },
    }, cancel);

    /// <summary>Forgets how far a phase is, so that it begins anew.</summary>
    public async Task ForgetAsync(string id, RunPhase phase, int segments, CancellationToken cancel)
    {
        for (var segment = 0; segment < segments; segment++)
            await dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key(id, Sort(phase, segment)) }, cancel);
    }

    private async Task<bool> ChangeAsync(string id, string update, string condition, Item values, CancellationToken cancel)
    {
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = Key(id, Self), UpdateExpression = update, ConditionExpression = condition, ExpressionAttributeValues = values,
                ExpressionAttributeNames = (update + condition).Contains("#status", StringComparison.Ordinal) ? new() { ["#status"] = Status } : null,
            }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private static string Sort(RunPhase phase, int segment) => $"{ProgressPrefix}{phase}#{segment.ToString("D4", CultureInfo.InvariantCulture)}";

    private static Item CurrentKey => Key(Runs, Current, raw: true);

    private static Item Key(string id, string sort, bool raw = false) => new() { [StateKeys.Pk] = S(raw ? id : $"run#{id}"), [StateKeys.Sk] = S(sort) };

    private static AttributeValue S(string text) => RowItems.S(text);

    private static AttributeValue N(long number) => RowItems.N(number);
}
