using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>What Comprehend answered to a text. Of the text itself there is a hash only.</summary>
public sealed record SeenAnswer(IReadOnlyDictionary<string, double>? Scores = null, IReadOnlyList<string>? Pii = null);

/// <summary>Comprehend's answers by content, in the state table, so that "ok thanks" is bought once. Lost or late items cost a call, nothing else.</summary>
public sealed class SeenTable(IAmazonDynamoDB dynamo, string table, TimeProvider time, CapacityMeter meter)
{
    /// <summary>Days an answer is good for. Models change; a month keeps the greetings and bounds the table.</summary>
    private const int Days = 30;

    /// <summary>Keys of one BatchGetItem.</summary>
    private const int Batch = 100;

    private const string Category = "seen";

    /// <param name="kind"><c>t</c> for toxicity, <c>p</c> for personal data.</param>
    public static string Key(char kind, string text) =>
        StateKeys.SeenPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{text}")));

    /// <summary>Eventually consistent: half the price, and a miss is no mistake.</summary>
    public async Task<IReadOnlyDictionary<string, SeenAnswer>> FindAsync(IEnumerable<string> keys, CancellationToken cancel)
    {
        var found = new Dictionary<string, SeenAnswer>(StringComparer.Ordinal);
        foreach (var chunk in keys.Distinct().Chunk(Batch))
        {
            var answer = await dynamo.BatchGetItemAsync(new BatchGetItemRequest
            {
                RequestItems = new() { [table] = new() { Keys = [.. chunk.Select(key => StateItems.Key(key, StateKeys.Self))], ConsistentRead = false } },
            }, cancel);
            foreach (var item in answer.Responses?.GetValueOrDefault(table) ?? [])
            {
                meter.Read(Category, ItemSize.Of(item), consistent: false);
                if (JsonSerializer.Deserialize(item[StateItems.Json].S, ModerationWire.Json.SeenAnswer) is { } seen) found[item[StateKeys.Pk].S] = seen;
            }
        }
        return found;
    }

    public async Task KeepAsync(string key, SeenAnswer answer, CancellationToken cancel)
    {
        var item = StateItems.Key(key, StateKeys.Self);
        item[StateItems.Json] = new() { S = JsonSerializer.Serialize(answer, ModerationWire.Json.SeenAnswer) };
        item[StateKeys.Ttl] = new() { N = time.GetUtcNow().AddDays(Days).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        await dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = item }, cancel);
        meter.Write(Category, ItemSize.Of(item));
    }
}
