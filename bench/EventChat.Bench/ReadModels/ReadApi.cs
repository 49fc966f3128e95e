using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Infra;
using EventChat.Local;
using EventChat.Local.AppSync;
using EventChat.Local.Cognito;
using EventChat.Local.DynamoDb;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using EventChat.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.Bench.ReadModels;

/// <summary>The API's queries as the stack's program deploys them, resolvers and all, over tables that are filled from logs by the code that rebuilds them. Nobody writes and no stream is read.</summary>
internal sealed partial class ReadApi : ITokenVerifier, ISignatureVerifier, ILambdaInvoker, IAsyncDisposable
{
    private const string Pool = "us-east-1_BenchPool";
    private const string Stack = "bench";

    private readonly DynamoDbLocal _server;
    private readonly CapacityProxy _proxy;
    private readonly AmazonDynamoDBClient _dynamo;
    private readonly AppSyncGateway _gateway;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private string _views = "";

    private ReadApi(DynamoDbLocal server, CapacityProxy proxy)
    {
        (_server, _proxy, _dynamo) = (server, proxy, BenchTables.Client(server.Endpoint));
        _gateway = new(new LocalAddress("http://localhost:4600"), proxy.Url, this, this, this);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http => await _gateway.TryHandleAsync(http));
    }

    public static async Task<ReadApi> StartAsync()
    {
        var server = await BenchTables.StartAsync(heapMegabytes: 2_000);
        var api = new ReadApi(server, await CapacityProxy.StartAsync(server.Endpoint));
        await api._app.StartAsync();
        var program = StackProgram.Render(StackProgram.Development with { Stack = Stack });
        IResourceProvider[] real = [new TableProvider(api._dynamo), .. api._gateway.Providers];
        var deployed = await new StackDeployment([.. real, new Nameless(program, real)]).DeployAsync(program, default);
        api._views = deployed.Output("viewsTable");
        return api;
    }

    public Task StateAsync(string pk, string sk, params (string Name, AttributeValue Value)[] attributes)
    {
        var item = attributes.ToDictionary(a => a.Name, a => a.Value);
        (item[StateKeys.Pk], item[StateKeys.Sk]) = (RowItems.S(pk), RowItems.S(sk));
        return _dynamo.PutItemAsync($"eventchat-{Stack}-state", item);
    }

    public Task SeedAsync(IEnumerable<Item> segments) => BenchTables.SeedAsync(_dynamo, $"eventchat-{Stack}-events", segments);

    /// <summary>Every read model of all that was seeded, as a rebuild fills it.</summary>
    public async Task FillAsync()
    {
        var (events, meter) = ($"eventchat-{Stack}-events", new CapacityMeter());
        await Parallel.ForEachAsync(Enumerable.Range(0, SegmentScan.LeastSegments), async (segment, cancel) =>
        {
            var fill = new FillLogs(
                new SegmentLog(_dynamo, events, meter), new ViewsTable(_dynamo, _views, meter), new BulkRows(_dynamo, _views, meter),
                [.. Projection.All.Select(p => (p, new View(p.Name, 1)))], TimeProvider.System);
            await foreach (var page in new SegmentScan(_dynamo, events, meter).ScanAsync(segment, SegmentScan.LeastSegments, null, cancel))
                foreach (var one in page.Segments) await fill.AddAsync(one, cancel);
            await fill.FinishAsync(end: true, cancel);
        });
    }

    /// <returns>Read units, and calls of DynamoDB, of one query.</returns>
    public async Task<(double Rru, int Calls)> AskAsync(UserId user, string query)
    {
        _proxy.Reset();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/graphql"))
        {
            Content = new StringContent(new JsonObject { ["query"] = $"{{ {query} }}" }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", user.Value);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (JsonNode.Parse(text)?["errors"] is not null) throw new InvalidOperationException($"{query}: {text}");
        return (_proxy.Units, _proxy.Calls);
    }

    /// <summary>A token is the user's id.</summary>
    TokenVerification ITokenVerifier.Verify(string token, string userPoolId) => new TokenVerification.Accepted(
        token, token, "http://localhost:4600/pool", "client", TokenUse.Access, ["moderators"], DateTimeOffset.MaxValue, new JsonObject { ["sub"] = token, ["token_use"] = "access" });

    SignatureVerification ISignatureVerifier.Verify(SignedRequest request, string service) =>
        new SignatureVerification.Refused("UnrecognizedClientException", "Nobody signs here.");

    Task<LambdaResult> ILambdaInvoker.InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel) =>
        throw new KeyNotFoundException("No query calls a function.");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _gateway.Dispose();
        await _proxy.DisposeAsync();
        _dynamo.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>The parts of the stack that a query does not need to be there.</summary>
    private sealed partial class Nameless(string program, IEnumerable<IResourceProvider> real) : IResourceProvider
    {
        public IReadOnlyCollection<string> Types { get; } = [.. Resource().Matches(program).Select(m => m.Value).Distinct().Except(real.SelectMany(r => r.Types))];

        [GeneratedRegex(@"\baws:[a-z0-9]+/\w+:\w+")]
        private static partial Regex Resource();

        public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) => Task.FromResult(new JsonObject
        {
            ["id"] = resource.Type.StartsWith("aws:cognito", StringComparison.Ordinal) ? Pool : resource.LogicalName, ["arn"] = $"arn:aws:bench:::{resource.LogicalName}",
            ["name"] = resource.LogicalName, ["url"] = "http://localhost/queue", ["endpoint"] = "localhost",
        });
    }
}
