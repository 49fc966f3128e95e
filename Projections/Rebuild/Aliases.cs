using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Changes which generations exist. Each change is one transaction over all projections of a run, conditional on what it found, so that a repeated one changes nothing.</summary>
public sealed class Aliases(IAmazonDynamoDB dynamo, string stateTable)
{
    /// <summary>N on an alias: the highest generation there ever was. Rows of an old one may still be about, so a number is used once.</summary>
    private const string Highest = "highest";

    public sealed record Alias(string Projection, int Served, int? Building, int? Kept, int Highest);

    public async Task<IReadOnlyList<Alias>> ReadAsync(IEnumerable<string> projections, CancellationToken cancel)
    {
        List<Alias> found = [];
        foreach (var name in projections)
        {
            var item = (await dynamo.GetItemAsync(new GetItemRequest { TableName = stateTable, Key = Generations.Key(name), ConsistentRead = true }, cancel)).Item ?? [];
            var (served, building, kept) = (Number(item, StateKeys.Generation) ?? 1, Number(item, StateKeys.Building), Number(item, StateKeys.Kept));
            found.Add(new(name, served, building, kept, Number(item, Highest) ?? Math.Max(served, Math.Max(building ?? 0, kept ?? 0))));
        }
        return found;
    }

    /// <summary>The live feed begins with the generations of <paramref name="views"/>, and leaves the kept ones for good.</summary>
    public Task<bool> AttachAsync(IReadOnlyList<RunView> views, CancellationToken cancel) => ChangeAsync(
        views, _ => "SET building = :v, highest = :v REMOVE kept", "(attribute_not_exists(building) AND (attribute_not_exists(highest) OR highest < :v)) OR building = :v", cancel);

    /// <summary>All at once: from here on queries read the new rows, and subscribers hear of them.</summary>
    public Task<bool> FlipAsync(IReadOnlyList<RunView> views, IReadOnlyDictionary<string, int> served, CancellationToken cancel) => ChangeAsync(
        views, _ => "SET g = :v, kept = :served REMOVE building", "building = :v", cancel, v => new() { [":served"] = RowItems.N(served[v.Projection]) });

    /// <summary>The live feed leaves a generation that never was served.</summary>
    public Task<bool> DetachBuildingAsync(IReadOnlyList<RunView> views, CancellationToken cancel) =>
        ChangeAsync(views, _ => "REMOVE building", "building = :v OR attribute_not_exists(building)", cancel);

    /// <summary>The live feed leaves a generation that is not served any more; there is no way back to it.</summary>
    public Task<bool> DetachKeptAsync(IReadOnlyList<RunView> views, CancellationToken cancel) =>
        ChangeAsync(views, _ => "REMOVE kept", "kept = :v OR attribute_not_exists(kept)", cancel);

    /// <summary>What was served before is served again, and the other way round: the live feed keeps both.</summary>
    public Task<bool> RollbackAsync(IReadOnlyList<Alias> aliases, CancellationToken cancel) => ChangeAsync(
        [.. aliases.Select(a => new RunView(a.Projection, a.Kept ?? throw new ArgumentException($"{a.Projection} has no generation to go back to.")))],
        _ => "SET g = :v, kept = :served", "kept = :v AND attribute_not_exists(building)", cancel,
        v => new() { [":served"] = RowItems.N(aliases.First(a => a.Projection == v.Projection).Served) });

    private async Task<bool> ChangeAsync(
        IReadOnlyList<RunView> views, Func<RunView, string> update, string condition, CancellationToken cancel, Func<RunView, Item>? more = null)
    {
        if (views.Count == 0) return true;
        try
        {
            await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    .. views.Select(v => new TransactWriteItem
                    {
                        Update = new()
                        {
                            TableName = stateTable, Key = Generations.Key(v.Projection), UpdateExpression = update(v), ConditionExpression = condition,
                            ExpressionAttributeValues = new(more?.Invoke(v) ?? []) { [":v"] = RowItems.N(v.Generation) },
                        },
                    }),
                ],
            }, cancel);
            return true;
        }
        catch (TransactionCanceledException)
        {
            return false;
        }
    }

    private static int? Number(Item item, string name) => item.TryGetValue(name, out var value) ? (int)RowItems.ReadN(value) : null;
}
