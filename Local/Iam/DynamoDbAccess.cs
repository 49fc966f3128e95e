using System.Text.Json;

namespace EventChat.Local.Iam;

/// <summary>What a request to DynamoDB needs. It is looked through, not parsed: this lies on the way of every call that a function makes.</summary>
internal static class DynamoDbAccess
{
    private const string Prefix = "dynamodb:";

    /// <returns>An action per table; of a transaction, one per kind of item and table, as it has none of its own.</returns>
    public static IReadOnlyList<AccessRequest> Of(string operation, ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            return operation switch
            {
                "BatchGetItem" or "BatchWriteItem" => OfBatch(operation, ref json),
                "TransactGetItems" or "TransactWriteItems" => OfTransaction(ref json),
                // Their tables stand inside of statements.
                "ExecuteStatement" or "BatchExecuteStatement" or "ExecuteTransaction" => [new(Prefix + "PartiQL", "*")],
                _ => [OfOne(operation, ref json)],
            };
        }
        catch (JsonException)
        {
            // DynamoDB says what is wrong with it.
            return [];
        }
    }

    private static AccessRequest OfOne(string operation, ref Utf8JsonReader json)
    {
        string? table = null, index = null;
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var (isTable, isIndex) = (json.ValueTextEquals("TableName"u8), json.ValueTextEquals("IndexName"u8));
            json.Read();
            if (isTable) table = json.GetString();
            else if (isIndex) index = json.GetString();
            else json.Skip();
        }
        return new(Prefix + operation, table is null ? "*" : index is null ? Table(table) : $"{Table(table)}/index/{index}");
    }

    private static List<AccessRequest> OfBatch(string operation, ref Utf8JsonReader json)
    {
        var requests = new List<AccessRequest>();
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var isItems = json.ValueTextEquals("RequestItems"u8);
            json.Read();
            if (!isItems)
            {
                json.Skip();
                continue;
            }
            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                requests.Add(new(Prefix + operation, Table(json.GetString()!)));
                json.Read();
                json.Skip();
            }
        }
        return requests;
    }

    private static List<AccessRequest> OfTransaction(ref Utf8JsonReader json)
    {
        var requests = new List<AccessRequest>();
        string? action = null;
        while (json.Read())
        {
            // TransactItems[] → Put, Update, Delete, ConditionCheck or Get → TableName.
            if (json.TokenType is not JsonTokenType.PropertyName || json.CurrentDepth is not (3 or 4)) continue;
            if (json.CurrentDepth == 3) action = ItemAction(ref json);
            else if (json.ValueTextEquals("TableName"u8) && json.Read() && new AccessRequest(action!, Table(json.GetString()!)) is var request && !requests.Contains(request)) requests.Add(request);
        }
        return requests;
    }

    private static string ItemAction(ref Utf8JsonReader json) => $"{Prefix}{json.GetString()}Item";

    private static string Table(string name) => name.StartsWith("arn:", StringComparison.Ordinal) ? name : LocalAddress.Arn("dynamodb", $"table/{name}");
}
