using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>Stands before DynamoDB Local and adds up what it says that the calls consumed: reads by query and by key, for which it is right.</summary>
internal sealed class MeteredDynamoDb : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();

    private MeteredDynamoDb(WebApplication app, Uri dynamo) => (_app, _http) = (app, new() { BaseAddress = dynamo });

    public Uri Url { get; private set; } = null!;

    public double ReadUnits { get; private set; }

    public static async Task<MeteredDynamoDb> StartAsync(Uri dynamo)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var metered = new MeteredDynamoDb(app, dynamo);
        app.Run(metered.ForwardAsync);
        await app.StartAsync();
        metered.Url = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return metered;
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        body["ReturnConsumedCapacity"] = "TOTAL";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        foreach (var name in new[] { "X-Amz-Target", "Authorization" }) request.Headers.TryAddWithoutValidation(name, http.Request.Headers[name].ToString());
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var consumed = JsonNode.Parse(text)?["ConsumedCapacity"];
        lock (_gate)
            foreach (var table in consumed is JsonArray tables ? [.. tables] : new[] { consumed })
                ReadUnits += table?["CapacityUnits"]?.GetValue<double>() ?? 0;
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = "application/x-amz-json-1.0";
        await http.Response.WriteAsync(text);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
