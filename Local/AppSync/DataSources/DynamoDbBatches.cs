using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>BatchGetItem, BatchPutItem and BatchDeleteItem: answers in the order of the request, a missing item being null.</summary>
internal sealed class DynamoDbBatches(DynamoDbEndpoint dynamo, Action<string, string> guard)
{
    public async Task<DataSourceResult> GetAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        var wanted = new Dictionary<string, List<Dictionary<string, object?>>>(StringComparer.Ordinal);
        var requests = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (table, value) in Tables(map, "BatchGetItem"))
        {
            var one = (Dictionary<string, object?>)value!;
            wanted[table] = Keys(one.GetValueOrDefault("keys"));
            requests[table] = new DynamoDbRequest().Set("Keys", wanted[table]).Set("ConsistentRead", one.GetValueOrDefault("consistentRead"))
                .Expression("ProjectionExpression", WithKeys(one.GetValueOrDefault("projection"), wanted[table])).Finish();
        }
        var answer = await dynamo.CallAsync("BatchGetItem", new Dictionary<string, object?> { ["RequestItems"] = requests }, cancel);
        var found = (Dictionary<string, object?>)answer["Responses"]!;
        return Answer(
            wanted.ToDictionary(table => table.Key, table => (object?)InOrder(table.Value, found.GetValueOrDefault(table.Key) as List<object?> ?? []), StringComparer.Ordinal),
            "unprocessedKeys", Unprocessed(answer.GetValueOrDefault("UnprocessedKeys"), left => ((left as Dictionary<string, object?>)?["Keys"] as List<object?>)!));
    }

    // DynamoDB answers in any order, so the keys are read too, to tell which item is which. Items of one key are told apart by nothing else.
    private static object? WithKeys(object? projection, List<Dictionary<string, object?>> keys)
    {
        if (projection is not Dictionary<string, object?> map || keys.Count == 0) return projection;
        var names = new Dictionary<string, object?>(map.GetValueOrDefault("expressionNames") as Dictionary<string, object?> ?? [], StringComparer.Ordinal);
        var added = new List<string> { (string)map["expression"]! };
        foreach (var (attribute, i) in keys[0].Keys.Select((attribute, i) => (attribute, i)))
        {
            if (names.ContainsValue(attribute)) continue;
            names[$"#key_{i}"] = attribute;
            added.Add($"#key_{i}");
        }
        return new Dictionary<string, object?> { ["expression"] = string.Join(", ", added), ["expressionNames"] = names };
    }

    private static List<object?> InOrder(List<Dictionary<string, object?>> keys, List<object?> items)
    {
        var byKey = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var item in items.Cast<Dictionary<string, object?>>())
            if (keys.Count > 0) byKey[Identity(keys[0].Keys, item)] = item;
        return keys.Select(key => byKey.GetValueOrDefault(Identity(key.Keys, Attributes.Out(key)!))).ToList();
    }

    private static string Identity(IEnumerable<string> attributes, Dictionary<string, object?> item) =>
        string.Join('\n', attributes.Order(StringComparer.Ordinal).Select(name => PlainValues.ToJson(item.GetValueOrDefault(name))));

    public async Task<DataSourceResult> PutAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        var items = Tables(map, "BatchWriteItem").ToDictionary(
            table => table.Key, table => Keys(table.Value), StringComparer.Ordinal);
        var left = await WriteAsync(items, "PutRequest", "Item", cancel);
        return Answer(Outs(items), "unprocessedItems", left);
    }

    public async Task<DataSourceResult> DeleteAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        var keys = Tables(map, "BatchWriteItem").ToDictionary(
            table => table.Key, table => Keys(table.Value), StringComparer.Ordinal);
        var left = await WriteAsync(keys, "DeleteRequest", "Key", cancel);
        return Answer(Outs(keys), "unprocessedKeys", left);
    }

    private async Task<Dictionary<string, object?>> WriteAsync(
        Dictionary<string, List<Dictionary<string, object?>>> tables, string request, string member, CancellationToken cancel)
    {
        var requests = tables.ToDictionary(table => table.Key, table => (object?)table.Value
            .Select(item => (object?)new Dictionary<string, object?> { [request] = new Dictionary<string, object?> { [member] = item } }).ToList());
        var answer = await dynamo.CallAsync("BatchWriteItem", new Dictionary<string, object?> { ["RequestItems"] = requests }, cancel);
        return Unprocessed(answer.GetValueOrDefault("UnprocessedItems"), left => ((List<object?>)left!)
            .Select(one => ((one as Dictionary<string, object?>)?[request] as Dictionary<string, object?>)?[member]).ToList());
    }

    private Dictionary<string, object?> Tables(Dictionary<string, object?> map, string action)
    {
        if (map.GetValueOrDefault("tables") is not Dictionary<string, object?> { Count: > 0 } tables)
            throw new ResolverException("A batch names at least one table.", "Code");
        foreach (var table in tables.Keys) guard(action, table);
        return tables;
    }

    private static List<Dictionary<string, object?>> Keys(object? keys) =>
        (keys as List<object?> ?? []).Select(key => Attributes.In(key, "keys")).ToList();

    private static Dictionary<string, object?> Outs(Dictionary<string, List<Dictionary<string, object?>>> tables) =>
        tables.ToDictionary(table => table.Key, table => (object?)table.Value.Select(Attributes.Out).ToList<object?>(), StringComparer.Ordinal);

    private static Dictionary<string, object?> Unprocessed(object? left, Func<object?, List<object?>> items) =>
        (left as Dictionary<string, object?> ?? []).ToDictionary(
            table => table.Key, table => (object?)items(table.Value).Select(Attributes.Out).ToList<object?>(), StringComparer.Ordinal);

    private static DataSourceResult Answer(Dictionary<string, object?> data, string left, Dictionary<string, object?> unprocessed) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["data"] = data,
            [left] = data.Keys.ToDictionary(table => table, table => unprocessed.GetValueOrDefault(table) ?? new List<object?>(), StringComparer.Ordinal),
        });
}
