using System.Diagnostics;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>How state lies in its table: keys are in <see cref="StateKeys"/>, the other attributes here.</summary>
public static class StateItems
{
    public const string Kind = "kind";
    public const string Title = "title";
    public const string GroupVersion = "g";
    public const string Owners = "owners";
    public const string Members = "members";
    public const string Role = "role";
    public const string Name = "name";
    public const string UserId = "userId";
    public const string Email = "email";
    public const string Policy = "policy";
    /// <summary>N on a member: muted until, milliseconds since 1970.</summary>
    public const string MutedUntil = "mu";
    /// <summary>N on a member: seq up to which the conversation was read.</summary>
    public const string ReadSeq = "r";
    /// <summary>N on a presence: until when, milliseconds since 1970.</summary>
    public const string PresentUntil = "until";
    /// <summary>S on a presence: the conversation that is looked at; absent: none.</summary>
    public const string PresentAt = "at";
    /// <summary>N: version of a document.</summary>
    public const string Version = StateKeys.DocumentVersion;
    /// <summary>S: a document's JSON.</summary>
    public const string Json = StateKeys.Document;

    private const string Absent = "attribute_not_exists(pk)";

    public static Item ConversationKey(ConversationId id) => Key(id.Log.Value, StateKeys.Self);

    public static Item MemberKey(ConversationId id, UserId user) => Key(id.Log.Value, StateKeys.Member(user));

    public static Item DeletedKey(ConversationId id, long seq) => Key(id.Log.Value, StateKeys.Deleted(seq));

    public static Item UserKey(UserId user) => Key(user.Log.Value, StateKeys.Self);

    public static ConversationState ReadConversation(Item item) => new(
        Enum.Parse<ConversationKind>(item[Kind].S),
        item.TryGetValue(Title, out var title) ? title.S : null,
        DynamoNumber.Read(item[GroupVersion]),
        (int)DynamoNumber.Read(item[Owners]),
        (int)DynamoNumber.Read(item[Members]),
        item.TryGetValue(Policy, out var policy) ? JsonSerializer.Deserialize(policy.S, Wire.Json.ModerationPolicy) : null);

    public static DateTimeOffset? ReadMutedUntil(Item item) =>
        item.TryGetValue(MutedUntil, out var until) ? DateTimeOffset.FromUnixTimeMilliseconds(DynamoNumber.Read(until)) : null;

    public static MemberRole ReadRole(Item item) => Enum.Parse<MemberRole>(item[Role].S);

    public static Member ReadMember(Item item) => new(
        ReadRole(item), item[Name].S, ReadMutedUntil(item), item.TryGetValue(ReadSeq, out var seq) ? DynamoNumber.Read(seq) : 0);

    public static TransactWriteItem ToTransactItem(string table, StateWrite write) => write switch
    {
        StateWrite.CreateConversation w => Put(table, WriteConversation(w.Id, w.State), Absent),
        StateWrite.ChangeConversation w => Put(table, WriteConversation(w.Id, w.State), $"{GroupVersion} = :seen", new() { [":seen"] = DynamoNumber.Of(w.Seen) }),
        StateWrite.PutMember w => Put(table, new(MemberKey(w.Id, w.User)) { [Role] = new() { S = w.Role.ToString() }, [Name] = new() { S = w.Name } }, Absent),
        StateWrite.RemoveMember w => Delete(table, MemberKey(w.Id, w.User)),
        // What moderation removed may be deleted, too.
        StateWrite.MarkDeleted w => Put(table, DeletedKey(w.Id, w.MessageSeq), $"{Absent} OR attribute_exists({StateKeys.Removed})"),
        StateWrite.MarkRemoved w => Put(table, new(DeletedKey(w.Id, w.VersionSeq)) { [StateKeys.Removed] = new() { S = w.Reason.ToString() } }, Absent),
        StateWrite.ClearRemoved w => Delete(table, DeletedKey(w.Id, w.VersionSeq), $"attribute_exists({StateKeys.Removed})"),
        StateWrite.PutUser w => Put(table, WriteUser(w), Absent),
        StateWrite.SetMuted { Until: { } until } w => Update(table, MemberKey(w.Id, w.User), $"SET {MutedUntil} = :v", "attribute_exists(pk)", DynamoNumber.Of(until.ToUnixTimeMilliseconds())),
        StateWrite.SetMuted w => Update(table, MemberKey(w.Id, w.User), $"REMOVE {MutedUntil}", "attribute_exists(pk)", null),
        StateWrite.MarkRead w => Update(
            table, MemberKey(w.Id, w.User), $"SET {ReadSeq} = :v", $"attribute_exists(pk) AND (attribute_not_exists({ReadSeq}) OR {ReadSeq} < :v)", DynamoNumber.Of(w.Seq)),
        StateWrite.Ban w => Put(table, BannedKey(w.Id, w.User), Absent),
        StateWrite.Unban w => Delete(table, BannedKey(w.Id, w.User)),
        StateWrite.PutDue w => Put(table, Key(StateKeys.Digest, DigestKey.Of(w.Due, w.User)), condition: null),
        StateWrite.RemoveDue w => Delete(table, Key(StateKeys.Digest, DigestKey.Of(w.Due, w.User)), condition: null),
        StateWrite.PutDocument w => Put(
            table, new(Key(w.Pk, w.Sk)) { [Version] = DynamoNumber.Of(w.Seen + 1), [Json] = new() { S = w.Json } },
            w.Seen == 0 ? Absent : $"{Version} = :seen", w.Seen == 0 ? null : new() { [":seen"] = DynamoNumber.Of(w.Seen) }),
        StateWrite.RemoveDocument w => Delete(table, Key(w.Pk, w.Sk), condition: null),
        StateWrite.NoHold w => ConditionCheck(table, Key(StateKeys.Holds, w.User.Log.Value), Absent),
        StateWrite.PutHold w => Put(
            table, new(Key(StateKeys.Holds, w.User.Log.Value)) { [Version] = DynamoNumber.Of(1), [Json] = new() { S = w.Json } }, Absent),
        StateWrite.RemoveHold w => Delete(table, Key(StateKeys.Holds, w.User.Log.Value)),
        StateWrite.ForgetUser w => Put(
            table, new(UserKey(w.User)) { [Name] = new() { S = Forgotten.Name }, [StateKeys.Forgotten] = new() { BOOL = true } }, condition: null),
        StateWrite.TakeName w => Put(table, new(Key(StateKeys.NamePrefix + w.LowerName, StateKeys.Self)) { [UserId] = new() { S = w.User.Value } }, Absent),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a write that puts an item puts.</summary>
    internal static Item ToItem(StateWrite write) => ToTransactItem("", write).Put.Item;

    private static Item WriteConversation(ConversationId id, ConversationState state)
    {
        Item item = new(ConversationKey(id))
        {
            [Kind] = new() { S = state.Kind.ToString() },
            [GroupVersion] = DynamoNumber.Of(state.GroupVersion),
            [Owners] = DynamoNumber.Of(state.Owners),
            [Members] = DynamoNumber.Of(state.Members),
        };
        if (state.Title is not null) item[Title] = new() { S = state.Title };
        if (state.Policy is not null) item[Policy] = new() { S = JsonSerializer.Serialize(state.Policy, Wire.Json.ModerationPolicy) };
        return item;
    }

    private static Item WriteUser(StateWrite.PutUser user)
    {
        Item item = new(UserKey(user.User)) { [Name] = new() { S = user.Name } };
        if (user.Email is not null) item[Email] = new() { S = user.Email };
        return item;
    }

    public static Item BannedKey(ConversationId id, UserId user) => Key(id.Log.Value, StateKeys.Banned(user));

    public static Item Key(string pk, string sk) => new() { [StateKeys.Pk] = new() { S = pk }, [StateKeys.Sk] = new() { S = sk } };

    private static TransactWriteItem ConditionCheck(string table, Item key, string condition) =>
        new() { ConditionCheck = new() { TableName = table, Key = key, ConditionExpression = condition } };

    private static TransactWriteItem Put(string table, Item item, string? condition, Item? values = null) =>
        new() { Put = new() { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values } };

    private static TransactWriteItem Delete(string table, Item key, string? condition = "attribute_exists(pk)") =>
        new() { Delete = new() { TableName = table, Key = key, ConditionExpression = condition } };

    private static TransactWriteItem Update(string table, Item key, string change, string condition, AttributeValue? value) => new()
    {
        Update = new() { TableName = table, Key = key, UpdateExpression = change, ConditionExpression = condition, ExpressionAttributeValues = value is null ? null : new() { [":v"] = value } },
    };
}
