using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>Against a few lines of S3's protocol: two objects a page, whatever is asked.</summary>
public sealed class ObjectStoreTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly ConcurrentDictionary<string, string> _objects = new(StringComparer.Ordinal);
    private WebApplication _app = null!;
    private MapObjects _map = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ServeAsync);
        await _app.StartAsync();
        var url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _map = new MapObjects(new ObjectStore(Http, () => url, new("k", "s", "a"), TimeProvider.System));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Objects_are_written_read_and_listed_page_after_page()
    {
        foreach (var name in (string[])["in/1.json", "in/2 ü.json", "in/3.json"])
            Assert.IsType<TaskOutcome.Succeeded>(await _map.PutAsync("bucket", name, Encoding.UTF8.GetBytes("[1]"), "application/json", default));
        Assert.Equal("[1]", Assert.IsType<TaskOutcome.Succeeded>(await _map.GetAsync("bucket", "in/2 ü.json", default)).Output!.GetValue<string>());
        var all = Assert.IsType<TaskOutcome.Succeeded>(await _map.ListAsync("bucket", "in/", null, default)).Output!.AsArray();
        Assert.Equal(["in/1.json", "in/2 ü.json", "in/3.json"], all.Select(o => $"{o!["Key"]}"));
        Assert.Equal(3, all[0]!["Size"]!.GetValue<long>());
        Assert.Single(Assert.IsType<TaskOutcome.Succeeded>(await _map.ListAsync("bucket", "in/", 1, default)).Output!.AsArray());
    }

    [Fact]
    public async Task An_object_that_is_not_there_fails_as_in_S3() => Assert.Equal(
        "S3.NoSuchKeyException", Assert.IsType<TaskOutcome.Failed>(await _map.GetAsync("bucket", "nobody", default)).Error);

    private async Task ServeAsync(HttpContext http)
    {
        var key = http.Request.Path.Value![1..];
        if (http.Request.Query.ContainsKey("list-type"))
        {
            var after = http.Request.Query["continuation-token"].ToString();
            var most = Math.Min(2, int.Parse(http.Request.Query["max-keys"].ToString(), System.Globalization.CultureInfo.InvariantCulture));
            var names = _objects.Keys.Select(k => k["bucket/".Length..]).Where(k => k.StartsWith(http.Request.Query["prefix"].ToString(), StringComparison.Ordinal)
                && string.CompareOrdinal(k, after) > 0).Order(StringComparer.Ordinal).ToList();
            var contents = string.Concat(names.Take(most).Select(k =>
                $"<Contents><Key>{k}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>3</Size></Contents>"));
            var next = names.Count > most ? $"<NextContinuationToken>{names[most - 1]}</NextContinuationToken>" : "";
            await http.Response.WriteAsync($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{contents}{next}</ListBucketResult>");
        }
        else if (http.Request.Method == "PUT")
        {
            using var reader = new StreamReader(http.Request.Body);
            _objects[key] = await reader.ReadToEndAsync();
            http.Response.Headers.ETag = "\"e\"";
        }
        else if (_objects.TryGetValue(key, out var found)) await http.Response.WriteAsync(found);
        else
        {
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
        }
    }
}
