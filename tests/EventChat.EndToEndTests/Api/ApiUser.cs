using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EventChat.Client;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Api;

/// <summary>A demo user with the plain API in hand: GraphQL documents, no client in between.</summary>
internal sealed class ApiUser : IDisposable
{
    private const string Receipt = "{ conversationId commandId seq }";

    private readonly HttpClient _http;
    private readonly Uri _graphql;

    private ApiUser(HttpClient http, Uri graphql, string name, string id) => (_http, _graphql, Name, Id) = (http, graphql, name, id);

    public string Name { get; }
    public string Id { get; }

    public static async Task<ApiUser> SignInAsync(RunningHost host, string name)
    {
        var http = new HttpClient();
        var endpoints = await ChatEndpoints.DiscoverAsync(http, host.BaseUrl, default);
        var pool = new UserPool(http, endpoints, TimeProvider.System);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await pool.SignInAsync(name, host.Password, SignInFlow.Srp, default));
        http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(signedIn.Tokens.Access);
        return new(http, endpoints.GraphQLUrl, name, signedIn.Tokens.UserId().Value);
    }

    /// <summary>For tests that send more, and more alike, than a person does.</summary>
    public static async Task AllowFloodsAsync(RunningHost host, string conversation)
    {
        using var alice = await SignInAsync(host, "alice");
        await alice.DoAsync("setModerationPolicy", new { conversationId = conversation, mode = "Post", floodMessages = 0, repeats = 0 });
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The root field's value.</summary>
    /// <exception cref="ApiRefusal"></exception>
    public async Task<JsonElement> AskAsync(string document, object? variables = null)
    {
        using var response = await _http.PostAsJsonAsync(_graphql, new { query = document, variables = variables ?? new { } });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (answer.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0)
            throw new ApiRefusal(errors[0].TryGetProperty("errorType", out var type) ? type.GetString() ?? "" : "", errors[0].GetProperty("message").GetString() ?? "");
        return answer.GetProperty("data").EnumerateObject().First().Value;
    }

    /// <summary>A command by its field; its input type is named after it.</summary>
    public Task<JsonElement> DoAsync(string command, object input, string selection = Receipt) => AskAsync(
        $"mutation($input: {InputOf(command)}!) {{ {command}(input: $input) {selection} }}",
        new { input = WithCommandId(input) });

    public async Task<string> RefusedAsync(string command, object input, string selection = Receipt) =>
        (await Assert.ThrowsAsync<ApiRefusal>(() => DoAsync(command, input, selection))).Type;

    /// <summary>Seq of the message.</summary>
    public async Task<long> SayAsync(string conversation, string text, string[]? mentions = null) =>
        (await DoAsync("sendMessage", new { conversationId = conversation, text, mentions })).GetProperty("seq").GetInt64();

    public async Task<string> OpenAsync(string title, params ApiUser[] others) =>
        (await DoAsync("createConversation", new { kind = "Group", title, memberIds = others.Select(o => o.Id) })).GetProperty("conversationId").GetString()!;

    /// <summary>By seq; what this user is not shown is not there.</summary>
    public async Task<Dictionary<long, JsonElement>> MessagesAsync(string conversation) =>
        (await AskAsync(
            "query($id: ID!) { messages(conversationId: $id, limit: 100) { items { seq text senderId versionSeq status reason deleted } } }", new { id = conversation }))
        .GetProperty("items").EnumerateArray().ToDictionary(m => m.GetProperty("seq").GetInt64());

    public async Task<IReadOnlyList<JsonElement>> SyncAsync(string conversation) =>
        [.. (await AskAsync(
            "query($id: ID!) { sync(conversationId: $id, afterSeq: 0) { events { seq type senderId body } } }", new { id = conversation })).GetProperty("events").EnumerateArray()];

    public async Task<IReadOnlyList<JsonElement>> QueueAsync(string? conversation = null) =>
        [.. (await AskAsync(
            "query($id: ID) { moderationQueue(conversationId: $id, limit: 100) { items { conversationId messageSeq versionSeq cause reason round needed reviewedBy scores } } }", new { id = conversation }))
            .GetProperty("items").EnumerateArray()];

    /// <summary>The moderation log's events: type and body.</summary>
    public async Task<IReadOnlyList<(string Type, string Sender, JsonElement Body)>> ModerationLogAsync(string conversation)
    {
        List<(string, string, JsonElement)> events = [];
        for (var (after, more) = (0L, true); more;)
        {
            var page = await AskAsync(
                "query($id: ID!, $after: Int!) { moderationLog(conversationId: $id, afterSeq: $after, limit: 100) { events { seq type senderId body } seq more } }",
                new { id = conversation, after });
            events.AddRange(page.GetProperty("events").EnumerateArray().Select(e => (e.GetProperty("type").GetString()!, e.GetProperty("senderId").GetString()!, Body(e))));
            (after, more) = (page.GetProperty("seq").GetInt64(), page.GetProperty("more").GetBoolean());
        }
        return events;
    }

    /// <summary>AWSJSON: text that holds JSON.</summary>
    public static JsonElement Body(JsonElement e) => JsonDocument.Parse(e.GetProperty("body").GetString()!).RootElement;

    private static string InputOf(string command) => command is "unbanMember" ? "BanMemberInput" : $"{char.ToUpperInvariant(command[0])}{command[1..]}Input";

    private static Dictionary<string, object?> WithCommandId(object input)
    {
        var members = input.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(input));
        if (!members.ContainsKey("present")) members.TryAdd("commandId", Guid.NewGuid());
        return members.Where(m => m.Value is not null).ToDictionary();
    }
}

internal sealed class ApiRefusal(string type, string message) : Exception($"{type}: {message}")
{
    public string Type { get; } = type;
}

/// <summary>What comes about by itself, some time after what caused it.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The first value that is as hoped for.</returns>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> look, Func<T, bool> hoped, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        while (true)
        {
            var seen = await look();
            if (hoped(seen)) return seen;
            if (limit.IsCancellationRequested) Assert.Fail($"Within {(patience ?? Patience).TotalSeconds} s it did not come about; last seen: {JsonSerializer.Serialize(seen)}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
