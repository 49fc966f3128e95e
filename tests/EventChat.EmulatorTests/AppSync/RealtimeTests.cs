using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.AppSync;
using Microsoft.Extensions.Time.Testing;
using static EventChat.EmulatorTests.AppSync.TinyApi;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>AppSync's real-time protocol, spoken by plain WebSocket clients.</summary>
public sealed class RealtimeTests : IAsyncLifetime
{
    private const string OnPost = "subscription S($room: ID) { onPost(room: $room) { room text tags size } }";
    private const string Post = "mutation M($room: ID!, $text: String!, $tags: [String!]) { post(room: $room, text: $text, tags: $tags) { room text tags } }";

    private GatewayHost _host = null!;
    private TinyApi _api = null!;

    public Task InitializeAsync() => StartAsync(new AppSyncOptions());

    private async Task StartAsync(AppSyncOptions options)
    {
        if (_host is not null) await _host.DisposeAsync();
        _host = await GatewayHost.StartAsync(new Uri("http://127.0.0.1:9"), options);
        _api = await new TinyApi(_host.Gateway).CreateAsync();
        await _api.ResolveAsync("Mutation.post", Code("({ ...ctx.result, size: 3, author: { name: 'n' } })", "ctx.args"));
        await _api.ResolveAsync("Mutation.announce", Code("ctx.result", "ctx.args"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private Task<JsonObject> PostAsync(string room, string text, params string[] tags) =>
        _host.QueryAsync("bob", Post, new JsonObject { ["room"] = room, ["text"] = text, ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) });

    public static TheoryData<string> Carriers => ["query", "subprotocol", "headers"];

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_connection_is_let_in_by_each_of_the_three_carriers(string carrier)
    {
        var encoded = RealtimeClient.Encode(RealtimeClient.Authorization(TestTokens.Of("alice")));
        await using var client = await RealtimeClient.ConnectAsync(_host, options =>
        {
            options.AddSubProtocol("graphql-ws");
            if (carrier == "subprotocol") options.AddSubProtocol($"header-{encoded.Replace('+', '-').Replace('/', '_').TrimEnd('=')}");
            if (carrier == "headers") options.SetRequestHeader("Authorization", TestTokens.Of("alice"));
        }, carrier == "query" ? $"?header={Uri.EscapeDataString(encoded)}&payload=e30=" : "");
        Assert.Equal("graphql-ws", client.SubProtocol);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack","payload":{"connectionTimeoutMs":300000}}""", (await client.ReceiveAsync()).ToJsonString());
    }

    [Fact]
    public async Task Another_subprotocol_is_refused()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() =>
            RealtimeClient.ConnectAsync(_host, options => options.AddSubProtocol("graphql-transport-ws")));
        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_nobody_vouches_for_gets_an_error_and_the_end()
    {
        await using var client = await RealtimeClient.ConnectAsync(_host, "expired");
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal(
            """{"type":"connection_error","payload":{"errors":[{"errorType":"UnauthorizedException","message":"Token has expired.","errorCode":401}]}}""",
            (await client.ReceiveAsync()).ToJsonString());
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task What_comes_before_the_acknowledgement_is_ignored()
    {
        await using var client = await RealtimeClient.ConnectAsync(_host, TestTokens.Of("alice"));
        await client.StartAsync("1", OnPost, "alice");
        await client.SendAsync("garbage");
        await client.SendAsync("""{"type":"connection_init"}""");
        await client.ExpectAsync("connection_ack");
    }

    [Fact]
    public async Task A_subscriber_gets_what_the_mutation_selected_and_null_for_the_rest()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("one", OnPost, "alice");
        Assert.Null((await PostAsync("r1", "Grüße 👋", "a"))["errors"]?.ToJsonString());
        Assert.Equal(
            """{"id":"one","type":"data","payload":{"data":{"onPost":{"room":"r1","text":"Grüße 👋","tags":["a"],"size":null}}}}""",
            Compact(await client.ReceiveAsync()));
    }

    [Fact]
    public async Task An_argument_must_equal_the_results_field_and_an_absent_one_takes_all()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("all", OnPost, "alice");
        await client.SubscribeAsync("r2", OnPost, "alice", new JsonObject { ["room"] = "r2" });
        await PostAsync("r1", "first");
        await PostAsync("r2", "second");
        var seen = new List<string>();
        for (var i = 0; i < 3; i++) seen.Add(Label(await client.ReceiveAsync()));
        Assert.Equal(["all first", "all second", "r2 second"], seen.Order());
    }

    [Fact]
    public async Task Aliases_fragments_and_skipped_fields_are_the_subscribers_own()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync(
            "1", "subscription S($no: Boolean!) { p: onPost { __typename t: text ...F size @skip(if: $no) } } fragment F on Post { room }", "alice",
            new JsonObject { ["no"] = true });
        await PostAsync("r", "x");
        Assert.Equal("""{"data":{"p":{"__typename":"Post","t":"x","room":"r"}}}""", Compact((await client.ReceiveAsync())["payload"]!));
    }

    [Fact]
    public async Task A_required_field_that_the_mutation_did_not_select_takes_its_parent_along_with_an_error()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", "subscription { onPost { text author { name } } }", "alice");
        await _host.QueryAsync("bob", """mutation { post(room: "r", text: "x") { text author { __typename } } }""");
        var payload = (await client.ReceiveAsync())["payload"]!;
        Assert.Equal("""{"onPost":{"text":"x","author":null}}""", Compact(payload["data"]!));
        Assert.Equal("""["onPost","author","name"]""", payload["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stopped_subscription_is_completed_and_silent()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", OnPost, "alice");
        await client.SubscribeAsync("2", OnPost, "alice");
        await client.SendAsync("""{"type":"stop","id":"1"}""");
        Assert.Equal("1", (await client.ExpectAsync("complete"))["id"]!.GetValue<string>());
        await PostAsync("r", "x");
        Assert.Equal("2", (await client.ExpectAsync("data"))["id"]!.GetValue<string>());
        Assert.Equal(1, _host.Gateway.Statistics.Subscriptions);
    }

    [Fact]
    public async Task A_running_id_can_not_be_started_again()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", OnPost, "alice");
        await client.StartAsync("1", OnPost, "alice");
        Assert.Equal("DuplicatedOperationError", ErrorType(await client.ExpectAsync("error")));
    }

    [Fact]
    public async Task A_connection_holds_a_hundred_subscriptions()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        for (var i = 0; i < 100; i++) await client.SubscribeAsync($"{i}", OnPost, "alice");
        await client.StartAsync("one too many", OnPost, "alice");
        var error = await client.ExpectAsync("error");
        Assert.Equal(("one too many", "MaxSubscriptionsReachedError"), (error["id"]!.GetValue<string>(), ErrorType(error)));
    }

    public static TheoryData<string, string> Nonsense => new()
    {
        { "not json", "BadRequestException" },
        { "[]", "BadRequestException" },
        { "{\"type\":5}", "BadRequestException" },
        { """{"type":"subscribe","id":"1"}""", "UnsupportedOperation" },
        { """{"type":"start"}""", "BadRequestException" },
        { """{"type":"start","id":"1"}""", "BadRequestException" },
        { """{"type":"start","id":"1","payload":{"data":{}}}""", "BadRequestException" },
        { """{"type":"start","id":"1","payload":{"data":"{}"}}""", "UnauthorizedException" },
        { RealtimeClient.StartMessage("1", "no json", RealtimeClient.Authorization("user:alice")), "BadRequestException" },
        { RealtimeClient.StartMessage("1", RealtimeClient.Data("subscription {"), RealtimeClient.Authorization("user:alice")), "InvalidSyntax" },
        { RealtimeClient.StartMessage("1", RealtimeClient.Data("subscription { nowhere }"), RealtimeClient.Authorization("user:alice")), "ValidationError" },
        { RealtimeClient.StartMessage("1", RealtimeClient.Data("{ echo }"), RealtimeClient.Authorization("user:alice")), "BadRequestException" },
        { RealtimeClient.StartMessage("1", RealtimeClient.Data(OnPost), RealtimeClient.Authorization("expired")), "UnauthorizedException" },
        { RealtimeClient.StartMessage("1", RealtimeClient.Data("subscription { a: onPost { text } b: onPost { text } }"), RealtimeClient.Authorization("user:alice")), "ValidationError" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_message_that_makes_no_sense_is_a_typed_error_and_the_connection_lives_on(string message, string errorType)
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SendAsync(message);
        Assert.Equal(errorType, ErrorType(await client.ExpectAsync("error")));
        await client.SubscribeAsync("after", OnPost, "alice");
    }

    [Fact]
    public async Task Binary_is_refused_and_too_much_ends_the_connection()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        Assert.Equal("UnsupportedOperation", ErrorType(await client.ExpectAsync("error")));
        await client.SendAsync(new string('x', 300_000));
        Assert.Equal("BadRequestException", ErrorType(await client.ExpectAsync("error")));
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_resolver_that_refuses_refuses_the_start()
    {
        await _api.ResolveAsync("Subscription.onPost", Code("util.error('Not yours.', 'NotFound', null, { field: 'room' }); return null;"));
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.StartAsync("1", OnPost, "alice");
        var error = (await client.ExpectAsync("error"))["payload"]!["errors"]![0]!;
        Assert.Equal("""{"path":["onPost"],"data":null,"errorType":"NotFound","errorInfo":{"field":"room"},"locations":null,"message":"Not yours."}""", error.ToJsonString());
        Assert.Equal(0, _host.Gateway.Statistics.Subscriptions);
    }

    [Fact]
    public async Task A_filter_that_the_resolver_sets_decides_in_place_of_the_arguments()
    {
        await _api.ResolveAsync("Subscription.onFiltered", Code(
            "extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'tags', operator: 'contains', value: ctx.identity.sub }] }] }); return null;"));
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", "subscription { onFiltered { text } }", "alice");
        await PostAsync("r", "for bob", "bob");
        await PostAsync("r", "for alice", "bob", "alice");
        Assert.Equal("""{"onFiltered":{"text":"for alice"}}""", Compact((await client.ReceiveAsync())["payload"]!["data"]!));
    }

    [Fact]
    public async Task A_filter_beyond_its_bounds_refuses_the_start()
    {
        await _api.ResolveAsync("Subscription.onFiltered", Code(
            "extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'room', operator: 'in', value: ['1', '2', '3', '4', '5', '6'] }] }] }); return null;"));
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.StartAsync("1", "subscription { onFiltered { text } }", "alice");
        Assert.Contains("at most 5 values", (await client.ExpectAsync("error"))["payload"]!["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalidated_subscription_ends_before_the_mutation_that_ended_it_is_heard()
    {
        await _api.ResolveAsync("Subscription.onPost", Code(
            "extensions.setSubscriptionInvalidationFilter({ filterGroup: [{ filters: [{ fieldName: 'user', operator: 'eq', value: ctx.identity.sub }] }] }); return null;"));
        await _api.ResolveAsync("Mutation.post", Code(
            "extensions.invalidateSubscriptions({ subscriptionField: 'onPost', payload: { user: ctx.args.text } }); return ctx.result;", "ctx.args"));
        await using var alice = await RealtimeClient.OpenAsync(_host, "alice");
        await alice.SubscribeAsync("1", OnPost, "alice");
        await using var bob = await RealtimeClient.OpenAsync(_host, "bob");
        await bob.SubscribeAsync("1", OnPost, "bob");
        await PostAsync("r", "alice");
        Assert.Equal("1", (await alice.ExpectAsync("complete"))["id"]!.GetValue<string>());
        await bob.ExpectAsync("data");
        Assert.Equal((1, 1), (_host.Gateway.Statistics.Invalidated, _host.Gateway.Statistics.Subscriptions));
    }

    [Fact]
    public async Task A_failed_mutation_is_not_heard_and_one_with_errors_and_data_is()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", OnPost, "alice");
        await _api.ResolveAsync("Mutation.post", Code("if (ctx.args.text === 'bad') { util.error('No.', 'Refused'); } util.appendError('Hm.', 'Warning'); return ctx.result;", "ctx.args"));
        await PostAsync("r", "bad");
        await PostAsync("r", "good");
        Assert.Equal("1 good", Label(await client.ReceiveAsync()));
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_dropped_and_the_publisher_sees_success()
    {
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", OnPost, "alice");
        var answer = await PostAsync("r", new string('x', 241 * 1024));
        Assert.Null(answer["errors"]);
        await PostAsync("r", "small");
        Assert.Equal("1 small", Label(await client.ReceiveAsync()));
        Assert.Equal(1, _host.Gateway.Statistics.TooLarge);
    }

    [Fact]
    public async Task IAM_signs_the_connection_and_each_start()
    {
        var authority = _host.Url.Authority;
        JsonObject Signed(string path, string body) => new(Signing.Headers(
            GatewayHost.ProjectorKey, path, authority, Encoding.UTF8.GetBytes(body), DateTimeOffset.UtcNow).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value)));
        await using var client = await RealtimeClient.ConnectAsync(_host, options =>
        {
            options.AddSubProtocol("graphql-ws");
            options.AddSubProtocol($"header-{RealtimeClient.Encode(Signed("/graphql/connect", "{}")).Replace('+', '-').Replace('/', '_').TrimEnd('=')}");
        });
        await client.SendAsync("""{"type":"connection_init"}""");
        await client.ExpectAsync("connection_ack");

        var data = RealtimeClient.Data("subscription { onPost { text } }");
        await client.SendAsync(RealtimeClient.StartMessage("forged", data, Signed("/graphql", data + " ")));
        Assert.Equal("InvalidSignatureException", ErrorType(await client.ExpectAsync("error")));
        // The field is for users: a right signature is let in and then refused by the directive.
        await client.SendAsync(RealtimeClient.StartMessage("signed", data, Signed("/graphql", data)));
        Assert.Equal("Unauthorized", ErrorType(await client.ExpectAsync("error")));
    }

    [Fact]
    public async Task Keep_alives_come_every_minute_and_the_connection_ends_after_a_day()
    {
        var time = new FakeTimeProvider();
        await StartAsync(new AppSyncOptions { Time = time });
        await using var client = await RealtimeClient.OpenAsync(_host, "alice");
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("""{"type":"ka"}""", (await client.ReceiveAsync()).ToJsonString());
        time.Advance(TimeSpan.FromHours(24));
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_read_loses_frames_and_holds_up_nobody()
    {
        await StartAsync(new AppSyncOptions { WaitingFrames = 10 });
        await using var sleeper = await RealtimeClient.OpenAsync(_host, "sleeper");
        await sleeper.SubscribeAsync("1", OnPost, "sleeper");
        await using var reader = await RealtimeClient.OpenAsync(_host, "reader");
        await reader.SubscribeAsync("1", OnPost, "reader");
        var text = new string('x', 200_000);
        for (var i = 0; i < 150; i++)
        {
            await PostAsync("r", $"{i} {text}");
            Assert.StartsWith($"1 {i} ", Label(await reader.ReceiveAsync()), StringComparison.Ordinal);
        }
        Assert.True(_host.Gateway.Statistics.Dropped > 0);
    }

    [Fact]
    public async Task A_connection_that_is_cut_leaves_nothing_behind()
    {
        var client = await RealtimeClient.OpenAsync(_host, "alice");
        await client.SubscribeAsync("1", OnPost, "alice");
        await client.DisposeAsync();
        for (var i = 0; i < 200 && _host.Gateway.Statistics.Connections > 0; i++) await Task.Delay(10);
        Assert.Equal((0, 0), (_host.Gateway.Statistics.Connections, _host.Gateway.Statistics.Subscriptions));
    }

    private static string Label(JsonNode message) => $"{message["id"]} {message["payload"]!["data"]!["onPost"]!["text"]}";

    private static string ErrorType(JsonNode message) => message["payload"]!["errors"]![0]!["errorType"]!.GetValue<string>();

    private static string Compact(JsonNode node) =>
        node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\uD83D\\uDC4B", "👋", StringComparison.Ordinal);
}
