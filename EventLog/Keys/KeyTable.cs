using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EventLog;

/// <summary>A user's key as it lies in the table.</summary>
/// <param name="Wrapped">Null once it is destroyed.</param>
public sealed record StoredKey(byte[]? Wrapped, DateTimeOffset? DestroyedAt);

/// <summary>The users' data keys, wrapped. A key is made once and destroyed once; every write is conditional, so two writers never make two.</summary>
public sealed class KeyTable(IAmazonDynamoDB dynamo, string table, CapacityMeter meter)
{
    /// <summary>What BatchGetItem takes.</summary>
    private const int BatchKeys = 100;

    /// <summary>Strongly consistent: an old answer would make a second key of the first, or open with a destroyed one.</summary>
    public async Task<IReadOnlyDictionary<UserId, StoredKey>> ReadAsync(IEnumerable<UserId> users, CancellationToken cancel)
    {
        Dictionary<UserId, StoredKey> found = [];
        foreach (var chunk in users.Chunk(BatchKeys))
        {
            List<Item> asked = [.. chunk.Select(Key)];
            for (var attempt = 0; asked.Count > 0; attempt++)
            {
                if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(20 << Math.Min(attempt, 5)), TimeProvider.System, cancel);
                var answer = await dynamo.BatchGetItemAsync(
                    new BatchGetItemRequest { RequestItems = new() { [table] = new() { Keys = asked, ConsistentRead = true } } }, cancel);
                foreach (var item in answer.Responses?.GetValueOrDefault(table) ?? [])
                {
                    meter.Read(CapacityCategory.Keys, ItemSize.Of(item), consistent: true);
                    found[new LogId(item[KeyAttributes.Pk].S).User!.Value] = Stored(item);
                }
                asked = answer.UnprocessedKeys?.GetValueOrDefault(table)?.Keys ?? [];
            }
        }
        return found;
    }

    /// <returns>False if there is one, or was.</returns>
    public Task<bool> CreateAsync(UserId user, byte[] wrapped, DateTimeOffset at, CancellationToken cancel) => ChangeAsync(
        user, $"SET {KeyAttributes.Wrapped} = :w, #at = :at", $"attribute_not_exists({KeyAttributes.Wrapped}) AND attribute_not_exists({KeyAttributes.Destroyed})",
        new() { [":w"] = new() { B = new MemoryStream(wrapped) }, [":at"] = Number(at) }, new() { ["#at"] = KeyAttributes.CreatedAt }, cancel);

    private async Task<bool> ChangeAsync(UserId user, string change, string condition, Item values, Dictionary<string, string> names, CancellationToken cancel)
    {
        meter.Write(CapacityCategory.Keys, 0);
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = Key(user), UpdateExpression = change, ConditionExpression = condition,
                ExpressionAttributeValues = values, ExpressionAttributeNames = names,
            }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>What destroys a key for good, for a transaction with what must hold for it. Again, it changes nothing.</summary>
    public static Update Destroy(string table, UserId user, DateTimeOffset at) => new()
    {
        TableName = table, Key = Key(user),
        UpdateExpression = $"SET {KeyAttributes.Destroyed} = if_not_exists({KeyAttributes.Destroyed}, :at) REMOVE {KeyAttributes.Wrapped}",
        ExpressionAttributeValues = new() { [":at"] = Number(at) },
    };

    private static StoredKey Stored(Item item) => new(
        item.GetValueOrDefault(KeyAttributes.Wrapped)?.B?.ToArray(),
        item.GetValueOrDefault(KeyAttributes.Destroyed)?.N is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)) : null);

    private static Item Key(UserId user) => new() { [KeyAttributes.Pk] = new() { S = user.Log.Value } };

    private static AttributeValue Number(DateTimeOffset at) => EventItem.Number(at.ToUnixTimeMilliseconds());
}
