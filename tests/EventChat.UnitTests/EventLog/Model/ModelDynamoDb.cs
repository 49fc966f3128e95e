using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>
/// DynamoDB as far as the event log and the read models rely on it: each call happens at once and alone. It evaluates the expressions it is sent, so a change to
/// the log's condition changes what the model does. The compliance suite holds it against DynamoDB Local.
/// </summary>
internal sealed class ModelDynamoDb : AmazonDynamoDBClient
{
    public const string Events = "events";
    public const string State = "state";
    public const string Views = "views";

    private readonly Dictionary<string, ModelTable> _tables = new()
    {
        [Events] = new(SegmentAttributes.Log, SegmentAttributes.Start),
        [State] = new(StateKeys.Pk, StateKeys.Sk),
        [Views] = new(StateKeys.Pk, StateKeys.Sk),
    };

    private readonly Lock _gate = new();

    /// <summary>Called with false before a write and with true after it; may throw, as a process that is killed then would.</summary>
    public Action<bool>? Writing { get; set; }

    /// <summary>As <see cref="Writing"/>, but others may call meanwhile: awaited before the call is taken, and before its answer is given.</summary>
    public Func<bool, Task>? Pausing { get; set; }

    /// <summary>Called with the table before a Query.</summary>
    public Action<string>? Reading { get; set; }

    public ModelDynamoDb() : base(new BasicAWSCredentials("model", "model"), RegionEndpoint.USEast1)
    {
    }

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        Answer(() => new GetItemResponse { Item = Copy(_tables[request.TableName].Find(request.Key)) });

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) => Write(() =>
    {
        var table = _tables[request.TableName];
        Require(request.ConditionExpression, request.ExpressionAttributeValues, table.Find(table.KeyOf(request.Item)));
        table.Put(new Item(request.Item));
        return new PutItemResponse();
    });

    public override Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) => Write(() =>
    {
        var table = _tables[request.TableName];
        Require(request.ConditionExpression, request.ExpressionAttributeValues, table.Find(request.Key));
        table.Delete(request.Key);
        return new DeleteItemResponse();
    });

    public override Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        var (name, asked) = request.RequestItems.Single();
        if (asked.Keys.Count is 0 or > 100) throw new AmazonDynamoDBException("1 to 100 keys") { ErrorCode = "ValidationException" };
        if (asked.Keys.DistinctBy(k => (k[StateKeys.Pk].S, k[StateKeys.Sk].S)).Count() < asked.Keys.Count)
            throw new AmazonDynamoDBException("Provided list of item keys contains duplicates") { ErrorCode = "ValidationException" };
        return new BatchGetItemResponse { Responses = new() { [name] = [.. asked.Keys.Select(_tables[name].Find).OfType<Item>().Select(i => new Item(i))] } };
    });

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        Reading?.Invoke(request.TableName);
        var table = _tables[request.TableName];
        var matching = table.All(request.ScanIndexForward ?? true)
            .Where(item => Expression.Holds(request.KeyConditionExpression, request.ExpressionAttributeValues, item)).ToList();
        var limit = request.Limit ?? int.MaxValue;
        return new QueryResponse
        {
            Items = [.. matching.Take(limit).Select(i => new Item(i))],
            LastEvaluatedKey = matching.Count >= limit ? table.KeyOf(matching[limit - 1]) : null,
        };
    });

    /// <summary>A partition is in one segment as a whole, as the service has it.</summary>
    public override Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        var table = _tables[request.TableName];
        var mine = table.All(forward: true).Where(i => i[StateKeys.Pk].S.Sum(c => c) % (request.TotalSegments ?? 1) == (request.Segment ?? 0)).ToList();
        var begin = request.ExclusiveStartKey is { Count: > 0 } key ? mine.FindIndex(i => Same(table.KeyOf(i), key)) + 1 : 0;
        var page = mine.Skip(begin).Take(request.Limit ?? int.MaxValue).ToList();
        return new ScanResponse
        {
            Items = [.. page.Select(i => new Item(i))], LastEvaluatedKey = begin + page.Count < mine.Count ? table.KeyOf(page[^1]) : null,
        };
    });

    public override Task<BatchWriteItemResponse> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default) => Write(() =>
    {
        var (name, writes) = request.RequestItems.Single();
        if (writes.Count is 0 or > 25) throw new AmazonDynamoDBException("1 to 25 items") { ErrorCode = "ValidationException" };
        foreach (var write in writes)
        {
            if (write.PutRequest is { } put) _tables[name].Put(new Item(put.Item));
            else _tables[name].Delete(write.DeleteRequest.Key);
        }
        return new BatchWriteItemResponse();
    });

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) => Write(() =>
    {
        var table = _tables[request.TableName];
        var before = table.Find(request.Key);
        if (!Expression.Holds(request.ConditionExpression, request.ExpressionAttributeValues, before))
            throw new ConditionalCheckFailedException("The conditional request failed") { ErrorCode = "ConditionalCheckFailedException", Item = Copy(before) };
        var (after, changed) = Expression.Update(request.UpdateExpression, request.ExpressionAttributeValues, before ?? request.Key, request.ExpressionAttributeNames);
        table.Put(after);
        return new UpdateItemResponse { Attributes = request.ReturnValues == ReturnValue.ALL_NEW ? new Item(after) : changed };
    });

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default) => Write(() =>
    {
        List<CancellationReason> reasons = [.. request.TransactItems.Select(Check)];
        if (reasons.Exists(r => r.Code != "None"))
            throw new TransactionCanceledException("Transaction cancelled") { ErrorCode = "TransactionCanceledException", CancellationReasons = reasons };
        foreach (var write in request.TransactItems) Apply(write);
        return new TransactWriteItemsResponse();
    });

    /// <summary>Every item of a table.</summary>
    public IReadOnlyList<Item> Items(string table)
    {
        lock (_gate) return [.. _tables[table].All(forward: true).Select(i => new Item(i))];
    }

    private CancellationReason Check(TransactWriteItem write)
    {
        var (table, key, condition, values) = write switch
        {
            { Update: { } u } => (u.TableName, u.Key, u.ConditionExpression, u.ExpressionAttributeValues),
            { Put: { } p } => (p.TableName, _tables[p.TableName].KeyOf(p.Item), p.ConditionExpression, p.ExpressionAttributeValues),
            { ConditionCheck: { } c } => (c.TableName, c.Key, c.ConditionExpression, c.ExpressionAttributeValues),
            { Delete: { } d } => (d.TableName, d.Key, d.ConditionExpression, d.ExpressionAttributeValues),
            _ => throw new NotSupportedException(),
        };
        var before = _tables[table].Find(key);
        return Expression.Holds(condition, values, before)
            ? new CancellationReason { Code = "None" }
            : new CancellationReason { Code = "ConditionalCheckFailed", Item = write.Update?.ReturnValuesOnConditionCheckFailure is null ? null : Copy(before) };
    }

    private void Apply(TransactWriteItem write)
    {
        if (write.Update is { } u)
            _tables[u.TableName].Put(Expression.Update(u.UpdateExpression, u.ExpressionAttributeValues, _tables[u.TableName].Find(u.Key) ?? u.Key).After);
        if (write.Put is { } p) _tables[p.TableName].Put(new Item(p.Item));
        if (write.Delete is { } d) _tables[d.TableName].Delete(d.Key);
    }

    private async Task<T> Write<T>(Func<T> call)
    {
        if (Pausing is { } before) await before(false);
        var answer = await Answer(() =>
        {
            Writing?.Invoke(false);
            var answer = call();
            Writing?.Invoke(true);
            return answer;
        });
        if (Pausing is { } after) await after(true);
        return answer;
    }

    private Task<T> Answer<T>(Func<T> call)
    {
        try
        {
            lock (_gate) return Task.FromResult(call());
        }
        catch (AmazonDynamoDBException e)
        {
            return Task.FromException<T>(e);
        }
    }

    private static void Require(string? condition, Item? values, Item? before)
    {
        if (!Expression.Holds(condition, values, before))
            throw new ConditionalCheckFailedException("The conditional request failed") { ErrorCode = "ConditionalCheckFailedException", Item = Copy(before) };
    }

    private static bool Same(Item one, Item other) => one.All(p => other[p.Key].S == p.Value.S && other[p.Key].N == p.Value.N);

    private static Item? Copy(Item? item) => item is null ? null : new Item(item);
}
