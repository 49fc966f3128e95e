using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventChat.Client;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Api;

/// <summary>Every bad input has a typed answer that names the field and the limit; none is a 500, none shows a stack trace, none stores anything.</summary>
[Collection(SharedHostTests.Name)]
public sealed class BadInputTests(SharedHost shared) : IAsyncLifetime, IDisposable
{
    private const string SendMessage = "mutation($input: SendMessageInput!) { sendMessage(input: $input) { seq } }";
    private const string Messages = "query($id: ID!, $limit: Int, $next: String) { messages(conversationId: $id, limit: $limit, nextToken: $next) { items { seq } nextToken } }";
    private const string Sync = "query($id: ID!, $after: Int!, $limit: Int) { sync(conversationId: $id, afterSeq: $after, limit: $limit) { status seq } }";

    private readonly HttpClient _http = new();
    private Uri _graphql = null!;
    private string _alice = null!;
    private string _carol = null!;

    public async Task InitializeAsync()
    {
        var endpoints = await ChatEndpoints.DiscoverAsync(_http, shared.Host.BaseUrl, default);
        _graphql = endpoints.GraphQLUrl;
        var pool = new UserPool(_http, endpoints, TimeProvider.System);
        _alice = await TokenAsync(pool, "alice");
        _carol = await TokenAsync(pool, "carol");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("", "text", 1, "bytes")]
    [InlineData("  \n ", "text", 1, "bytes")]
    [InlineData("bell \u0007", "text", null, null)]
    public async Task A_text_that_says_nothing_or_controls_something_is_refused(string text, string field, int? limit, string? unit) =>
        await RefusedAsync(_alice, SendMessage, new { input = Input(text) }, "InvalidArgument", field, limit, unit);

    [Fact]
    public async Task A_text_over_the_limit_is_refused_with_the_limit() =>
        await RefusedAsync(_alice, SendMessage, new { input = Input(new string('é', 2049)) }, "InvalidArgument", "text", 4096, "bytes");

    [Fact]
    public async Task An_id_that_is_none_is_refused_by_name()
    {
        await RefusedAsync(_alice, SendMessage, new { input = new { commandId = "7", conversationId = "demo-team", text = "x" } }, "InvalidArgument", "commandId");
        await RefusedAsync(_alice, SendMessage, new { input = new { commandId = Guid.NewGuid(), conversationId = "c#demo", text = "x" } }, "InvalidArgument", "conversationId");
        await RefusedAsync(_alice, Messages, new { id = "c#demo" }, "InvalidArgument", "conversationId");
    }

    [Fact]
    public async Task A_stranger_hears_what_one_hears_of_nothing()
    {
        var direct = (await AskAsync(_alice, "{ conversations { items { conversationId kind } } }", new { })).Data.GetProperty("conversations")
            .GetProperty("items").EnumerateArray().First(c => c.GetProperty("kind").GetString() == "Direct").GetProperty("conversationId").GetString()!;
        foreach (var query in new[] { Messages, "query($id: ID!) { conversation(conversationId: $id) { seq } }", "query($id: ID!) { members(conversationId: $id) { items { name } } }" })
        {
            var theirs = await AskAsync(_carol, query, new { id = direct });
            var missing = await AskAsync(_carol, query, new { id = "no-such-conversation" });
            Assert.Equal("NotFound", theirs.ErrorType);
            Assert.Equal(missing.Text, theirs.Text);
        }
        var sync = await AskAsync(_carol, Sync, new { id = direct, after = 0 });
        Assert.Equal("NotFound", sync.ErrorType);
        Assert.Equal((await AskAsync(_carol, Sync, new { id = "no-such-conversation", after = 0 })).Text, sync.Text);
        var send = await AskAsync(_carol, SendMessage, new { input = new { commandId = Guid.NewGuid(), conversationId = direct, text = "x" } });
        Assert.Equal("NotFound", send.ErrorType);
    }

    [Fact]
    public async Task A_sender_in_the_body_is_not_part_of_the_API()
    {
        var answer = await AskAsync(_alice, SendMessage, new { input = new { commandId = Guid.NewGuid(), conversationId = "demo-team", text = "x", sender = "bob" } });
        Assert.Contains("sender", answer.Text, StringComparison.Ordinal);
        Assert.Equal("ValidationError", answer.ErrorType);
    }

    [Fact]
    public async Task A_page_is_bounded_and_a_cursor_is_this_lists_own()
    {
        await RefusedAsync(_alice, Messages, new { id = "demo-team", limit = 101 }, "InvalidArgument", "limit", 100, "rows");
        await RefusedAsync(_alice, Messages, new { id = "demo-team", limit = 0 }, "InvalidArgument", "limit");
        Assert.NotNull((await AskAsync(_alice, Messages, new { id = "demo-team", next = "AAAA" })).ErrorType);
        var other = (await AskAsync(_alice, "{ conversations(limit: 1) { nextToken } }", new { })).Data.GetProperty("conversations").GetProperty("nextToken").GetString();
        Assert.NotNull(other);
        Assert.NotNull((await AskAsync(_alice, Messages, new { id = "demo-team", next = other })).ErrorType);
    }

    [Fact]
    public async Task A_client_ahead_of_the_log_is_told_to_begin_anew()
    {
        await RefusedAsync(_alice, Sync, new { id = "demo-team", after = -1 }, "InvalidArgument", "afterSeq");
        var ahead = await AskAsync(_alice, Sync, new { id = "demo-team", after = 1_000_000 });
        Assert.Equal("reset", ahead.Data.GetProperty("sync").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("{ messages(")]
    [InlineData("{ nothing }")]
    [InlineData("mutation { sendMessage }")]
    public async Task A_request_that_is_no_GraphQL_of_this_API_is_a_typed_error(string query)
    {
        var answer = await AskAsync(_alice, query, new { });
        Assert.NotNull(answer.ErrorType);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("\"x\"")]
    public async Task A_body_that_is_no_request_is_answered_with_4xx(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _graphql) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", _alice);
        using var response = await _http.SendAsync(request);
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Contains("errorType", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_missing_forged_or_altered_is_401()
    {
        var parts = _alice.Split('.');
        var altered = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"sub":"00000000-0000-0000-0000-000000000000","token_use":"access"}""")).TrimEnd('=');
        foreach (var token in new[] { null, "x", $"{parts[0]}.{altered}.{parts[2]}", $"{parts[0]}.{parts[1]}.AAAA", $"eyJhbGciOiJub25lIn0.{parts[1]}." })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _graphql) { Content = JsonContent.Create(new { query = "{ me { name } }" }) };
            if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
            using var response = await _http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains("UnauthorizedException", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_of_a_name_that_only_points_here_gets_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shared.Host.BaseUrl, "/_local/mailbox"));
        request.Headers.Host = "elsewhere.example";
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("alice", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_can_not_publish()
    {
        var answer = await AskAsync(_alice, "mutation($i: PublishInput!) { publish(input: $i) { seq } }",
            new { i = new { conversationId = "demo-team", fromSeq = 1, seq = 1, events = Array.Empty<object>() } });
        Assert.Equal("Unauthorized", answer.ErrorType);
    }

    private static object Input(string text) => new { commandId = Guid.NewGuid(), conversationId = "demo-team", text };

    private async Task RefusedAsync(string token, string query, object variables, string type, string field, int? limit = null, string? unit = null)
    {
        var before = await HeadAsync();
        var answer = await AskAsync(token, query, variables);
        Assert.Equal(type, answer.ErrorType);
        Assert.Equal(field, answer.Info.GetProperty("field").GetString());
        if (limit is not null) Assert.Equal(limit, answer.Info.GetProperty("limit").GetInt32());
        if (unit is not null) Assert.Equal(unit, answer.Info.GetProperty("unit").GetString());
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, await HeadAsync());
    }

    private async Task<int> HeadAsync() =>
        (await AskAsync(_alice, "query { sync(conversationId: \"demo-team\", afterSeq: 0, limit: 1) { headSeq } }", new { })).Data
        .GetProperty("sync").GetProperty("headSeq").GetInt32();

    private async Task<Answer> AskAsync(string token, string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _graphql) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Answer(await response.Content.ReadAsStringAsync());
    }

    private async Task<string> TokenAsync(UserPool pool, string name) =>
        await pool.SignInAsync(name, shared.Host.Password, SignInFlow.Srp, default) is SignInResult.SignedIn signedIn
            ? signedIn.Tokens.Access
            : throw new InvalidOperationException($"{name} can not sign in.");

    private sealed record Answer(string Text)
    {
        private readonly JsonElement _root = JsonDocument.Parse(Text).RootElement;

        public JsonElement Data => _root.GetProperty("data");

        public string? ErrorType => Error?.GetProperty("errorType").GetString();

        public JsonElement Info => Error!.Value.GetProperty("errorInfo");

        private JsonElement? Error => _root.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0 ? errors[0] : null;
    }
}
