using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.AppSync;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>A gateway on a port of its own.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public static readonly AccessKey ProjectorKey = new("AKIDPROJECTOR", "projector-secret", "arn:aws:sts::000000000000:assumed-role/projector/local");

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private readonly BreakageLog _log;

    private GatewayHost(WebApplication app, AppSyncGateway gateway, FakeLambda lambda, BreakageLog log, Uri url) =>
        (_app, Gateway, Lambda, _log, Url) = (app, gateway, lambda, log, url);

    public AppSyncGateway Gateway { get; }

    public FakeLambda Lambda { get; }

    public Uri Url { get; }

    public static async Task<GatewayHost> StartAsync(Uri dynamo, AppSyncOptions? options = null)
    {
        var lambda = new FakeLambda();
        var log = new BreakageLog();
        var gateway = new AppSyncGateway(
            new LocalAddress("http://localhost:4600"), dynamo, lambda, new TestTokens(), new SigV4Verifier([ProjectorKey], TimeProvider.System), options, log: log);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async http =>
        {
            if (!await gateway.TryHandleAsync(http)) http.Response.StatusCode = 404;
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, gateway, lambda, log, new Uri(address));
    }

    public async Task<JsonObject> QueryAsync(string user, string query, object? variables = null)
    {
        var body = new JsonObject { ["query"] = query, ["variables"] = variables as JsonNode ?? System.Text.Json.JsonSerializer.SerializeToNode(variables) };
        using var answer = await PostAsync(body.ToJsonString(), TestTokens.Of(user));
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? authorization) => PostAsync(Encoding.UTF8.GetBytes(body), authorization);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/graphql")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _http.SendAsync(request);
    }

    /// <summary>As the projector does it: signed by IAM.</summary>
    public async Task<JsonObject> MutateSignedAsync(string query, JsonNode variables)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["query"] = query, ["variables"] = variables.DeepClone() }.ToJsonString());
        using var answer = await SendSignedAsync(body);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<HttpResponseMessage> SendSignedAsync(byte[] body, DateTimeOffset? at = null, AccessKey? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/graphql")) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in Signing.Headers(key ?? ProjectorKey, "/graphql", Url.Authority, body, at ?? DateTimeOffset.UtcNow))
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        Gateway.Dispose();
        Assert.True(_log.Broken.Count == 0, string.Join("\n", _log.Broken));
    }
}
