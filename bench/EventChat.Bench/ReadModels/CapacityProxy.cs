using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.Bench.ReadModels;

/// <summary>Stands between a caller and DynamoDB Local and asks each call what it cost; DynamoDB Local is right about everything but transactions, and no query makes one.</summary>
internal sealed class CapacityProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private CapacityProxy(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Units of all calls since <see cref="Reset"/>.</summary>
    public double Units { get; private set; }

    public int Calls { get; private set; }

    public void Reset() => (Units, Calls) = (0, 0);

    public static async Task<CapacityProxy> StartAsync(Uri dynamo)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new CapacityProxy(app);
        app.Run(http => proxy.ForwardAsync(http, dynamo));
        await app.StartAsync();
        proxy.Url = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return proxy;
    }

    private async Task ForwardAsync(HttpContext http, Uri dynamo)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        body["ReturnConsumedCapacity"] = "TOTAL";
        using var request = new HttpRequestMessage(HttpMethod.Post, dynamo) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/x-amz-json-1.0") };
        foreach (var name in new[] { "X-Amz-Target", "Authorization" }) request.Headers.TryAddWithoutValidation(name, http.Request.Headers[name].ToString());
        using var answer = await _http.SendAsync(request, http.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        if (answer.IsSuccessStatusCode) Count(JsonNode.Parse(bytes)!["ConsumedCapacity"]);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = "application/x-amz-json-1.0";
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>One table's, or a batch's by table.</summary>
    private void Count(JsonNode? used)
    {
        foreach (var one in used as JsonArray ?? [used?.DeepClone()]) Units += one?["CapacityUnits"]?.GetValue<double>() ?? 0;
        Calls++;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
