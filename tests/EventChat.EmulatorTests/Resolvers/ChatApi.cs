using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.EmulatorTests.AppSync;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.Infra;
using EventChat.Local.DynamoDb;
using EventChat.Local.Stack;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>The API as the stack's program deploys it, its resolvers included, over tables of its own.</summary>
internal sealed partial class ChatApi : IAsyncDisposable
{
    private static int _made;

    private ChatApi(GatewayHost host, ChatRows rows) => (Host, Rows) = (host, rows);

    public GatewayHost Host { get; }

    public ChatRows Rows { get; }

    public static async Task<ChatApi> StartAsync(DynamoDbLocalFixture dynamo, Uri? endpoint = null)
    {
        var stack = $"t{Environment.ProcessId}{Interlocked.Increment(ref _made)}";
        var host = await GatewayHost.StartAsync(endpoint ?? dynamo.Endpoint);
        var program = StackProgram.Render(StackProgram.Development with { Stack = stack });
        IResourceProvider[] real = [new TableProvider(dynamo.Client), .. host.Gateway.Providers];
        var deployed = await new StackDeployment([.. real, NamedResources.Of(program, real)]).DeployAsync(program, CancellationToken.None);
        await host.Gateway.WarmUpAsync();
        return new(host, new ChatRows(dynamo.Client, $"eventchat-{stack}", deployed.Output("viewsTable")));
    }

    /// <returns>The field's value.</returns>
    public async Task<JsonNode> AskAsync(string user, string query, string field, JsonObject? variables = null)
    {
        var answer = await Host.QueryAsync(user, query, variables);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]![field]!;
    }

    /// <returns>The one error's type and <c>errorInfo</c>.</returns>
    public async Task<(string Type, string? Info, string Message)> RefusalAsync(string user, string query, JsonObject? variables = null)
    {
        var answer = await Host.QueryAsync(user, query, variables);
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        return (error["errorType"]!.GetValue<string>(), error["errorInfo"]?.ToJsonString(), error["message"]!.GetValue<string>());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The parts of the stack that the API does not need to be there, by name.</summary>
    private sealed partial class NamedResources(IReadOnlyCollection<string> types) : IResourceProvider
    {
        public IReadOnlyCollection<string> Types => types;

        public static NamedResources Of(string program, IEnumerable<IResourceProvider> real) =>
            new([.. Resource().Matches(program).Select(m => m.Value).Distinct().Except(real.SelectMany(r => r.Types))]);

        [GeneratedRegex(@"\baws:[a-z0-9]+/\w+:\w+")]
        private static partial Regex Resource();

        public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) => Task.FromResult(new JsonObject
        {
            ["id"] = resource.Type.StartsWith("aws:cognito", StringComparison.Ordinal) ? TestTokens.Pool : resource.LogicalName,
            ["arn"] = $"arn:aws:test:::{resource.LogicalName}",
            ["name"] = resource.LogicalName,
            ["url"] = "http://localhost/queue",
            ["endpoint"] = "localhost",
            ["keyId"] = resource.LogicalName,
        });
    }
}

/// <summary>Rows as commands, the log and the projector write them.</summary>
internal sealed class ChatRows(IAmazonDynamoDB dynamo, string prefix, string views)
{
    public string Events => $"{prefix}-events";

    public string Views => views;

    public Task StateAsync(string pk, string sk, params (string Name, object Value)[] attributes) => PutAsync($"{prefix}-state", pk, sk, attributes);

    public Task ViewAsync(string pk, string sk, params (string Name, object Value)[] attributes) => PutAsync(views, pk, sk, attributes);

    public Task MemberAsync(string conversation, string user) => StateAsync($"c#{conversation}", $"m#{user}", ("role", "Member"), ("name", user));

    public Task GoneAsync(string conversation, string user) => dynamo.DeleteItemAsync(
        $"{prefix}-state", new() { ["pk"] = new($"c#{conversation}"), ["sk"] = new($"m#{user}") });

    public Task DeletedAsync(string conversation, long seq) => StateAsync($"c#{conversation}", $"x#{seq:D10}");

    public Task HeadAsync(string conversation, long seq, string title, int generation = 1) => ViewAsync(
        $"conversation@{generation}|c#{conversation}", "head",
        ("conversationId", conversation), ("seq", seq), ("kind", "Group"), ("title", title), ("createdAt", 1_700_000_000_123L), ("memberCount", 2L),
        ("memberNames", new List<object> { new Dictionary<string, object> { ["userId"] = "alice", ["name"] = "Alicé" } }),
        ("last", new Dictionary<string, object>
        {
            ["seq"] = seq, ["messageId"] = $"id-{seq}", ["senderId"] = "alice", ["at"] = 1_700_000_001_000L, ["text"] = $"last of {title}",
        }));

    public Task MessageAsync(string conversation, long seq, string? text, bool deleted = false, int generation = 1) => ViewAsync(
        $"conversation@{generation}|c#{conversation}", $"m#{seq:D10}",
        [("conversationId", conversation), ("seq", seq), ("messageId", $"id-{seq}"), ("senderId", "alice"), ("at", 1_700_000_000_000L + seq), ("v", seq), ("tv", seq),
            .. text is null ? Array.Empty<(string, object)>() : [("text", text)], .. deleted ? [("deleted", (object)true)] : Array.Empty<(string, object)>()]);

    /// <summary>A row as the projections' own code writes it.</summary>
    public Task ItemAsync(string pk, string sk, Dictionary<string, AttributeValue> row) =>
        dynamo.PutItemAsync(views, new(row) { ["pk"] = new(pk), ["sk"] = new(sk) });

    /// <summary>A set of messages, counted from the row's first.</summary>
    public async Task FoundAsync(string pk, string sk, IEnumerable<long> offsets) => await dynamo.PutItemAsync(views, new()
    {
        ["pk"] = new(pk), ["sk"] = new(sk), ["v"] = new() { N = "1" }, ["hits"] = new() { NS = [.. offsets.Select(o => o.ToString(CultureInfo.InvariantCulture))] },
    });

    private async Task PutAsync(string table, string pk, string sk, (string Name, object Value)[] attributes)
    {
        var item = attributes.ToDictionary(attribute => attribute.Name, attribute => Attribute(attribute.Value));
        item["pk"] = new(pk);
        item["sk"] = new(sk);
        await dynamo.PutItemAsync(table, item);
    }

    private static AttributeValue Attribute(object value) => value switch
    {
        string text => new(text),
        bool flag => new() { BOOL = flag },
        List<object> list => new() { L = list.Select(Attribute).ToList() },
        Dictionary<string, object> map => new() { M = map.ToDictionary(member => member.Key, member => Attribute(member.Value)) },
        _ => new() { N = Convert.ToString(value, CultureInfo.InvariantCulture) },
    };
}
