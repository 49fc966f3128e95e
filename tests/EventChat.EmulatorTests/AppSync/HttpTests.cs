using System.Text;
using System.Text.Json.Nodes;
using static EventChat.EmulatorTests.AppSync.TinyApi;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>GraphQL over HTTP, and whatever a client may throw at it.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private GatewayHost _host = null!;
    private TinyApi _api = null!;

    public async Task InitializeAsync()
    {
        _host = await GatewayHost.StartAsync(new Uri("http://127.0.0.1:9"));
        _api = await new TinyApi(_host.Gateway).CreateAsync();
        await _api.ResolveAsync("Query.echo", Code("ctx.result", "ctx.args.text ?? 'nothing'"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private async Task<(int Status, string Body)> PostAsync(string body, string? token = "user:alice")
    {
        using var answer = await _host.PostAsync(body, token);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", text, StringComparison.Ordinal);
        return ((int)answer.StatusCode, text);
    }

    [Fact]
    public async Task A_query_is_answered_with_what_its_resolver_returns()
    {
        var (status, body) = await PostAsync("""{"query":"query Q($t: String) { echo(text: $t) }","variables":{"t":"Grüße 👋\n\"quoted\""}}""");
        Assert.Equal(200, status);
        Assert.Equal("Grüße 👋\n\"quoted\"", JsonNode.Parse(body)!["data"]!["echo"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, 401, "UnauthorizedException", "Valid authorization header not provided.")]
    [InlineData("expired", 401, "UnauthorizedException", "Token has expired.")]
    [InlineData("Bearer nonsense", 401, "UnauthorizedException", "Unable to parse JWT token.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x", 403, "IncompleteSignatureException", "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.")]
    public async Task Who_can_not_be_told_is_refused_with_a_status(string? token, int expected, string errorType, string message)
    {
        var (status, body) = await PostAsync("""{"query":"{ echo }"}""", token);
        Assert.Equal(expected, status);
        Assert.Equal($$"""{"errors":[{"errorType":"{{errorType}}","message":"{{message}}"}]}""", body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"query":5}""")]
    [InlineData("""{"query":"{ echo }","variables":[1]}""")]
    [InlineData("""{"query":"{ echo }","operationName":{}}""")]
    [InlineData("{\"query\":\"{ echo }\"} trailing")]
    [InlineData("\u0000\u0001")]
    public async Task A_body_that_is_no_request_is_a_typed_400(string body)
    {
        var (status, answer) = await PostAsync(body);
        Assert.Equal(400, status);
        Assert.Contains("\"errorType\":\"MalformedHttpRequestException\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_a_typed_400()
    {
        using var answer = await _host.PostAsync([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D], "user:alice");
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("{ echo", "InvalidSyntax")]
    [InlineData("{ nowhere }", "ValidationError")]
    [InlineData("{ echo(text: 5) }", "ValidationError")]
    [InlineData("query Q($x: Int!) { echo }", "ValidationError")]
    [InlineData("{ ...F } fragment F on Query { ...F }", "ValidationError")]
    public async Task A_document_that_is_wrong_is_a_typed_error_with_null_data(string query, string errorType)
    {
        var (status, body) = await PostAsync(new JsonObject { ["query"] = query }.ToJsonString());
        Assert.Equal(200, status);
        var answer = JsonNode.Parse(body)!;
        Assert.Null(answer["data"]);
        Assert.Equal(errorType, answer["errors"]![0]!["errorType"]!.GetValue<string>());
        Assert.Null(answer["errors"]![0]!["path"]);
    }

    [Fact]
    public async Task An_unknown_field_is_said_as_AppSync_says_it()
    {
        var (_, body) = await PostAsync("""{"query":"{\n  nowhere\n}"}""");
        var error = JsonNode.Parse(body)!["errors"]![0]!;
        Assert.StartsWith("Validation error of type FieldUndefined: ", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("""[{"line":2,"column":3,"sourceName":null}]""", error["locations"]!.ToJsonString());
    }

    private static readonly Dictionary<string, string> BombsByName = new()
    {
        { "deep nesting", "{ item " + string.Concat(Enumerable.Repeat("{ child ", 90)) + "{ name }" + new string('}', 91) },
        { "very deep nesting", "{ item " + string.Concat(Enumerable.Repeat("{ child ", 50_000)) },
        { "aliases", "{ " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}: echo ")) + "}" },
        { "the same field", "{ " + string.Concat(Enumerable.Repeat("item { name } ", 30_000)) + "}" },
        { "doubling fragments", "{ item { ...F30 } } fragment F0 on Item { name } "
            + string.Concat(Enumerable.Range(1, 30).Select(i => $"fragment F{i} on Item {{ a: child {{ ...F{i - 1} }} b: child {{ ...F{i - 1} }} }} ")) },
        { "nested lists", "{ echo(text: " + new string('[', 20_000) + new string(']', 20_000) + ") }" },
    };

    public static TheoryData<string> Bombs => [.. BombsByName.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_document_made_to_exhaust_is_refused_at_once(string what)
    {
        var query = BombsByName[what];
        var started = System.Diagnostics.Stopwatch.StartNew();
        var (status, body) = await PostAsync(new JsonObject { ["query"] = query }.ToJsonString());
        Assert.Equal(200, status);
        Assert.NotNull(JsonNode.Parse(body)!["errors"]![0]!["errorType"]);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(10), $"{what} took {started.Elapsed}.");
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused()
    {
        var (status, body) = await PostAsync(new JsonObject { ["query"] = "{ echo }" + new string(' ', 1_100_000) }.ToJsonString());
        Assert.Equal(413, status);
        Assert.Contains("RequestTooLargeException", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_POST_is_answered()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(_host.Url, "/graphql?query={echo}"));
        Assert.Equal(405, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_resolvers_error_has_AppSyncs_shape()
    {
        await _api.ResolveAsync("Query.echo", Code("util.error('Too long.', 'InvalidArgument', { kept: true }, { field: 'text', limit: 3 }); return null;"));
        var (status, body) = await PostAsync("""{"query":"{ echo }"}""");
        Assert.Equal(200, status);
        Assert.Equal(
            """{"data":{"echo":null},"errors":[{"path":["echo"],"data":{"kept":true},"errorType":"InvalidArgument","errorInfo":{"field":"text","limit":3},"locations":[{"line":1,"column":3,"sourceName":null}],"message":"Too long."}]}""",
            body);
    }

    [Fact]
    public async Task An_appended_error_comes_with_the_data()
    {
        await _api.ResolveAsync("Query.echo", Code("util.appendError('Half.', 'Partial'); return 'half';"));
        var (_, body) = await PostAsync("""{"query":"{ echo }"}""");
        Assert.Equal("half", JsonNode.Parse(body)!["data"]!["echo"]!.GetValue<string>());
        Assert.Equal("Partial", JsonNode.Parse(body)!["errors"]![0]!["errorType"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{ secret }", "secret", "Query", null)]
    [InlineData("{ machine }", "machine", "Query", "Admins")]
    public async Task A_field_closed_to_the_caller_is_an_error_of_that_field(string query, string field, string type, string? group)
    {
        var (_, body) = await PostAsync(new JsonObject { ["query"] = query }.ToJsonString(), TestTokens.Of("alice", group));
        var error = JsonNode.Parse(body)!["errors"]![0]!;
        Assert.Equal("Unauthorized", error["errorType"]!.GetValue<string>());
        Assert.Equal($"Not Authorized to access {field} on type {type}", error["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_group_opens_what_its_directive_names()
    {
        await _api.ResolveAsync("Query.secret", Code("'opened'"));
        var (_, body) = await PostAsync("""{"query":"{ secret }"}""", TestTokens.Of("alice", "Admins"));
        Assert.Equal("""{"data":{"secret":"opened"}}""", body);
    }

    [Fact]
    public async Task A_closed_field_of_a_result_is_null_and_the_rest_is_there()
    {
        await _api.ResolveAsync("Query.item", Code("({ name: 'n', hidden: 'h', child: { name: 'c' } })"));
        var (_, body) = await PostAsync("""{"query":"{ item { name hidden child { name } } }"}""");
        var answer = JsonNode.Parse(body)!;
        Assert.Equal("""{"name":"n","hidden":null,"child":{"name":"c"}}""", answer["data"]!["item"]!.ToJsonString());
        Assert.Equal("""["item","hidden"]""", answer["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task A_missing_value_of_a_required_field_takes_its_parent_along()
    {
        await _api.ResolveAsync("Query.required", Code("null"));
        var (_, body) = await PostAsync("""{"query":"{ required }"}""");
        Assert.Null(JsonNode.Parse(body)!["data"]);
        Assert.Contains("Cannot return null for non-nullable type", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_scalar_is_an_error_of_the_field()
    {
        await _api.ResolveAsync("Query.at", Code("'yesterday'"));
        var (_, body) = await PostAsync("""{"query":"{ at }"}""");
        Assert.Contains("Can't serialize value (/at)", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_is_text_outside_and_a_value_in_the_resolver()
    {
        await _api.ResolveAsync("Query.json", Code("({ got: typeof ctx.args.value, twice: ctx.args.value.n * 2 })"));
        var (_, body) = await PostAsync("""{"query":"query Q($v: AWSJSON) { json(value: $v) }","variables":{"v":"{\"n\":21}"}}""");
        Assert.Equal("""{"got":"object","twice":42}""", JsonNode.Parse(body)!["data"]!["json"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_field_without_a_resolver_is_null()
    {
        var (_, body) = await PostAsync("""{"query":"{ unresolved }"}""");
        Assert.Equal("""{"data":{"unresolved":null}}""", body);
    }

    [Fact]
    public async Task Broken_code_is_a_runtime_error_that_tells_nothing()
    {
        await _api.ResolveAsync("Query.echo", Code("ctx.args.nothing.at.all"));
        var (_, body) = await PostAsync("""{"query":"{ echo }"}""");
        var error = JsonNode.Parse(body)!["errors"]![0]!;
        Assert.Equal(("Code", "Runtime Error"), (error["errorType"]!.GetValue<string>(), error["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Code_that_would_run_for_ever_is_stopped()
    {
        await _api.ResolveAsync("Query.echo", Code("const list = [1]; for (const item of list) { list.push(item); } return 'done';"));
        var (_, body) = await PostAsync("""{"query":"{ echo }"}""");
        Assert.Equal("Code", JsonNode.Parse(body)!["errors"]![0]!["errorType"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_function_that_broke_is_Lambda_Unhandled_without_its_stack()
    {
        await _api.ResolveAsync("Query.echo", """
            import { util } from '@aws-appsync/utils';
            export function request(ctx) { return { operation: 'Invoke', payload: { a: 1 } }; }
            export function response(ctx) { if (ctx.error) { util.error(ctx.error.message, ctx.error.type); } return ctx.result; }
            """, "fn");
        _host.Lambda.Answer = _ => FakeLambda.Broken("""{"errorType":"KeyNotFound","errorMessage":"It broke.","stackTrace":["at Secret.Place()"]}""");
        var (_, body) = await PostAsync("""{"query":"{ echo }"}""");
        var error = JsonNode.Parse(body)!["errors"]![0]!;
        Assert.Equal(("Lambda:Unhandled", "It broke."), (error["errorType"]!.GetValue<string>(), error["message"]!.GetValue<string>()));
        Assert.DoesNotContain("Secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_resolver_hands_the_function_the_whole_context()
    {
        await _api.ResolveDirectlyAsync("Query.echo", "fn");
        _host.Lambda.Answer = payload => FakeLambda.Ok($"\"{payload["info"]!["fieldName"]} {payload["arguments"]!["text"]} {payload["identity"]!["sub"]}\"");
        var (_, body) = await PostAsync("""{"query":"{ echo(text: \"hi\") }"}""");
        Assert.Equal("""{"data":{"echo":"echo hi alice"}}""", body);
    }

    [Fact]
    public async Task A_signed_request_reaches_what_is_for_machines_alone()
    {
        await _api.ResolveAsync("Query.machine", Code("ctx.identity.userArn"));
        var answer = await _host.MutateSignedAsync("{ machine echo }", new JsonObject());
        Assert.Equal(GatewayHost.ProjectorKey.PrincipalArn, answer["data"]!["machine"]!.GetValue<string>());
        Assert.Equal("Not Authorized to access echo on type Query", answer["errors"]![0]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_signature_that_is_old_forged_or_of_nobody_is_refused()
    {
        var body = Encoding.UTF8.GetBytes("""{"query":"{ machine }"}""");
        using var old = await _host.SendSignedAsync(body, DateTimeOffset.UtcNow.AddMinutes(-6));
        Assert.Equal((403, true), ((int)old.StatusCode, (await old.Content.ReadAsStringAsync()).Contains("Signature expired", StringComparison.Ordinal)));
        using var forged = await _host.SendSignedAsync(body, key: GatewayHost.ProjectorKey with { Secret = "guessed" });
        Assert.Contains("InvalidSignatureException", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nobody = await _host.SendSignedAsync(body, key: GatewayHost.ProjectorKey with { Id = "AKIDNOBODY" });
        Assert.Contains("UnrecognizedClientException", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introspection_answers_unless_the_API_says_no()
    {
        var (_, body) = await PostAsync("""{"query":"{ __schema { queryType { name } } }"}""");
        Assert.Equal("""{"data":{"__schema":{"queryType":{"name":"Query"}}}}""", body);
        await _api.CreateAsync(change: inputs => inputs["introspectionConfig"] = "DISABLED");
        (_, body) = await PostAsync("""{"query":"{ __schema { queryType { name } } }"}""");
        Assert.Contains("ValidationError", body, StringComparison.Ordinal);
    }
}
