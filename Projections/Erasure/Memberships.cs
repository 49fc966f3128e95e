using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The conversations a user is a member of, from the view that is served.</summary>
public sealed class Memberships(IAmazonDynamoDB dynamo, string viewsTable, Generations generations)
{
    /// <summary>Conversations of a page: each is left by a transaction.</summary>
    public const int PageConversations = 100;

    public async Task<MembershipPage> ReadAsync(UserId user, string? cursor, CancellationToken cancel)
    {
        var view = (await generations.ReadAsync(cancel)).First(v => v.Projection.Name == ViewKeys.InboxProjection && v.Role is ViewRole.Served).View;
        var answer = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = viewsTable,
            KeyConditionExpression = cursor is null ? "pk = :pk AND begins_with(sk, :from)" : "pk = :pk AND sk > :from",
            ExpressionAttributeValues = new()
            {
                [":pk"] = RowItems.S(view.Partition(user.Log.Value)), [":from"] = RowItems.S(cursor ?? LogId.ConversationPrefix),
            },
            Limit = PageConversations, ConsistentRead = true,
        }, cancel);
        var rows = (answer.Items ?? []).Where(i => i[StateKeys.Sk].S.StartsWith(LogId.ConversationPrefix, StringComparison.Ordinal)).ToArray();
        var more = answer.LastEvaluatedKey is { Count: > 0 } last ? last[StateKeys.Sk].S : null;
        return new(
            user, [.. rows.Where(i => !i.ContainsKey(RowItems.Gone)).Select(i => new LogId(i[StateKeys.Sk].S).Conversation!.Value)],
            more is not null && more.StartsWith(LogId.ConversationPrefix, StringComparison.Ordinal) ? more : null);
    }
}
