using System.Globalization;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Who acts.</summary>
/// <param name="Name">The sign-in name; of the command line, whose credentials name nobody, the account and machine it runs under.</param>
/// <param name="User">Null: by the command line.</param>
public sealed record Actor(string Name, UserId? User = null)
{
    public static readonly Actor Unknown = new("unknown");
}

/// <param name="About">The read models, the run or the log.</param>
/// <param name="Outcome">Null: it broke, or is being done.</param>
public sealed record OperatorAct(string At, string By, string? UserId, string Act, string About, string? Outcome);

/// <summary>
/// What operators did, in the state table: <c>acts</c> / <c>&lt;time&gt;#&lt;random&gt;</c>. An act is written down before it is done, and how it ended after it: so none is done
/// that is not here. Kept for good; some hundred bytes each.
/// </summary>
public sealed class OperatorTrail(IAmazonDynamoDB dynamo, string table, TimeProvider time)
{
    private const string Acts = "acts", At = "at", By = "by", User = "user", Act = "act", About = "about", Outcome = "outcome";

    public async Task<T> RecordAsync<T>(Actor by, string act, string about, Func<Task<T>> work, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var key = Key($"{at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}#{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Item item = new(key) { [At] = RowItems.N(at), [By] = RowItems.S(by.Name), [Act] = RowItems.S(act), [About] = RowItems.S(about) };
        if (by.User is { } user) item[User] = RowItems.S(user.Value);
        await dynamo.PutItemAsync(new PutItemRequest { TableName = table, Item = item }, cancel);
        try
        {
            var done = await work();
            await EndAsync(key, "done", cancel);
            return done;
        }
        catch (RunRefusedException refused)
        {
            await EndAsync(key, $"refused: {refused.Message}", cancel);
            throw;
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">What an earlier page ended with.</param>
    public async Task<(IReadOnlyList<OperatorAct> Acts, string? Next)> RecentAsync(int count, string? before, CancellationToken cancel)
    {
        var answer = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = table, KeyConditionExpression = "pk = :pk AND sk < :before", ScanIndexForward = false, Limit = count, ConsistentRead = true,
            ExpressionAttributeValues = new() { [":pk"] = RowItems.S(Acts), [":before"] = RowItems.S(before ?? "~") },
        }, cancel);
        var items = answer.Items ?? [];
        return ([.. items.Select(Read)], answer.LastEvaluatedKey is { Count: > 0 } ? items[^1][StateKeys.Sk].S : null);
    }

    private async Task EndAsync(Item key, string outcome, CancellationToken cancel) => await dynamo.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = table, Key = key, UpdateExpression = "SET outcome = :outcome", ExpressionAttributeValues = new() { [":outcome"] = RowItems.S(outcome) },
    }, cancel);

    private static OperatorAct Read(Item item) => new(
        WireTime.Format(RowItems.ReadTime(item[At])), item[By].S, item.GetValueOrDefault(User)?.S, item[Act].S, item[About].S, item.GetValueOrDefault(Outcome)?.S);

    private static Item Key(string sort) => new() { [StateKeys.Pk] = RowItems.S(Acts), [StateKeys.Sk] = RowItems.S(sort) };
}
