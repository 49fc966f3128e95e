using System.Collections.Concurrent;
using System.Net;

namespace EventChat.UnitTests.EventBridge;

public sealed class ApiDestinationTests
{
    [Fact]
    public async Task A_destination_is_called_with_its_connection_and_the_targets_parameters()
    {
        using var server = new NotingServer();
        await using var bus = new LocalBus(http: server);
        Destination(bus, "BASIC", """{"BasicAuthParameters":{"Username":"u","Password":"secret"},"InvocationHttpParameters":{"HeaderParameters":[{"Key":"X-A","Value":"connection"}],"BodyParameters":[{"Key":"extra","Value":"1"}]}}""", 100);
        Target(bus, """,  "InputPath":"$.detail","HttpParameters":{"PathParameterValues":["a/b"],"HeaderParameters":{"X-A":"target","X-B":"b"},"QueryStringParameters":{"q":"1 2"}}""");

        bus.Put("""{"n":1}""");
        await bus.IdleAsync;

        var call = server.Calls.Single();
        Assert.Equal(("PUT", "https://example.test/rooms/a%2Fb/x?q=1%202", """{"n":1,"extra":"1"}"""), (call.Method, call.Url, call.Body));
        Assert.Equal(("connection", "b", "Basic dTpzZWNyZXQ=", "Amazon/EventBridge/ApiDestinations"),
            (call.Headers["X-A"], call.Headers["X-B"], call.Headers["Authorization"], call.Headers["User-Agent"]));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_and_again_when_it_is_not_taken()
    {
        using var server = new NotingServer { Body = """{"access_token":"t","expires_in":3600}""" };
        await using var bus = new LocalBus(http: server);
        Destination(bus, "OAUTH_CLIENT_CREDENTIALS", """
            {"OAuthParameters":{"ClientParameters":{"ClientID":"me","ClientSecret":"hush"},"AuthorizationEndpoint":"https://auth.test/token","HttpMethod":"POST"}}
            """, 300);
        Target(bus, """,  "RetryPolicy":{"MaximumRetryAttempts":0}""");

        for (var i = 0; i < 2; i++)
        {
            bus.Put();
            await bus.PassAsync();
        }
        server.Refuses = call => call.Url.StartsWith("https://example.test", StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            bus.Put();
            await bus.PassAsync();
        }

        var tokens = server.Calls.Where(call => call.Url is "https://auth.test/token").ToList();
        Assert.Equal(2, tokens.Count);
        Assert.Equal("grant_type=client_credentials&client_id=me&client_secret=hush", tokens[0].Body);
        Assert.All(server.Calls.Where(call => call.Method is "PUT"), call => Assert.Equal("Bearer t", call.Headers["Authorization"]));
        Assert.DoesNotContain("hush", bus.Call("DescribeConnection", """{"Name":"c"}""").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_never_shown()
    {
        await using var bus = new LocalBus();
        Destination(bus, "API_KEY", """{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"hush1"},"InvocationHttpParameters":{"HeaderParameters":[{"Key":"h","Value":"hush2","IsValueSecret":true}]}}""", 1);

        foreach (var (operation, request) in new[] { ("DescribeConnection", """{"Name":"c"}"""), ("ListConnections", "{}"), ("DescribeApiDestination", """{"Name":"d"}""") })
            Assert.DoesNotContain("hush", bus.Call(operation, request).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"ApiKeyName\":\"k\"", bus.Call("DescribeConnection", """{"Name":"c"}""").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rate_is_kept()
    {
        using var server = new NotingServer();
        await using var bus = new LocalBus(http: server);
        Destination(bus, "API_KEY", """{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"v"}}""", 2);
        Target(bus, "");

        for (var i = 0; i < 3; i++) bus.Put();
        var start = bus.Clock.GetUtcNow();
        await bus.PassAsync();

        Assert.Equal((3, TimeSpan.FromSeconds(1)), (server.Calls.Count, bus.Clock.GetUtcNow() - start));
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    public async Task Only_answers_that_may_change_are_asked_for_again(int status, int calls)
    {
        using var server = new NotingServer { Status = (HttpStatusCode)status };
        await using var bus = new LocalBus(http: server);
        Destination(bus, "API_KEY", """{"ApiKeyAuthParameters":{"ApiKeyName":"k","ApiKeyValue":"v"}}""", 300);
        Target(bus, """,  "RetryPolicy":{"MaximumRetryAttempts":2}""");

        bus.Put();
        await bus.PassAsync();

        Assert.Equal(calls, server.Calls.Count);
    }

    private static void Destination(LocalBus bus, string type, string parameters, int rate)
    {
        var connection = bus.Call("CreateConnection", $$"""{"Name":"c","AuthorizationType":"{{type}}","AuthParameters":{{parameters}} }""")["ConnectionArn"];
        bus.Call("CreateApiDestination", $$"""
            {"Name":"d","ConnectionArn":"{{connection}}","InvocationEndpoint":"https://example.test/rooms/*/x","HttpMethod":"PUT","InvocationRateLimitPerSecond":{{rate}}}
            """);
    }

    private static void Target(LocalBus bus, string more) => bus.Rule("r", """{"source":["chat"]}""", $$"""
        [{"Id":"d","Arn":"{{bus.Call("DescribeApiDestination", """{"Name":"d"}""")["ApiDestinationArn"]}}","RoleArn":"arn:aws:iam::000000000000:role/r" {{more}} }]
        """);

    private sealed record Noted(string Method, string Url, string Body, IReadOnlyDictionary<string, string> Headers);

    private sealed class NotingServer : HttpMessageHandler
    {
        public ConcurrentQueue<Noted> Calls { get; } = new();

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public string Body { get; init; } = "";

        public Func<Noted, bool> Refuses { get; set; } = _ => false;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var call = new Noted(request.Method.Method, request.RequestUri!.AbsoluteUri, body, request.Headers.ToDictionary(h => h.Key, h => string.Join(' ', h.Value)));
            Calls.Enqueue(call);
            return new HttpResponseMessage(Refuses(call) ? HttpStatusCode.Unauthorized : Status) { Content = new StringContent(Body) };
        }
    }
}
