using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// Reads what commands check. A member who was let in is let in for another <see cref="AccessCacheSeconds"/> without a look, so a
/// message costs half a read unit at most; somebody unknown is looked up each time, strongly consistent, so an invitation works at once.
/// </summary>
/// <param name="keysTable">Of the users' keys; null where none is destroyed.</param>
public sealed class StateTable(IAmazonDynamoDB dynamo, string table, TimeProvider time, CapacityMeter meter, string? keysTable = null)
{
    /// <summary>Seconds. The longest that a removed member may still write through another instance; the event says which membership it saw.</summary>
    public const int AccessCacheSeconds = 30;

    /// <summary>Entries. At about 200 bytes each the cache stays below 10 MB of a 256 MB function.</summary>
    private const int CacheEntries = 50_000;

    private readonly ConcurrentDictionary<(ConversationId, UserId), (Access Access, long Until)> _cache = new();

    /// <param name="fresh">True for a decision that writes state: never from the cache.</param>
    public async Task<Access?> AccessAsync(ConversationId conversation, UserId user, bool fresh, CancellationToken cancel)
    {
        var key = (conversation, user);
        if (!fresh && _cache.TryGetValue(key, out var hit) && time.GetTimestamp() < hit.Until) return hit.Access;

        var items = await GetAsync([StateItems.ConversationKey(conversation), StateItems.MemberKey(conversation, user)], cancel);
        var state = items.FirstOrDefault(i => i[StateKeys.Sk].S == StateKeys.Self);
        var member = items.FirstOrDefault(i => i[StateKeys.Sk].S != StateKeys.Self);
        if (state is null || member is null)
        {
            _cache.TryRemove(key, out _);
            return null;
        }
        var access = new Access(StateItems.ReadConversation(state), StateItems.ReadRole(member), StateItems.ReadMutedUntil(member));
        if (_cache.Count >= CacheEntries) _cache.Clear();
        _cache[key] = (access, time.GetTimestamp() + AccessCacheSeconds * time.TimestampFrequency);
        return access;
    }

    /// <summary>Called when this instance changed a membership: it at least knows at once.</summary>
    public void Forget(ConversationId conversation, UserId user) => _cache.TryRemove((conversation, user), out _);

    /// <summary>Called when this instance changed what holds for all members.</summary>
    public void ForgetAll(ConversationId conversation)
    {
        foreach (var key in _cache.Keys)
            if (key.Item1 == conversation) _cache.TryRemove(key, out _);
    }

    public async Task<ConversationState?> ConversationAsync(ConversationId conversation, CancellationToken cancel) =>
        await GetOneAsync(StateItems.ConversationKey(conversation), cancel) is { } item ? StateItems.ReadConversation(item) : null;

    public async Task<Member?> MemberAsync(ConversationId conversation, UserId user, CancellationToken cancel) =>
        await GetOneAsync(StateItems.MemberKey(conversation, user), cancel) is { } item ? StateItems.ReadMember(item) : null;

    public async Task<bool> IsDeletedAsync(ConversationId conversation, long messageSeq, CancellationToken cancel) =>
        await MarkAsync(conversation, messageSeq, cancel) is TextMark.Deleted;

    /// <summary>What became of the text of the version at <paramref name="seq"/>; for a message's own seq also whether it is deleted.</summary>
    public async Task<TextMark> MarkAsync(ConversationId conversation, long seq, CancellationToken cancel) =>
        await GetOneAsync(StateItems.DeletedKey(conversation, seq), cancel) is not { } item ? TextMark.None
        : item.ContainsKey(StateKeys.Removed) ? TextMark.Removed : TextMark.Deleted;

    /// <summary>Why moderation removed the version; null if it did not.</summary>
    public async Task<ReasonClass?> RemovedAsync(ConversationId conversation, long versionSeq, CancellationToken cancel) =>
        await GetOneAsync(StateItems.DeletedKey(conversation, versionSeq), cancel) is { } item && item.TryGetValue(StateKeys.Removed, out var reason)
            ? Enum.Parse<ReasonClass>(reason.S)
            : null;

    public async Task<bool> IsBannedAsync(ConversationId conversation, UserId user, CancellationToken cancel) =>
        await GetOneAsync(StateItems.BannedKey(conversation, user), cancel) is not null;

    /// <summary>A document and its version, 0 and null if there is none. Strongly consistent.</summary>
    public async Task<(T? Value, long Version)> DocumentAsync<T>(string pk, string sk, JsonTypeInfo<T> json, CancellationToken cancel) where T : class =>
        await GetOneAsync(StateItems.Key(pk, sk), cancel) is { } item
            ? (JsonSerializer.Deserialize(item[StateItems.Json].S, json), DynamoNumber.Read(item[StateItems.Version]))
            : (null, 0);

    /// <summary>Display names of those of the users who exist and are not forgotten.</summary>
    public async Task<IReadOnlyDictionary<UserId, string>> NamesAsync(IEnumerable<UserId> users, CancellationToken cancel)
    {
        var items = await GetAsync([.. users.Distinct().Select(StateItems.UserKey)], cancel);
        return items.Where(i => !i.ContainsKey(StateKeys.Forgotten)).ToDictionary(i => new UserId(i[StateKeys.Pk].S[LogId.UserPrefix.Length..]), i => i[StateItems.Name].S);
    }

    public async Task<StoredUser?> UserAsync(UserId user, CancellationToken cancel) =>
        await GetOneAsync(StateItems.UserKey(user), cancel) is { } item
            ? new(item[StateItems.Name].S, item.TryGetValue(StateItems.Email, out var email) ? email.S : null, item.ContainsKey(StateKeys.Forgotten))
            : null;

    /// <summary>Not through the log, which is for ever: an address is personal, and only its latest value is of use.</summary>
    public async Task PutEmailAsync(UserId user, string? email, CancellationToken cancel)
    {
        await dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = StateItems.UserKey(user),
            UpdateExpression = email is null ? $"REMOVE {StateItems.Email}" : $"SET {StateItems.Email} = :v",
            ConditionExpression = "attribute_exists(pk)",
            ExpressionAttributeValues = email is null ? null : new() { [":v"] = new() { S = email } },
        }, cancel);
        meter.Write("state", ItemSize.Of(StateItems.UserKey(user)));
    }

    /// <summary>Not through the log: it is forgotten by itself.</summary>
    /// <param name="until">Null: the user left.</param>
    public async Task PutPresenceAsync(UserId user, ConversationId? conversation, DateTimeOffset? until, CancellationToken cancel)
    {
        var key = StateItems.Key(user.Log.Value, StateKeys.Presence);
        if (until is not { } end)
        {
            await dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = key }, cancel);
            meter.Write("presence", ItemSize.Of(key));
            return;
        }
        var item = new Dictionary<string, AttributeValue>(key)
        {
            [StateItems.PresentUntil] = DynamoNumber.Of(end.ToUnixTimeMilliseconds()),
            [StateKeys.Ttl] = DynamoNumber.Of(end.ToUnixTimeSeconds() + 1),
        };
        if (conversation is { } at) item[StateItems.PresentAt] = new() { S = at.Value };
        await dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = item }, cancel);
        meter.Write("presence", ItemSize.Of(item));
    }

    /// <summary>Changes a document that no event is about. Anything else goes through the loop.</summary>
    /// <returns>False if it has changed since it was read.</returns>
    public async Task<bool> ReplaceDocumentAsync(StateWrite write, CancellationToken cancel)
    {
        var put = ToItem(write).Put;
        try
        {
            await dynamo.PutItemAsync(new PutItemRequest
            {
                TableName = put.TableName, Item = put.Item, ConditionExpression = put.ConditionExpression, ExpressionAttributeValues = put.ExpressionAttributeValues,
            }, cancel);
            meter.Write("state", ItemSize.Of(put.Item));
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public TransactWriteItem ToItem(StateWrite write) => write is StateWrite.DestroyKey destroy
        ? new() { Update = KeyTable.Destroy(keysTable ?? throw new InvalidOperationException("No table of keys is named."), destroy.User, destroy.At) }
        : StateItems.ToTransactItem(table, write);

    private async Task<Dictionary<string, AttributeValue>?> GetOneAsync(Dictionary<string, AttributeValue> key, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true }, cancel);
        var found = answer.Item is { Count: > 0 } ? answer.Item : null;
        meter.Read("state", ItemSize.Of(found ?? []), consistent: true);
        return found;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> GetAsync(List<Dictionary<string, AttributeValue>> keys, CancellationToken cancel)
    {
        List<Dictionary<string, AttributeValue>> found = [];
        var pending = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = keys, ConsistentRead = true } };
        for (var attempt = 0; pending.Count > 0; attempt++)
        {
            if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(20 << Math.Min(attempt, 5)), time, cancel);
            var answer = await dynamo.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = pending }, cancel);
            if (answer.Responses?.TryGetValue(table, out var items) is true) found.AddRange(items);
            pending = answer.UnprocessedKeys ?? [];
        }
        foreach (var item in found) meter.Read("state", ItemSize.Of(item), consistent: true);
        return found;
    }
}

/// <summary>A user as the state has it.</summary>
/// <param name="Email">Where mails go; null if the pool knows none that is verified.</param>
/// <param name="IsForgotten">There is nothing left of the user but this.</param>
public sealed record StoredUser(string Name, string? Email, bool IsForgotten = false);

internal static class DynamoNumber
{
    public static AttributeValue Of(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static long Read(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}
