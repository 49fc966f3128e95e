using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Bench.ReadModels;

/// <summary>
/// What a client asked of DynamoDB, written to a file so that it takes no memory, and asked once more with nothing in between: what the server allows at best. Reads are the very same requests; writes are the same
/// number of the same shapes and sizes under keys of their own, after the first few hundred that are remembered.
/// </summary>
internal sealed class RequestTape : IDisposable
{
    /// <summary>Requests of a kind whose items are remembered.</summary>
    private const int Templates = 40;

    private readonly string _file = Path.GetTempFileName();
    private readonly Lock _lock = new();
    private readonly List<BatchWriteItemRequest> _batches = [];
    private readonly List<PutItemRequest> _puts = [];
    private StreamWriter? _writer;

    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <param name="Values">By name; the first character says the type.</param>
    private sealed record Line(
        string Kind, string? Table = null, string? Condition = null, Dictionary<string, string>? Values = null, List<Dictionary<string, string>>? Keys = null, int? Limit = null,
        bool? Forward = null, bool? Consistent = null, int? Segment = null, int? Total = null, string? Projection = null, int Count = 0);

    public void Start(AmazonDynamoDBClient client)
    {
        _writer = new(_file);
        client.BeforeRequestEvent += Record;
    }

    public void Stop(AmazonDynamoDBClient client)
    {
        client.BeforeRequestEvent -= Record;
        _writer?.Dispose();
        _writer = null;
    }

    private void Record(object sender, RequestEventArgs e)
    {
        if (e is not WebServiceRequestEventArgs { Request: var request }) return;
        lock (_lock)
        {
            var line = Of(request);
            Counts[line.Kind] = Counts.GetValueOrDefault(line.Kind) + 1;
            _writer?.WriteLine(JsonSerializer.Serialize(line));
        }
    }

    private Line Of(AmazonWebServiceRequest request)
    {
        switch (request)
        {
            case ScanRequest s: return new("Scan", s.TableName, Keys: Keys(s.ExclusiveStartKey), Limit: s.Limit, Segment: s.Segment, Total: s.TotalSegments, Projection: s.ProjectionExpression);
            case QueryRequest q:
                return new("Query", q.TableName, q.KeyConditionExpression, Text(q.ExpressionAttributeValues), Keys(q.ExclusiveStartKey), q.Limit, q.ScanIndexForward, q.ConsistentRead);
            case GetItemRequest g: return new("GetItem", g.TableName, Keys: Keys(g.Key), Consistent: g.ConsistentRead);
            case BatchGetItemRequest b when b.RequestItems.First() is var (table, keys): return new("BatchGetItem", table, Keys: [.. keys.Keys.Select(Text)], Consistent: keys.ConsistentRead);
            case BatchWriteItemRequest b:
                if (_batches.Count < Templates) _batches.Add(b);
                return new("BatchWriteItem", Count: b.RequestItems.Values.Sum(w => w.Count));
            case PutItemRequest p:
                if (_puts.Count < Templates) _puts.Add(p);
                return new("PutItem");
            default: return new(request.GetType().Name.Replace("Request", "", StringComparison.Ordinal));
        }
    }

    private static List<Dictionary<string, string>>? Keys(Item? key) => key is { Count: > 0 } ? [Text(key)] : null;

    private static Dictionary<string, string> Text(Item item) => item.ToDictionary(p => p.Key, p => p.Value.S is { } s ? $"S{s}" : $"N{p.Value.N}");

    private static Item Item(Dictionary<string, string> text) =>
        text.ToDictionary(p => p.Key, p => p.Value[0] == 'S' ? new AttributeValue { S = p.Value[1..] } : new AttributeValue { N = p.Value[1..] });

    /// <param name="into">A table for the writes.</param>
    /// <param name="parallel">Requests under way at once.</param>
    public async Task PlayAsync(IAmazonDynamoDB dynamo, string into, int parallel)
    {
        var made = 0;
        await Parallel.ForEachAsync(File.ReadLines(_file), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (text, cancel) =>
        {
            var line = JsonSerializer.Deserialize<Line>(text)!;
            switch (line.Kind)
            {
                case "Scan":
                    await dynamo.ScanAsync(new ScanRequest
                    {
                        TableName = line.Table, ExclusiveStartKey = line.Keys is [var at] ? Item(at) : null, Limit = line.Limit, Segment = line.Segment, TotalSegments = line.Total,
                        ProjectionExpression = line.Projection,
                    }, cancel);
                    break;
                case "Query":
                    await dynamo.QueryAsync(new QueryRequest
                    {
                        TableName = line.Table, KeyConditionExpression = line.Condition, ExpressionAttributeValues = Item(line.Values!), ExclusiveStartKey = line.Keys is [var from] ? Item(from) : null,
                        Limit = line.Limit, ScanIndexForward = line.Forward, ConsistentRead = line.Consistent,
                    }, cancel);
                    break;
                case "GetItem":
                    await dynamo.GetItemAsync(new GetItemRequest { TableName = line.Table, Key = Item(line.Keys![0]), ConsistentRead = line.Consistent }, cancel);
                    break;
                case "BatchGetItem":
                    await dynamo.BatchGetItemAsync(
                        new BatchGetItemRequest { RequestItems = new() { [line.Table!] = new() { Keys = [.. line.Keys!.Select(Item)], ConsistentRead = line.Consistent } } }, cancel);
                    break;
                case "BatchWriteItem" when _batches.Count > 0:
                    var rows = _batches[Interlocked.Increment(ref made) % _batches.Count].RequestItems.Values.First();
                    var own = $"{made}|";
                    await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest
                    {
                        RequestItems = new() { [into] = [.. Enumerable.Range(0, line.Count).Select(i => Renamed(rows[i % rows.Count], $"{own}{i / rows.Count}"))] },
                    }, cancel);
                    break;
                case "PutItem" when _puts.Count > 0:
                    var put = _puts[Interlocked.Increment(ref made) % _puts.Count];
                    await dynamo.PutItemAsync(new PutItemRequest
                    {
                        TableName = into, Item = Renamed(put.Item, $"{made}|"), ConditionExpression = put.ConditionExpression is null ? null : "attribute_not_exists(pk)",
                    }, cancel);
                    break;
                default: break;
            }
        });
    }

    private static WriteRequest Renamed(WriteRequest row, string own) =>
        row.PutRequest is { } put ? new(new PutRequest(Renamed(put.Item, own))) : new(new DeleteRequest(Renamed(row.DeleteRequest.Key, own)));

    private static Item Renamed(Item item, string own) => new(item) { [StateKeys.Pk] = new() { S = own + item[StateKeys.Pk].S } };

    public void Dispose()
    {
        _writer?.Dispose();
        File.Delete(_file);
    }
}
