using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// Up to which seq each log was handed on: an item of the state table per log. It moves forward only, so an instance that was overtaken takes nothing back.
/// </summary>
public sealed class Checkpoints(IAmazonDynamoDB dynamo, string table, CapacityMeter meter)
{
    /// <summary>N: the seq.</summary>
    public const string Seq = "seq";

    /// <summary>Entries, some 100 bytes each. A checkpoint that is remembered and too old costs a second hand-over, never a missed one.</summary>
    private const int CacheEntries = 20_000;

    private readonly ConcurrentDictionary<LogId, long> _cache = new();

    /// <returns>0 for a log that is new.</returns>
    public async Task<long> ReadAsync(LogId log, CancellationToken cancel)
    {
        if (_cache.TryGetValue(log, out var seq)) return seq;
        var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = Key(log), ConsistentRead = true }, cancel);
        meter.Read("router", ItemSize.Of(answer.Item ?? []), consistent: true);
        return Remember(log, answer.Item is { Count: > 0 } item ? DynamoNumber.Read(item[Seq]) : 0);
    }

    public async Task AdvanceAsync(LogId log, long seq, CancellationToken cancel)
    {
        var item = Key(log);
        item[Seq] = DynamoNumber.Of(seq);
        try
        {
            await dynamo.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = item,
                ConditionExpression = $"attribute_not_exists({Seq}) OR {Seq} < :seq",
                ExpressionAttributeValues = new() { [":seq"] = item[Seq] },
            }, cancel);
            meter.Write("router", ItemSize.Of(item));
            Remember(log, seq);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another instance is further.
            Forget(log);
        }
    }

    public void Forget(LogId log) => _cache.TryRemove(log, out _);

    private long Remember(LogId log, long seq)
    {
        if (_cache.Count >= CacheEntries) _cache.Clear();
        return _cache[log] = seq;
    }

    private static Dictionary<string, AttributeValue> Key(LogId log) => StateItems.Key(log.Value, StateKeys.Routed);
}
