using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>How rows lie in the views table; the resolvers read these names.</summary>
public static class RowItems
{
    public const string ConversationId = "conversationId";
    public const string Seq = "seq";
    public const string Kind = "kind";
    public const string Title = "title";
    public const string CreatedAt = "createdAt";
    public const string MemberCount = "memberCount";
    public const string MemberNames = "memberNames";
    public const string Last = "last";
    public const string MessageId = "messageId";
    public const string SenderId = "senderId";
    public const string At = "at";
    public const string Text = "text";
    public const string ReplyTo = "replyTo";
    public const string EditedAt = "editedAt";
    public const string Deleted = "deleted";
    public const string UserId = "userId";
    public const string Name = "name";
    public const string Role = "role";
    public const string AddedAt = "addedAt";
    /// <summary>BOOL, true: a tombstone.</summary>
    public const string Gone = "gone";
    /// <summary>Seconds since 1970, when DynamoDB may delete a tombstone.</summary>
    public const string Ttl = "ttl";
    /// <summary>Seq of the event the row reflects.</summary>
    public const string Version = "v";
    /// <summary>M {seq, reason, at}: why the log is parked, on its head.</summary>
    public const string Parked = "parked";

    public static Item Write(Row row) => row switch
    {
        Row.Message m => Without(new Item
        {
            [ConversationId] = S(m.Conversation.Value), [Seq] = N(m.MessageSeq), [MessageId] = S(m.Id.ToString()), [SenderId] = S(m.Sender.Value),
            [At] = N(m.At), [Text] = S(m.Text), [ReplyTo] = N(m.ReplyTo), [EditedAt] = N(m.EditedAt?.ToUnixTimeMilliseconds()),
            [Deleted] = m.Deleted ? True : Nothing,
        }),
        Row.Member m => new() { [UserId] = S(m.User.Value), [Name] = S(m.Name), [Role] = S(m.Role.ToString()), [AddedAt] = N(m.AddedAt) },
        Row.Membership m => new() { [ConversationId] = S(m.Conversation.Value), [AddedAt] = N(m.AddedAt) },
        Row.Profile p => new() { [UserId] = S(p.User.Value), [Name] = S(p.Name) },
        Row.NameOwner n => new() { [UserId] = S(n.User.Value), [Name] = S(n.Name) },
        _ => throw new UnreachableException(),
    };

    public static Item Write(ConversationHead head) => Without(new Item
    {
        [ConversationId] = S(head.Id.Value), [Seq] = N(head.Seq), [Kind] = S(head.Kind.ToString()), [Title] = S(head.Title),
        [CreatedAt] = N(head.CreatedAt), [MemberCount] = N(head.MemberCount),
        [MemberNames] = head.Names is { } names
            ? new() { L = [.. names.Select(n => new AttributeValue { M = new() { [UserId] = S(n.User.Value), [Name] = S(n.Name) } })], IsLSet = true }
            : Nothing,
        [Last] = head.Last is { } last
            ? new()
            {
                M = Without(new Item
                {
                    [Seq] = N(last.Seq), [MessageId] = S(last.Id.ToString()), [SenderId] = S(last.Sender.Value), [At] = N(last.At),
                    [Text] = S(last.Text), [Deleted] = last.Text is null ? True : Nothing,
                }),
            }
            : Nothing,
    });

    public static ConversationHead ReadHead(Item item) => new(
        new(item[ConversationId].S), ReadN(item[Seq]), Enum.Parse<ConversationKind>(item[Kind].S), item.GetValueOrDefault(Title)?.S,
        ReadTime(item[CreatedAt]), (int)ReadN(item[MemberCount]),
        item.GetValueOrDefault(MemberNames)?.L?.Select(m => new MemberName(new(m.M[UserId].S), m.M[Name].S)).ToArray(),
        item.GetValueOrDefault(Last)?.M is { } last ? ReadLast(last) : null);

    private static LastMessage ReadLast(Item last) =>
        Contracts.CommandId.TryParse(last[MessageId].S, out var id)
            ? new(ReadN(last[Seq]), id, new(last[SenderId].S), ReadTime(last[At]), last.GetValueOrDefault(Text)?.S)
            : throw new InvalidDataException($"{last[MessageId].S} is not a message id.");

    public static AttributeValue True => new() { BOOL = true };

    public static AttributeValue S(string? text) => text is null ? Nothing : new() { S = text };

    public static AttributeValue N(long? number) => number is { } n ? new() { N = n.ToString(CultureInfo.InvariantCulture) } : Nothing;

    public static AttributeValue N(DateTimeOffset at) => N(at.ToUnixTimeMilliseconds());

    public static long ReadN(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(AttributeValue value) => DateTimeOffset.FromUnixTimeMilliseconds(ReadN(value));

    private static AttributeValue Nothing => new() { NULL = true };

    private static Item Without(Item item)
    {
        foreach (var (name, value) in item.ToArray())
            if (value.NULL is true) item.Remove(name);
        return item;
    }
}
