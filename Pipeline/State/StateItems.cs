using System.Diagnostics;
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
        (int)DynamoNumber.Read(item[Members]));

    public static MemberRole ReadRole(Item item) => Enum.Parse<MemberRole>(item[Role].S);

    public static TransactWriteItem ToTransactItem(string table, StateWrite write) => write switch
    {
        StateWrite.CreateConversation w => Put(table, WriteConversation(w.Id, w.State), Absent),
        StateWrite.ChangeConversation w => Put(table, WriteConversation(w.Id, w.State), $"{GroupVersion} = :seen", new() { [":seen"] = DynamoNumber.Of(w.Seen) }),
        StateWrite.PutMember w => Put(table, new(MemberKey(w.Id, w.User)) { [Role] = new() { S = w.Role.ToString() }, [Name] = new() { S = w.Name } }, Absent),
        StateWrite.RemoveMember w => Delete(table, MemberKey(w.Id, w.User)),
        StateWrite.MarkDeleted w => Put(table, DeletedKey(w.Id, w.MessageSeq), Absent),
        StateWrite.PutUser w => Put(table, new(UserKey(w.User)) { [Name] = new() { S = w.Name } }, Absent),
        StateWrite.TakeName w => Put(table, new(Key(StateKeys.NamePrefix + w.LowerName, StateKeys.Self)) { [UserId] = new() { S = w.User.Value } }, Absent),
        _ => throw new UnreachableException(),
    };

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
        return item;
    }

    private static Item Key(string pk, string sk) => new() { [StateKeys.Pk] = new() { S = pk }, [StateKeys.Sk] = new() { S = sk } };

    private static TransactWriteItem Put(string table, Item item, string condition, Item? values = null) =>
        new() { Put = new() { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values } };

    private static TransactWriteItem Delete(string table, Item key) =>
        new() { Delete = new() { TableName = table, Key = key, ConditionExpression = "attribute_exists(pk)" } };
}
