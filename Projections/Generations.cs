using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Which generations the live feed writes: one item per projection in the state table, the same that the resolvers read.</summary>
public sealed class Generations(IAmazonDynamoDB dynamo, string stateTable, IReadOnlyList<Projection> projections, CapacityMeter meter, TimeProvider time)
{
    /// <summary>Seconds an answer is good for. Whoever attaches a generation waits longer than that before it reads the log.</summary>
    public const int CacheSeconds = 5;

    private volatile Answer? _known;

    private sealed record Answer(IReadOnlyList<LiveView> Views, long Until);

    public async Task<IReadOnlyList<LiveView>> LiveAsync(CancellationToken cancel)
    {
        if (_known is { } known && time.GetTimestamp() < known.Until) return known.Views;
        var asked = time.GetTimestamp();
        var views = await ReadAsync(cancel);
        _known = new(views, asked + CacheSeconds * time.TimestampFrequency);
        return views;
    }

    public async Task<IReadOnlyList<LiveView>> ReadAsync(CancellationToken cancel)
    {
        var items = new Dictionary<string, Item>();
        List<Item> keys = [.. projections.Select(p => Key(p.Name))];
        while (keys.Count > 0)
        {
            var answer = await dynamo.BatchGetItemAsync(
                new BatchGetItemRequest { RequestItems = new() { [stateTable] = new() { Keys = keys, ConsistentRead = true } } }, cancel);
            foreach (var item in answer.Responses?.GetValueOrDefault(stateTable) ?? []) items[item[StateKeys.Sk].S] = item;
            keys = answer.UnprocessedKeys?.GetValueOrDefault(stateTable)?.Keys ?? [];
        }
        meter.Read("view-alias", projections.Count * 100, consistent: true);
        return [.. projections.SelectMany(p => Views(p, items.GetValueOrDefault(p.Name)))];
    }

    public static IEnumerable<LiveView> Views(Projection projection, Item? alias)
    {
        yield return new(projection, Number(alias, StateKeys.Generation) ?? 1, ViewRole.Served);
        if (Number(alias, StateKeys.Building) is { } building) yield return new(projection, building, ViewRole.Building);
        if (Number(alias, StateKeys.Kept) is { } kept) yield return new(projection, kept, ViewRole.Kept);
    }

    public static Item Key(string projection) => new() { [StateKeys.Pk] = RowItems.S(StateKeys.Alias), [StateKeys.Sk] = RowItems.S(projection) };

    private static int? Number(Item? alias, string name) => alias is not null && alias.TryGetValue(name, out var value) ? (int)RowItems.ReadN(value) : null;
}
