using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>What notifications need of the state table, many items a call.</summary>
public sealed class NotificationTable(IAmazonDynamoDB dynamo, string table, TimeProvider time, CapacityMeter meter)
{
    /// <summary>Keys of one BatchGetItem: DynamoDB's bound.</summary>
    private const int KeysPerCall = 100;

    /// <summary>Calls at once: 500 keys of a batch of recipients in two rounds.</summary>
    private const int CallsAtOnce = 4;

    // Ids are of A–Z a–z 0–9 _ -, all of them after '!' and before '~'.
    private const string AfterId = "!";
    private const string AfterAll = "~";

    /// <summary>User ids of members, in the order of their keys, after <paramref name="cursor"/>.</summary>
    public async Task<IReadOnlyList<UserId>> MembersAsync(ConversationId conversation, UserId? cursor, int limit, CancellationToken cancel)
    {
        var from = cursor is { } last ? StateKeys.Member(last) + AfterId : StateKeys.MemberPrefix;
        var items = await QueryAsync(conversation.Log.Value, from, StateKeys.MemberPrefix + AfterAll, limit, isStrong: false, cancel);
        return [.. items.Select(i => new UserId(i[StateKeys.Sk].S[StateKeys.MemberPrefix.Length..]))];
    }

    /// <summary>Those of the messages whose text is handed out no more.</summary>
    public async Task<IReadOnlySet<long>> GoneAsync(ConversationId conversation, IEnumerable<long> seqs, CancellationToken cancel)
    {
        var items = await GetAsync([.. seqs.Distinct().Select(s => StateItems.DeletedKey(conversation, s))], cancel);
        return items.Select(i => long.Parse(i[StateKeys.Sk].S[StateKeys.DeletedPrefix.Length..], CultureInfo.InvariantCulture)).ToHashSet();
    }

    /// <summary>Those of the users who are members now.</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(ConversationId conversation, IReadOnlyList<UserId> users, CancellationToken cancel)
    {
        var found = Index(await GetAsync([.. users.Distinct().SelectMany(u => KeysOf(conversation, u))], cancel));
        List<Recipient> recipients = [];
        foreach (var user in users.Distinct())
        {
            if (found.GetValueOrDefault((conversation.Log.Value, StateKeys.Member(user))) is not { } member) continue;
            var told = Own(StateKeys.Told(conversation));
            recipients.Add(new(
                user,
                ReadSeqOf(member),
                Read(Own(StateKeys.Preferences), StateJson.Default.PreferencesDocument)?.Preferences ?? NotificationPreferences.Default,
                EmailOf(Own(StateKeys.Self)),
                PresenceOf(Own(StateKeys.Presence)),
                Read(told, StateJson.Default.Told),
                told is null ? 0 : DynamoNumber.Read(told[StateItems.Version])));

            Item? Own(string sk) => found.GetValueOrDefault((user.Log.Value, sk));
        }
        return recipients;
    }

    /// <summary>The user's name and address; null if there is no such user.</summary>
    public async Task<(string Name, string? Email)?> UserAsync(UserId user, CancellationToken cancel) =>
        await GetAsync([StateItems.UserKey(user)], cancel) is [var item] ? (item[StateItems.Name].S, EmailOf(item)) : null;

    /// <summary>What the user was told of, by conversation.</summary>
    public async Task<IReadOnlyList<(ConversationId Conversation, Told Told)>> ToldAsync(UserId user, int limit, CancellationToken cancel)
    {
        var items = await QueryAsync(user.Log.Value, StateKeys.ToldPrefix, StateKeys.ToldPrefix + AfterAll, limit, isStrong: false, cancel);
        return [.. items.Select(i => (new ConversationId(i[StateKeys.Sk].S[StateKeys.ToldPrefix.Length..]), Read(i, StateJson.Default.Told)!))];
    }

    /// <summary>Read markers of those conversations of which the user is a member.</summary>
    public async Task<IReadOnlyDictionary<ConversationId, long>> MarkersAsync(UserId user, IEnumerable<ConversationId> conversations, CancellationToken cancel)
    {
        var items = await GetAsync([.. conversations.Distinct().Select(c => StateItems.MemberKey(c, user))], cancel);
        return items.ToDictionary(i => new LogId(i[StateKeys.Pk].S).Conversation!.Value, ReadSeqOf);
    }

    /// <summary>What is not delivered yet of one conversation's notifications, with each document's version.</summary>
    public async Task<IReadOnlyList<(string Key, Undelivered Value, long Version)>> UndeliveredAsync(UserId user, ConversationId conversation, CancellationToken cancel)
    {
        var prefix = $"{StateKeys.UndeliveredPrefix}{conversation.Value}#";
        var items = await QueryAsync(user.Log.Value, prefix, prefix + AfterAll, KeysPerCall, isStrong: true, cancel);
        return [.. items.Select(i => (i[StateKeys.Sk].S[StateKeys.UndeliveredPrefix.Length..], Read(i, StateJson.Default.Undelivered)!, DynamoNumber.Read(i[StateItems.Version])))];
    }

    /// <summary>Writes or, with null, removes a document of a user.</summary>
    /// <returns>False if it is not the version that was seen.</returns>
    public async Task<bool> ReplaceAsync(UserId user, string sk, string? json, long seen, CancellationToken cancel)
    {
        var key = StateItems.Key(user.Log.Value, sk);
        var condition = $"{StateItems.Version} = :seen";
        Item values = new() { [":seen"] = DynamoNumber.Of(seen) };
        Item item = json is null ? key : new(key) { [StateItems.Version] = DynamoNumber.Of(seen + 1), [StateItems.Json] = new() { S = json } };
        meter.Write("state", ItemSize.Of(item));
        try
        {
            if (json is null)
                await dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = key, ConditionExpression = condition, ExpressionAttributeValues = values }, cancel);
            else
                await dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Digests due until <paramref name="now"/>, after <paramref name="cursor"/>, the oldest first. A key is <c>&lt;due&gt;#&lt;sub&gt;</c>.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(string? cursor, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        var items = await QueryAsync(StateKeys.Digest, cursor is null ? "0" : cursor + AfterId, DigestKey.DueText(now) + AfterAll, limit, isStrong: true, cancel);
        return [.. items.Select(i => i[StateKeys.Sk].S)];
    }

    public Task PutDueAsync(string key, CancellationToken cancel)
    {
        var item = StateItems.Key(StateKeys.Digest, key);
        meter.Write("state", ItemSize.Of(item));
        return dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = item }, cancel);
    }

    public Task RemoveDueAsync(string key, CancellationToken cancel)
    {
        var item = StateItems.Key(StateKeys.Digest, key);
        meter.Write("state", ItemSize.Of(item));
        return dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = item }, cancel);
    }

    private static Item[] KeysOf(ConversationId conversation, UserId user) =>
    [
        StateItems.MemberKey(conversation, user), StateItems.UserKey(user), StateItems.Key(user.Log.Value, StateKeys.Preferences),
        StateItems.Key(user.Log.Value, StateKeys.Presence), StateItems.Key(user.Log.Value, StateKeys.Told(conversation)),
    ];

    private static long ReadSeqOf(Item member) => member.TryGetValue(StateItems.ReadSeq, out var read) ? DynamoNumber.Read(read) : 0;

    private static string? EmailOf(Item? user) => user is not null && user.TryGetValue(StateItems.Email, out var email) ? email.S : null;

    private static Presence? PresenceOf(Item? item) => item is null || !item.TryGetValue(StateItems.PresentUntil, out var until)
        ? null
        : new(
            DateTimeOffset.FromUnixTimeMilliseconds(DynamoNumber.Read(until)),
            item.TryGetValue(StateItems.PresentAt, out var at) && ConversationId.TryParse(at.S, out var id) ? id : null);

    private static T? Read<T>(Item? item, JsonTypeInfo<T> json) where T : class =>
        item is not null && item.TryGetValue(StateItems.Json, out var document) ? JsonSerializer.Deserialize(document.S, json) : null;

    private static Dictionary<(string, string), Item> Index(IEnumerable<Item> items) => items.ToDictionary(i => (i[StateKeys.Pk].S, i[StateKeys.Sk].S));

    private async Task<List<Item>> QueryAsync(string pk, string from, string to, int limit, bool isStrong, CancellationToken cancel)
    {
        var answer = await dynamo.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = $"{StateKeys.Pk} = :pk AND {StateKeys.Sk} BETWEEN :from AND :to",
                ExpressionAttributeValues = new() { [":pk"] = new() { S = pk }, [":from"] = new() { S = from }, [":to"] = new() { S = to } },
                Limit = limit,
                ConsistentRead = isStrong,
            },
            cancel);
        meter.Read("state", (answer.Items ?? []).Sum(i => (long)ItemSize.Of(i)), isStrong);
        return answer.Items ?? [];
    }

    private async Task<IReadOnlyList<Item>> GetAsync(IReadOnlyList<Item> keys, CancellationToken cancel)
    {
        List<Item> found = [];
        foreach (var calls in keys.Chunk(KeysPerCall).Chunk(CallsAtOnce))
            foreach (var page in await Task.WhenAll(calls.Select(page => GetPageAsync([.. page], cancel)))) found.AddRange(page);
        return found;
    }

    private async Task<List<Item>> GetPageAsync(List<Item> keys, CancellationToken cancel)
    {
        List<Item> found = [];
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

/// <summary>Text forms of a due digest: its time sorts, its user follows.</summary>
public static class DigestKey
{
    public static string DueText(DateTimeOffset due) => due.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Of(string due, UserId user) => $"{due}#{user.Value}";

    public static (string Due, UserId User)? Parse(string key) =>
        key.IndexOf('#') is > 0 and var at && UserId.TryParse(key[(at + 1)..], out var user) ? (key[..at], user) : null;
}
