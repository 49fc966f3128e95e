using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Local.Stack;

namespace EventChat.Local.DynamoDb;

/// <summary>One table as the program declares it.</summary>
internal sealed class TableDeclaration
{
    private static readonly Dictionary<string, string> Recorded = new()
    {
        ["pointInTimeRecovery"] = "point-in-time recovery",
        ["serverSideEncryption"] = "encryption",
        ["tags"] = "tags",
        ["tableClass"] = "the table class",
    };

    private static readonly HashSet<string> Emulated =
    [
        "name", "attributes", "hashKey", "rangeKey", "billingMode", "readCapacity", "writeCapacity", "streamEnabled", "streamViewType", "ttl",
        "globalSecondaryIndexes", "localSecondaryIndexes", "deletionProtectionEnabled",
    ];

    private readonly ResourceDeclaration _resource;
    private readonly JsonObject _inputs;

    public TableDeclaration(ResourceDeclaration resource)
    {
        _resource = resource;
        _inputs = resource.Inputs;
        foreach (var (input, value) in _inputs)
            if (value is not null && !Emulated.Contains(input) && !Recorded.ContainsKey(input))
                throw Unsupported($"the input {input} has no local counterpart");
    }

    public string Name => Text(_inputs, "name") ?? _resource.LogicalName;

    public StreamViewType? StreamViewType => _inputs["streamEnabled"]?.GetValue<bool>() is true
        ? Text(_inputs, "streamViewType") is { } view ? new StreamViewType(view) : throw Unsupported("streamEnabled needs a streamViewType")
        : null;

    public StreamSpecification? Stream => StreamViewType is { } view ? new() { StreamEnabled = true, StreamViewType = view } : null;

    public string? TimeToLiveAttribute => _inputs["ttl"] is JsonObject ttl && ttl["enabled"]?.GetValue<bool>() is true
        ? Text(ttl, "attributeName") ?? throw Unsupported("ttl needs an attributeName")
        : null;

    public IEnumerable<string> NotEmulated =>
        [
            .. Recorded.Where(r => IsSet(_inputs[r.Key])).Select(r => r.Value),
            .. TimeToLiveAttribute is not null && Indexes("globalSecondaryIndexes").Any()
                ? ["time to live on a table with a global index (DynamoDB Local never deletes there)"]
                : Array.Empty<string>(),
        ];

    public CreateTableRequest ToRequest()
    {
        var provisioned = Text(_inputs, "billingMode") is "PROVISIONED" ? Throughput(_inputs) : null;
        return new CreateTableRequest
        {
            TableName = Name,
            BillingMode = provisioned is null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED,
            ProvisionedThroughput = provisioned,
            AttributeDefinitions = [.. Attributes.Select(a => new AttributeDefinition(a.Key, a.Value))],
            KeySchema = KeySchema(_inputs),
            StreamSpecification = Stream,
            DeletionProtectionEnabled = _inputs["deletionProtectionEnabled"]?.GetValue<bool>() ?? false,
            GlobalSecondaryIndexes = OrNull(Indexes("globalSecondaryIndexes").Select(i => new GlobalSecondaryIndex
            {
                IndexName = Required(i, "name"),
                KeySchema = KeySchema(i),
                Projection = Projection(i),
                ProvisionedThroughput = provisioned is null ? null : Throughput(i),
            })),
            LocalSecondaryIndexes = OrNull(Indexes("localSecondaryIndexes").Select(i => new LocalSecondaryIndex
            {
                IndexName = Required(i, "name"),
                KeySchema = [new(Required(_inputs, "hashKey"), KeyType.HASH), new(Required(i, "rangeKey"), KeyType.RANGE)],
                Projection = Projection(i),
            })),
        };
    }

    /// <exception cref="UnsupportedResourceException">Keys or indexes differ: those can not be changed, only made anew.</exception>
    public void CheckAgainst(TableDescription table)
    {
        var wanted = Shape(ToRequest());
        var types = (table.AttributeDefinitions ?? []).ToDictionary(a => a.AttributeName, a => a.AttributeType.Value);
        var has = Shape(table.KeySchema, types,
            [.. (table.GlobalSecondaryIndexes ?? []).Select(i => (i.IndexName, i.KeySchema)), .. (table.LocalSecondaryIndexes ?? []).Select(i => (i.IndexName, i.KeySchema))]);
        if (has != wanted) throw Unsupported($"a table of that name is there with {has}, and {wanted} is wanted. Start with --fresh, or give it another name");
    }

    private Dictionary<string, string> Attributes => (_inputs["attributes"] as JsonArray ?? [])
        .OfType<JsonObject>().ToDictionary(a => Required(a, "name"), a => Required(a, "type"));

    private static string Shape(CreateTableRequest request) => Shape(
        request.KeySchema, request.AttributeDefinitions.ToDictionary(a => a.AttributeName, a => a.AttributeType.Value),
        [.. (request.GlobalSecondaryIndexes ?? []).Select(i => (i.IndexName, i.KeySchema)), .. (request.LocalSecondaryIndexes ?? []).Select(i => (i.IndexName, i.KeySchema))]);

    private static string Shape(List<KeySchemaElement> key, Dictionary<string, string> types, List<(string Name, List<KeySchemaElement> Key)> indexes)
    {
        return string.Join(", ", indexes.OrderBy(i => i.Name, StringComparer.Ordinal).Select(i => $"index {i.Name} {Text(i.Key)}").Prepend($"key {Text(key)}"));

        string Text(List<KeySchemaElement> schema) =>
            $"({string.Join(", ", schema.OrderBy(k => k.KeyType == KeyType.RANGE).Select(k => $"{k.AttributeName} {types.GetValueOrDefault(k.AttributeName)}"))})";
    }

    private List<KeySchemaElement> KeySchema(JsonObject of) =>
    [
        new(Required(of, "hashKey"), KeyType.HASH),
        .. Text(of, "rangeKey") is { } range ? [new KeySchemaElement(range, KeyType.RANGE)] : Array.Empty<KeySchemaElement>(),
    ];

    private Projection Projection(JsonObject index) => new()
    {
        ProjectionType = new ProjectionType(Required(index, "projectionType")),
        NonKeyAttributes = index["nonKeyAttributes"] is JsonArray names ? [.. names.Select(n => n!.GetValue<string>())] : null,
    };

    private ProvisionedThroughput Throughput(JsonObject of) => new(
        of["readCapacity"]?.GetValue<long>() ?? throw Unsupported("PROVISIONED needs a readCapacity"),
        of["writeCapacity"]?.GetValue<long>() ?? throw Unsupported("PROVISIONED needs a writeCapacity"));

    private IEnumerable<JsonObject> Indexes(string kind) => (_inputs[kind] as JsonArray ?? []).OfType<JsonObject>();

    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;

    private static bool IsSet(JsonNode? input) => input switch
    {
        null => false,
        JsonObject { Count: 0 } => false,
        JsonObject options when options["enabled"] is JsonValue enabled => enabled.GetValue<bool>(),
        _ => true,
    };

    private static string? Text(JsonObject of, string input) => of[input]?.GetValue<string>();

    private string Required(JsonObject of, string input) => Text(of, input) ?? throw Unsupported($"the input {input} is missing");

    private UnsupportedResourceException Unsupported(string why) => new($"{_resource.Type} {_resource.LogicalName}: {why}.");
}
