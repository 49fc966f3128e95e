using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.EventBridge.State;
using EventChat.Local.Stack;

namespace EventChat.Local.EventBridge;

/// <summary>Makes the program's buses, rules, targets and what goes with them, by the same operations as the API, so with the same refusals.</summary>
internal sealed class EventBridgeProvider(IEnumerable<Operation> operations, BusStore store) : IResourceProvider
{
    private readonly Dictionary<string, Operation> _operations = operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>A rule's targets as this run of the host has declared them: others are of an earlier program and go.</summary>
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Types { get; } =
    [
        "aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget", "aws:cloudwatch/eventArchive:EventArchive",
        "aws:cloudwatch/eventConnection:EventConnection", "aws:cloudwatch/eventApiDestination:EventApiDestination",
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "aws:cloudwatch/eventPermission:EventPermission",
    ];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(Create(new ProviderInputs(resource), resource));
        }
        catch (EventsException e)
        {
            throw new UnsupportedResourceException($"{resource.Type} {resource.LogicalName}: {e.Type}: {e.Message}");
        }
    }

    private JsonObject Create(ProviderInputs inputs, ResourceDeclaration resource) => resource.Type.Split(':')[^1] switch
    {
        "EventBus" => Bus(inputs),
        "EventRule" => Rule(inputs),
        "EventTarget" => Target(inputs, resource),
        "EventArchive" => Archive(inputs),
        "EventConnection" => Connection(inputs),
        "EventApiDestination" => Destination(inputs),
        "EventBusPolicy" => Policy(inputs),
        _ => Permission(inputs),
    };

    private JsonObject Bus(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var request = inputs.Take("description", "eventSourceName", "kmsKeyIdentifier", "deadLetterConfig", "logConfig");
        request["Name"] = name;
        var tags = inputs.Tags();
        inputs.Done();
        var exists = store.Contents.Buses.ContainsKey(name);
        if (!exists) request["Tags"] = tags;
        Call(exists ? "UpdateEventBus" : "CreateEventBus", request);
        var arn = store.Contents.Buses[name].Arn;
        return new() { ["id"] = name, ["name"] = name, ["arn"] = arn };
    }

    private JsonObject Rule(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var request = inputs.Take("description", "eventPattern", "scheduleExpression", "roleArn", "state", "eventBusName");
        request["Name"] = name;
        request["Tags"] = inputs.Tags();
        if (inputs.Flag("isEnabled") is { } enabled) request["State"] ??= enabled ? "ENABLED" : "DISABLED";
        inputs.Ignore("forceDestroy");
        inputs.Done();
        var arn = Call("PutRule", request)["RuleArn"]!.ToString();
        if (_declared.Add(arn)) store.Change(c => c with { Rules = c.Rules.With(arn, c.Rules[arn] with { Targets = new Dictionary<string, JsonObject>() }) });
        var bus = store.Contents.Rules[arn].Bus;
        return new() { ["id"] = bus == EventBus.Default ? name : $"{bus}/{name}", ["name"] = name, ["arn"] = arn, ["eventBusName"] = bus };
    }

    private JsonObject Target(ProviderInputs inputs, ResourceDeclaration resource)
    {
        var target = inputs.Take("arn", "roleArn", "input", "inputPath", "deadLetterConfig", "retryPolicy");
        target["Id"] = inputs.Text("targetId") ?? resource.LogicalName;
        if (inputs.Block("inputTransformer") is { } transformer)
        {
            target["InputTransformer"] = ProviderInputs.Compact(new()
            {
                ["InputTemplate"] = transformer.Text("inputTemplate"), ["InputPathsMap"] = transformer.Node("inputPaths")?.DeepClone(),
            });
            transformer.Done();
        }
        if (inputs.Block("sqsTarget") is { } sqs)
        {
            if (sqs.Text("messageGroupId") is { } group) target["SqsParameters"] = new JsonObject { ["MessageGroupId"] = group };
            sqs.Done();
        }
        if (inputs.Block("httpTarget") is { } http)
        {
            target["HttpParameters"] = ProviderInputs.Compact(new()
            {
                ["PathParameterValues"] = http.Node("pathParameterValues")?.DeepClone(), ["HeaderParameters"] = http.Node("headerParameters")?.DeepClone(),
                ["QueryStringParameters"] = http.Node("queryStringParameters")?.DeepClone(),
            });
            http.Done();
        }
        var (rule, bus) = (inputs.Text("rule") ?? "", inputs.Text("eventBusName"));
        inputs.Ignore("forceDestroy");
        inputs.Done();
        var id = target["Id"]!.ToString();
        Call("PutTargets", ProviderInputs.Compact(new() { ["Rule"] = rule.Split('/')[^1], ["EventBusName"] = bus, ["Targets"] = new JsonArray(target) }));
        return new() { ["id"] = $"{rule}-{id}", ["targetId"] = id };
    }

    private JsonObject Archive(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var request = inputs.Take("description", "eventPattern", "retentionDays", "kmsKeyIdentifier");
        request["ArchiveName"] = name;
        var source = inputs.Text("eventSourceArn");
        inputs.Done();
        var exists = store.Contents.Archives.ContainsKey(name);
        if (!exists) request["EventSourceArn"] = source;
        return new() { ["id"] = name, ["name"] = name, ["arn"] = Call(exists ? "UpdateArchive" : "CreateArchive", request)["ArchiveArn"]!.ToString() };
    }

    private JsonObject Connection(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var request = inputs.Take("description", "authorizationType", "kmsKeyIdentifier", "invocationConnectivityParameters");
        request["Name"] = name;
        if (inputs.Node("authParameters") is JsonObject parameters) request["AuthParameters"] = AuthParameters(parameters);
        inputs.Done();
        var arn = Call(store.Contents.Connections.ContainsKey(name) ? "UpdateConnection" : "CreateConnection", request)["ConnectionArn"]!.ToString();
        return new() { ["id"] = name, ["name"] = name, ["arn"] = arn };
    }

    /// <summary>The program's <c>basic</c>, <c>apiKey</c>, <c>oauth</c>; its lists of header, body and query parameters have singular names there.</summary>
    private static JsonObject AuthParameters(JsonObject given)
    {
        var parameters = new JsonObject();
        foreach (var (key, value) in given.Where(parameter => parameter.Value is not null))
            parameters[key switch { "basic" => "BasicAuthParameters", "apiKey" => "ApiKeyAuthParameters", "oauth" => "OAuthParameters", _ => ProviderInputs.Pascal(key) }] =
                (JsonNode?)ProviderInputs.Pascal(value) switch
                {
                    JsonObject block when key is "apiKey" => Renamed(block, ("Key", "ApiKeyName"), ("Value", "ApiKeyValue")),
                    JsonObject block when key is "invocationHttpParameters" => Lists(block),
                    JsonObject block when key is "oauth" => OAuth(block),
                    var other => other,
                };
        return parameters;
    }

    private static JsonObject OAuth(JsonObject block)
    {
        Renamed(block, ("OauthHttpParameters", "OAuthHttpParameters"));
        if (block["OAuthHttpParameters"] is JsonObject lists) Lists(lists);
        if (block["ClientParameters"] is JsonObject client) Renamed(client, ("ClientId", "ClientID"));
        return block;
    }

    private static JsonObject Lists(JsonObject block) =>
        Renamed(block, ("Header", "HeaderParameters"), ("QueryString", "QueryStringParameters"), ("Body", "BodyParameters"),
            ("Headers", "HeaderParameters"), ("QueryStrings", "QueryStringParameters"), ("Bodies", "BodyParameters"));

    private static JsonObject Renamed(JsonObject block, params ReadOnlySpan<(string From, string To)> names)
    {
        foreach (var (from, to) in names)
        {
            if (block[from] is not { } value) continue;
            block.Remove(from);
            block[to] = value;
        }
        return block;
    }

    private JsonObject Destination(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var request = inputs.Take("description", "connectionArn", "invocationEndpoint", "httpMethod", "invocationRateLimitPerSecond");
        request["Name"] = name;
        inputs.Done();
        var arn = Call(store.Contents.Destinations.ContainsKey(name) ? "UpdateApiDestination" : "CreateApiDestination", request)["ApiDestinationArn"]!.ToString();
        return new() { ["id"] = name, ["name"] = name, ["arn"] = arn };
    }

    private JsonObject Policy(ProviderInputs inputs)
    {
        var bus = inputs.Text("eventBusName");
        var policy = inputs.Node("policy") is JsonObject json ? json.ToJsonString() : inputs.Text("policy");
        inputs.Done();
        Call("PutPermission", ProviderInputs.Compact(new() { ["EventBusName"] = bus, ["Policy"] = policy }));
        return new() { ["id"] = bus ?? EventBus.Default };
    }

    private JsonObject Permission(ProviderInputs inputs)
    {
        var request = inputs.Take("principal", "statementId", "action", "eventBusName", "condition");
        request["Action"] ??= "events:PutEvents";
        inputs.Done();
        Call("PutPermission", request);
        return new() { ["id"] = $"{request["EventBusName"] ?? EventBus.Default}-{request["StatementId"]}" };
    }

    private JsonObject Call(string operation, JsonObject request) => _operations[operation].Answer(Encoding.UTF8.GetBytes(request.ToJsonString()));
}
