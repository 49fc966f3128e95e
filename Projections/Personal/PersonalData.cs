using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// All that is kept of a user, page by page: profile and preferences, what the user was told of, memberships, and each text the user wrote in those conversations, edits
/// and what was deleted included. With the last page the export counts as taken.
/// </summary>
public sealed class PersonalData(IAmazonDynamoDB dynamo, RebuildTables tables, SegmentLog log, Generations generations, TimeProvider time)
{
    /// <summary>Rows of a page, and events of a conversation that one looks at: half a second of a function.</summary>
    private const int PageRows = 100, PageEvents = 2_000;

    public async Task<PersonalPage> PageAsync(PersonalRequest asked, CancellationToken cancel)
    {
        var cursor = asked.NextToken is null ? new PersonalCursor(PersonalPart.Profile) : PersonalCursor.Read(asked.NextToken);
        if (cursor is null) return new(null, null);
        List<JsonObject> items = [];
        var next = cursor.Part switch
        {
            PersonalPart.Profile => await ProfileAsync(asked.UserId, items, cancel),
            PersonalPart.Notifications => await NotificationsAsync(asked.UserId, cursor, items, cancel),
            _ => await ConversationAsync(asked.UserId, cursor, items, cancel),
        };
        if (next is null) await MarkAsync(asked.UserId, cancel);
        return new(items, next?.Text);
    }

    private async Task<PersonalCursor> ProfileAsync(UserId user, List<JsonObject> items, CancellationToken cancel)
    {
        var profile = await StateAsync(user, StateKeys.Self, cancel);
        items.Add(new() { ["kind"] = "profile", ["userId"] = user.Value, ["name"] = profile?.GetValueOrDefault("name")?.S, ["email"] = profile?.GetValueOrDefault("email")?.S });
        if ((await StateAsync(user, StateKeys.Preferences, cancel))?.GetValueOrDefault(StateKeys.Document)?.S is { } preferences && JsonNode.Parse(preferences) is JsonObject document)
            items.Add(new() { ["kind"] = "preferences", ["preferences"] = document["preferences"]?.DeepClone() });
        return new(PersonalPart.Notifications);
    }

    private async Task<PersonalCursor> NotificationsAsync(UserId user, PersonalCursor cursor, List<JsonObject> items, CancellationToken cancel)
    {
        var rows = await RowsAsync(ViewKeys.NotificationsProjection, user, NotificationsFold.NotificationPrefix, cursor.After, PageRows, cancel);
        items.AddRange(rows.Select(row => new JsonObject
        {
            ["kind"] = "notification", ["at"] = Time(row[RowItems.At]), ["what"] = row[RowItems.Kind].S, ["conversationId"] = row.GetValueOrDefault(RowItems.ConversationId)?.S,
            ["fromId"] = row.GetValueOrDefault(RowItems.FromId)?.S, ["count"] = RowItems.ReadN(row[RowItems.Count]),
        }));
        return rows.Count == PageRows ? cursor with { After = rows[^1][StateKeys.Sk].S } : new(PersonalPart.Conversations);
    }

    /// <summary>The next conversation, or more of it. The row is looked up anew for each page: who was removed meanwhile reads no further.</summary>
    private async Task<PersonalCursor?> ConversationAsync(UserId user, PersonalCursor cursor, List<JsonObject> items, CancellationToken cancel)
    {
        var rows = await RowsAsync(ViewKeys.InboxProjection, user, LogId.ConversationPrefix, cursor.After, 1, cancel);
        if (rows is not [var row]) return null;
        var through = new PersonalCursor(PersonalPart.Conversations, row[StateKeys.Sk].S);
        if (row.ContainsKey(RowItems.Gone)) return through;
        var id = new ConversationId(row[RowItems.ConversationId].S);
        if (cursor.Seq == 0) items.Add(new() { ["kind"] = "membership", ["conversationId"] = id.Value, ["since"] = Time(row[RowItems.AddedAt]) });
        var seq = cursor.Seq;
        await foreach (var e in log.ReadAsync(id.Log, cursor.Seq + 1, cancel))
        {
            seq = e.Seq;
            if (e.Sender == user && Written(id, e) is { } written) items.Add(written);
            if (seq - cursor.Seq >= PageEvents || items.Count >= PageRows) return cursor with { Seq = seq };
        }
        return through;
    }

    private static JsonObject? Written(ConversationId id, RecordedEvent e) => e.Body switch
    {
        { Erased: true } => null,
        ChatEvent.MessageSent sent => new()
        {
            ["kind"] = "message", ["conversationId"] = id.Value, ["seq"] = e.Seq, ["at"] = WireTime.Format(e.At), ["text"] = sent.Text, ["replyTo"] = sent.ReplyTo,
        },
        ChatEvent.MessageEdited edited => new()
        {
            ["kind"] = "edit", ["conversationId"] = id.Value, ["seq"] = e.Seq, ["at"] = WireTime.Format(e.At), ["text"] = edited.Text, ["messageSeq"] = edited.MessageSeq,
        },
        ChatEvent.MessageDeleted deleted => new() { ["kind"] = "deletion", ["conversationId"] = id.Value, ["seq"] = e.Seq, ["at"] = WireTime.Format(e.At), ["messageSeq"] = deleted.MessageSeq },
        _ => null,
    };

    /// <summary>Rows of the user's partition after <paramref name="after"/>, of a prefix.</summary>
    private async Task<IReadOnlyList<Item>> RowsAsync(string projection, UserId user, string prefix, string? after, int limit, CancellationToken cancel)
    {
        var view = (await generations.LiveAsync(cancel)).First(v => v.Projection.Name == projection && v.Role is ViewRole.Served).View;
        var answer = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = tables.Views,
            KeyConditionExpression = after is null ? "pk = :pk AND begins_with(sk, :from)" : "pk = :pk AND sk > :from",
            ExpressionAttributeValues = new() { [":pk"] = RowItems.S(view.Partition(user.Log.Value)), [":from"] = RowItems.S(after ?? prefix) },
            Limit = limit,
        }, cancel);
        return [.. (answer.Items ?? []).Where(i => i[StateKeys.Sk].S.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private async Task<Item?> StateAsync(UserId user, string sk, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = tables.State, Key = Key(user, sk), ConsistentRead = true }, cancel);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    private async Task MarkAsync(UserId user, CancellationToken cancel) => await dynamo.PutItemAsync(new PutItemRequest
    {
        TableName = tables.State,
        Item = new(Key(user, StateKeys.Exported))
        {
            [StateKeys.DocumentVersion] = RowItems.N(1), [StateKeys.Document] = RowItems.S(new JsonObject { ["at"] = WireTime.Format(time.GetUtcNow()) }.ToJsonString()),
        },
    }, cancel);

    private static Item Key(UserId user, string sk) => new() { [StateKeys.Pk] = RowItems.S(user.Log.Value), [StateKeys.Sk] = RowItems.S(sk) };

    private static string Time(AttributeValue milliseconds) => WireTime.Format(RowItems.ReadTime(milliseconds));
}
