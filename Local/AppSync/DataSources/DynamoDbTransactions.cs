using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>TransactGetItems and TransactWriteItems.</summary>
internal sealed class DynamoDbTransactions(DynamoDbEndpoint dynamo, Action<string, string> guard)
{
    public async Task<DataSourceResult> GetAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        var items = Items(map).Select(item =>
        {
            guard("GetItem", Table(item));
            return (object?)One("Get", new DynamoDbRequest().Set("TableName", Table(item)).Set("Key", Attributes.In(item.GetValueOrDefault("key"), "key"))
                .Expression("ProjectionExpression", item.GetValueOrDefault("projection")).Finish());
        }).ToList();
        return await CallAsync("TransactGetItems", items, answer => Answer("items", ((List<object?>)answer["Responses"]!)
            .Select(one => (one as Dictionary<string, object?>)?.GetValueOrDefault("Item")).ToList()), "items", cancel);
    }

    public async Task<DataSourceResult> WriteAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        var wanted = Items(map);
        var items = wanted.Select(item =>
        {
            var operation = item.GetValueOrDefault("operation") as string ?? "";
            guard(operation == "ConditionCheck" ? "ConditionCheckItem" : operation, Table(item));
            var request = DynamoDbDataSource.Write(item, Table(item));
            if ((item.GetValueOrDefault("condition") as Dictionary<string, object?>)?.GetValueOrDefault("returnValuesOnConditionCheckFailure") is true)
                request.Set("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
            return (object?)One(operation switch
            {
                "PutItem" => "Put",
                "UpdateItem" => "Update",
                "DeleteItem" => "Delete",
                "ConditionCheck" => "ConditionCheck",
                _ => throw new ResolverException($"{operation} is not an operation of a transaction.", "Code"),
            }, request.Finish());
        }).ToList();
        var keys = wanted.Select(item => (object?)Attributes.Out(Attributes.In(item.GetValueOrDefault("key"), "key"))).ToList();
        return await CallAsync("TransactWriteItems", items, _ => Answer("keys", keys), "keys", cancel);
    }

    private async Task<DataSourceResult> CallAsync(
        string operation, List<object?> items, Func<Dictionary<string, object?>, Dictionary<string, object?>> success, string member, CancellationToken cancel)
    {
        try
        {
            return new(success(await dynamo.CallAsync(operation, One("TransactItems", items), cancel)));
        }
        catch (DynamoDbException e) when (e.Code == "TransactionCanceledException")
        {
            var reasons = (e.Body.GetValueOrDefault("CancellationReasons") as List<object?> ?? []).Cast<Dictionary<string, object?>>().Select(reason => (object?)new Dictionary<string, object?>
            {
                ["type"] = reason.GetValueOrDefault("Code"),
                ["message"] = reason.GetValueOrDefault("Message"),
                ["item"] = reason.GetValueOrDefault("Item"),
            }).ToList();
            return DataSourceResult.Failed(e.ErrorType, e.Message, Answer(member, null, reasons));
        }
    }

    private static List<Dictionary<string, object?>> Items(Dictionary<string, object?> map) =>
        map.GetValueOrDefault("transactItems") is List<object?> { Count: > 0 } items
            ? items.OfType<Dictionary<string, object?>>().ToList()
            : throw new ResolverException("A transaction has at least one item.", "Code");

    private static string Table(Dictionary<string, object?> item) =>
        item.GetValueOrDefault("table") as string ?? throw new ResolverException("An item of a transaction names its table.", "Code");

    private static Dictionary<string, object?> One(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, object?> Answer(string member, List<object?>? values, List<object?>? reasons = null) =>
        new(StringComparer.Ordinal) { [member] = values, ["cancellationReasons"] = reasons };
}
