using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

/// <summary>Credentials of API destinations. Passwords and keys are kept and sent, and never answered.</summary>
internal sealed class ConnectionOperations(BusStore store, TimeProvider time)
{
    public IEnumerable<Operation> All =>
    [
        new("CreateConnection", Create), new("UpdateConnection", Update), new("DescribeConnection", Describe), new("ListConnections", List), new("DeleteConnection", Delete),
    ];

    private JsonObject Create(EventsRequest request)
    {
        var name = request.Name("Name");
        var connection = Settings(request, new Connection(name, Guid.NewGuid().ToString(), "", null, [], time.GetUtcNow(), time.GetUtcNow()));
        store.Change(contents => contents.Connections.ContainsKey(name)
            ? throw EventsException.Exists($"Connection {name} already exists.")
            : contents with { Connections = contents.Connections.With(name, connection) });
        return Answer(connection);
    }

    private JsonObject Update(EventsRequest request)
    {
        var connection = Settings(request, ConnectionOf(request)) with { ModifiedAt = time.GetUtcNow() };
        store.Change(contents => contents with { Connections = contents.Connections.With(connection.Name, connection) });
        return Answer(connection);
    }

    private JsonObject Describe(EventsRequest request)
    {
        var connection = ConnectionOf(request);
        request.Done();
        var answer = Summary(connection);
        if (connection.Description is { } description) answer["Description"] = description;
        answer["SecretArn"] = LocalAddress.Arn("secretsmanager", $"secret:events!connection/{connection.Name}/{connection.Id}");
        answer["AuthParameters"] = Shown(connection.AuthParameters);
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 64) ?? "";
        var state = request.Text("ConnectionState") ?? "AUTHORIZED";
        var all = store.Contents.Connections.Values.Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal) && state is "AUTHORIZED").OrderBy(c => c.Name, StringComparer.Ordinal);
        return Pages.Answer(request, "Connections", all, Summary);
    }

    private JsonObject Delete(EventsRequest request)
    {
        var connection = ConnectionOf(request);
        request.Done();
        store.Change(contents => contents with { Connections = contents.Connections.Without(connection.Name) });
        var answer = Answer(connection);
        answer["ConnectionState"] = "DELETING";
        return answer;
    }

    private Connection ConnectionOf(EventsRequest request) =>
        request.Name("Name") is var name && store.Contents.Connections.TryGetValue(name, out var connection)
            ? connection
            : throw EventsException.NotFound($"Failed to describe the connection(s). Connection '{name}' does not exist.");

    private static Connection Settings(EventsRequest request, Connection former)
    {
        foreach (var refused in (string[])["InvocationConnectivityParameters", "KmsKeyIdentifier"])
            if (request.Node(refused) is not null) throw EventsException.Invalid($"{refused} of a connection is not emulated here.");
        var type = request.OneOf("AuthorizationType", former.AuthorizationType, "BASIC", "API_KEY", "OAUTH_CLIENT_CREDENTIALS");
        if (type.Length == 0) throw EventsException.Constraint("authorizationType", "Member must not be null");
        var description = request.Text("Description", 512) ?? former.Description;
        var parameters = request.Block("AuthParameters");
        if (parameters is null && former.AuthParameters.Count == 0) throw EventsException.Constraint("authParameters", "Member must not be null");
        if (parameters is not null) Check(parameters, type);
        request.Done();
        return former with
        {
            AuthorizationType = type, Description = description, AuthParameters = (JsonObject)(parameters?.Body ?? former.AuthParameters).DeepClone(),
        };
    }

    private static void Check(EventsRequest parameters, string type)
    {
        if (type is "OAUTH_CLIENT_CREDENTIALS") CheckOAuth(parameters);
        else
        {
            var (name, first, second) = type is "BASIC" ? ("BasicAuthParameters", "Username", "Password") : ("ApiKeyAuthParameters", "ApiKeyName", "ApiKeyValue");
            CheckPair(parameters.Block(name) ?? throw EventsException.Invalid($"{name} must be specified for AuthorizationType {type}."), first, second);
        }
        CheckLists(parameters.Block("InvocationHttpParameters"));
        parameters.Done();
    }

    private static void CheckOAuth(EventsRequest parameters)
    {
        var oauth = parameters.Block("OAuthParameters") ?? throw EventsException.Invalid("OAuthParameters must be specified for AuthorizationType OAUTH_CLIENT_CREDENTIALS.");
        CheckPair(oauth.Block("ClientParameters") ?? throw EventsException.Invalid("OAuthParameters need ClientParameters."), "ClientID", "ClientSecret");
        if (!Uri.TryCreate(oauth.Required("AuthorizationEndpoint", 2_048), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw EventsException.Constraint("authorizationEndpoint", "Member must be an http or https URL");
        if (oauth.OneOf("HttpMethod", "", "GET", "POST", "PUT") is "") throw EventsException.Constraint("httpMethod", "Member must not be null");
        CheckLists(oauth.Block("OAuthHttpParameters"));
        oauth.Done();
    }

    private static void CheckPair(EventsRequest pair, string first, string second)
    {
        pair.Required(first, 512);
        pair.Required(second, 512);
        pair.Done();
    }

    private static void CheckLists(EventsRequest? lists)
    {
        foreach (var list in (string[])["HeaderParameters", "QueryStringParameters", "BodyParameters"])
            foreach (var parameter in lists?.Blocks(list) ?? [])
            {
                parameter.Required("Key");
                parameter.Text("Value");
                parameter.Flag("IsValueSecret");
                parameter.Done();
            }
        lists?.Done();
    }

    private static JsonObject Shown(JsonObject parameters)
    {
        var shown = (JsonObject)parameters.DeepClone();
        (shown["BasicAuthParameters"] as JsonObject)?.Remove("Password");
        (shown["ApiKeyAuthParameters"] as JsonObject)?.Remove("ApiKeyValue");
        (shown["OAuthParameters"]?["ClientParameters"] as JsonObject)?.Remove("ClientSecret");
        foreach (var lists in (JsonNode?[])[shown["InvocationHttpParameters"], shown["OAuthParameters"]?["OAuthHttpParameters"]])
            foreach (var (_, list) in lists as JsonObject ?? [])
                foreach (var parameter in (list as JsonArray ?? []).OfType<JsonObject>())
                    if (parameter["IsValueSecret"]?.GetValue<bool>() is true) parameter.Remove("Value");
        return shown;
    }

    private static JsonObject Answer(Connection connection) => new()
    {
        ["ConnectionArn"] = connection.Arn, ["ConnectionState"] = "AUTHORIZED",
        ["CreationTime"] = Answers.Seconds(connection.CreatedAt), ["LastModifiedTime"] = Answers.Seconds(connection.ModifiedAt),
    };

    private static JsonObject Summary(Connection connection)
    {
        var answer = Answer(connection);
        answer["Name"] = connection.Name;
        answer["AuthorizationType"] = connection.AuthorizationType;
        answer["LastAuthorizedTime"] = Answers.Seconds(connection.ModifiedAt);
        return answer;
    }
}
