using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>AMAZON_DYNAMODB: the request objects of AppSync's DynamoDB resolvers, sent to DynamoDB; plain values back.</summary>
internal sealed class DynamoDbDataSource(DynamoDbEndpoint dynamo, PageTokens tokens, string table, string? roleArn, IRolePermissions? permissions) : IDataSource
{
    public async Task<DataSourceResult> InvokeAsync(object? request, CancellationToken cancel)
    {
        var map = request as Dictionary<string, object?> ?? throw new ResolverException("The request of a DynamoDB data source is an object.", "Code");
        try
        {
            return map.GetValueOrDefault("operation") switch
            {
                "GetItem" => await GetAsync(map, cancel),
                "PutItem" => await WriteAsync("PutItem", Write(map, table), map, cancel),
                "UpdateItem" => await WriteAsync("UpdateItem", Write(map, table), map, cancel),
                "DeleteItem" => await WriteAsync("DeleteItem", Write(map, table), map, cancel),
                "Query" => await PageAsync("Query", map, cancel),
                "Scan" => await PageAsync("Scan", map, cancel),
                "BatchGetItem" => await new DynamoDbBatches(dynamo, Guard).GetAsync(map, cancel),
                "BatchPutItem" => await new DynamoDbBatches(dynamo, Guard).PutAsync(map, cancel),
                "BatchDeleteItem" => await new DynamoDbBatches(dynamo, Guard).DeleteAsync(map, cancel),
                "TransactGetItems" => await new DynamoDbTransactions(dynamo, Guard).GetAsync(map, cancel),
                "TransactWriteItems" => await new DynamoDbTransactions(dynamo, Guard).WriteAsync(map, cancel),
                var other => throw new ResolverException($"The operation {other} of a DynamoDB data source is not provided by this emulator.", "Code"),
            };
        }
        catch (DynamoDbException e)
        {
            return DataSourceResult.Failed(e.ErrorType, e.Message, e.Body.GetValueOrDefault("Item"));
        }
    }

    private async Task<DataSourceResult> GetAsync(Dictionary<string, object?> map, CancellationToken cancel)
    {
        Guard("GetItem", table);
        var request = new DynamoDbRequest().Set("TableName", table).Set("Key", Attributes.In(map.GetValueOrDefault("key"), "key"))
            .Set("ConsistentRead", map.GetValueOrDefault("consistentRead")).Expression("ProjectionExpression", map.GetValueOrDefault("projection"));
        var answer = await dynamo.CallAsync("GetItem", request.Finish(), cancel);
        return new(answer.GetValueOrDefault("Item"));
    }

    private async Task<DataSourceResult> WriteAsync(string operation, DynamoDbRequest request, Dictionary<string, object?> map, CancellationToken cancel)
    {
        Guard(operation, table);
        if (map.ContainsKey("condition")) request.Set("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
        request.Set("ReturnValues", operation switch { "UpdateItem" => "ALL_NEW", "DeleteItem" => "ALL_OLD", _ => null });
        var answer = await dynamo.CallAsync(operation, request.Finish(), cancel);
        return new(operation == "PutItem" ? Attributes.Out(request.Members["Item"]) : answer.GetValueOrDefault("Attributes"));
    }

    /// <summary>The members that a write has alone and in a transaction.</summary>
    internal static DynamoDbRequest Write(Dictionary<string, object?> map, string table)
    {
        var request = new DynamoDbRequest().Set("TableName", table);
        var key = Attributes.In(map.GetValueOrDefault("key"), "key");
        if (map.GetValueOrDefault("attributeValues") is { } values)
        {
            var item = Attributes.In(values, "attributeValues");
            foreach (var (name, value) in key) item[name] = value;
            request.Set("Item", item);
        }
        else
        {
            request.Set("Key", key).Expression("UpdateExpression", map.GetValueOrDefault("update"));
        }
        return request.Expression("ConditionExpression", Condition(map.GetValueOrDefault("condition")));
    }

    private static object? Condition(object? condition)
    {
        if (condition is Dictionary<string, object?> map && map.Keys.FirstOrDefault(name => name is "equalsIgnore" or "conditionalCheckFailedHandler") is { } unknown)
            throw new ResolverException($"A condition's {unknown} is not provided by this emulator.", "Code");
        return condition;
    }

    private async Task<DataSourceResult> PageAsync(string operation, Dictionary<string, object?> map, CancellationToken cancel)
    {
        var index = map.GetValueOrDefault("index") as string;
        Guard(operation, table, index);
        var scope = $"{operation}|{table}|{index}";
        var request = new DynamoDbRequest().Set("TableName", table).Set("IndexName", index)
            .Expression("KeyConditionExpression", map.GetValueOrDefault("query"))
            .Expression("FilterExpression", map.GetValueOrDefault("filter"))
            .Expression("ProjectionExpression", map.GetValueOrDefault("projection"))
            .Set("Limit", map.GetValueOrDefault("limit")).Set("ScanIndexForward", map.GetValueOrDefault("scanIndexForward"))
            .Set("ConsistentRead", map.GetValueOrDefault("consistentRead")).Set("Select", map.GetValueOrDefault("select"))
            .Set("TotalSegments", map.GetValueOrDefault("totalSegments")).Set("Segment", map.GetValueOrDefault("segment"));
        if (map.GetValueOrDefault("nextToken") is string token) request.Set("ExclusiveStartKey", tokens.Open(token, scope));
        var answer = await dynamo.CallAsync(operation, request.Finish(), cancel);
        return new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["items"] = answer["Items"],
            ["nextToken"] = tokens.Seal(answer.GetValueOrDefault("LastEvaluatedKey"), scope),
            ["scannedCount"] = answer.GetValueOrDefault("ScannedCount"),
        });
    }

    private void Guard(string action, string wanted) => Guard(action, wanted, index: null);

    private void Guard(string action, string wanted, string? index)
    {
        var arn = LocalAddress.Arn("dynamodb", index is null ? $"table/{wanted}" : $"table/{wanted}/index/{index}");
        var allowed = permissions is not null && roleArn is not null ? permissions.Allows(roleArn, $"dynamodb:{action}", arn) : wanted == table;
        if (!allowed)
            throw new DynamoDbException("AccessDeniedException", $"User: {roleArn} is not authorized to perform: dynamodb:{action} on resource: {arn}", body: null);
    }
}
