using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static EventChat.UnitTests.Notifications.Backstage;

namespace EventChat.UnitTests.Notifications;

/// <summary>The webhook channel against a real server on this machine, over TLS.</summary>
public sealed class WebhookTests : IAsyncLifetime, IDisposable
{
    private sealed record Call(string Path, string Body, string? Timestamp, string? Signature, string? Delivery);

    private static readonly PublicAddresses WithLoopback = PublicAddresses.From("127.0.0.0/8");

    private static readonly X509Certificate2 Target = Certificate();
    private static readonly RemoteCertificateValidationCallback Trust = (_, shown, _, _) => shown?.GetCertHashString() == Target.GetCertHashString();

    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly WebhookClient _client = new(WithLoopback, TimeProvider.System, Trust);
    private WebApplication _server = null!;
    private int _port;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Target)));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.Single()).Port;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_target_can_tell_that_a_call_is_ours()
    {
        await PostAsync("/ok", "{\"hello\":\"wörld\"}");

        // As a target would do it; docs show the same.
        var call = Assert.Single(_calls);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{call.Timestamp}.{call.Body}"));
        Assert.Equal($"v1={Convert.ToHexStringLower(mac)}", call.Signature);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(call.Timestamp!, System.Globalization.CultureInfo.InvariantCulture), 0, 60);
        Assert.Equal("delivery-1", call.Delivery);
    }

    [Fact]
    public void A_signature_is_what_it_was() =>
        // python3: hmac.new(b"c2VjcmV0", b"1772452800.{}", "sha256").hexdigest()
        Assert.Equal("v1=ed969363bf12e2f0bf1954674f71c4e4e4925a11824747c3427cc681b5a9efe0", WebhookSignature.Of(Secret, 1_772_452_800, "{}"u8));

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(304)]
    public async Task What_may_pass_is_tried_again(int status) => await Assert.ThrowsAsync<WebhookFailedException>(() => PostAsync($"/status/{status}"));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_the_target_refuses_is_not(int status) => await Assert.ThrowsAsync<WebhookRefusedException>(() => PostAsync($"/status/{status}"));

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await Assert.ThrowsAsync<WebhookFailedException>(() => PostAsync("/redirect"));
        Assert.Equal(["/redirect"], _calls.Select(c => c.Path));
    }

    [Fact]
    public async Task A_target_that_does_not_answer_costs_five_seconds()
    {
        var took = Stopwatch.StartNew();
        await Assert.ThrowsAsync<WebhookFailedException>(() => PostAsync("/hang"));
        Assert.InRange(took.Elapsed.TotalSeconds, 4.5, 15);
    }

    [Fact]
    public async Task The_body_of_an_answer_is_not_waited_for()
    {
        var took = Stopwatch.StartNew();
        await PostAsync("/slow-body");
        Assert.InRange(took.Elapsed.TotalSeconds, 0, 4.5);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called()
    {
        using var strict = new WebhookClient(PublicAddresses.From(null), TimeProvider.System, Trust);
        foreach (var host in new[] { "localhost", "127.0.0.1", "[::1]", "169.254.169.254", "0x7f000001", "[::ffff:127.0.0.1]", "0" })
            await Assert.ThrowsAsync<WebhookRefusedException>(() => strict.PostAsync($"https://{host}:{_port}/ok", Secret, "delivery-1", [], default));
        Assert.Empty(_calls);
    }

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("https://user:password@hooks.example.com/")]
    [InlineData("https://hooks.example.com:22/")]
    [InlineData("https://hooks.example.com:1023/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    public async Task What_is_no_https_address_on_an_allowed_port_is_not_called(string url) =>
        await Assert.ThrowsAsync<WebhookRefusedException>(() => _client.PostAsync(url, Secret, "delivery-1", [], default));

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure()
    {
        using var strict = new WebhookClient(WithLoopback, TimeProvider.System);
        await Assert.ThrowsAsync<WebhookFailedException>(() => strict.PostAsync($"https://127.0.0.1:{_port}/ok", Secret, "delivery-1", [], default));
    }

    [Fact]
    public async Task The_users_webhook_hears_what_the_user_is_told()
    {
        using var stage = new Backstage(WithLoopback, Trust);
        await stage.OpenAsync();
        await stage.JoinAsync(Alice);
        await stage.JoinAsync(Bob, new(WebhookUrl: $"https://127.0.0.1:{_port}/ok"));
        var delivery = (await stage.TellAsync("run", [await stage.SayAsync(Alice, "Hello @bob", [Bob])], Bob)).Deliveries.Single();
        var of = new DeliveryRef(Bob, delivery.Key, delivery.Channel);

        await stage.Webhook.RunAsync(of, default);
        await stage.Webhook.RunAsync(of, default);

        Assert.Equal(2, _calls.Count);
        Assert.Single(_calls.Select(c => c.Delivery).Distinct());
        var body = JsonNode.Parse(_calls.First().Body)!;
        Assert.Equal(_calls.First().Delivery, (string?)body["id"]);
        Assert.Equal(("notification.requested", "Mention", "Alice", "Support", "Hello @bob"),
            ((string?)body["type"], (string?)body["kind"], (string?)body["fromName"], (string?)body["conversationTitle"], (string?)body["preview"]));
    }

    private Task PostAsync(string path, string body = "{}") =>
        _client.PostAsync($"https://127.0.0.1:{_port}{path}", Secret, "delivery-1", Encoding.UTF8.GetBytes(body), default);

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        _calls.Enqueue(new(
            path, await reader.ReadToEndAsync(), headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader], headers[WebhookSignature.DeliveryHeader]));
        switch (path)
        {
            case "/redirect":
                context.Response.Redirect($"https://127.0.0.1:{_port}/inside");
                break;
            case "/hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "/slow-body":
                await context.Response.StartAsync();
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case var status when status.StartsWith("/status/", StringComparison.Ordinal):
                context.Response.StatusCode = int.Parse(status[8..], System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=target", key, HashAlgorithmName.SHA256);
        using var signed = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pfx), null);
    }
}
