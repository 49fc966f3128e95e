using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>A client of the real-time protocol that says what it is told to say.</summary>
internal sealed class RealtimeClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[512 * 1024];

    public ClientWebSocket Socket => _socket;

    public string? SubProtocol => _socket.SubProtocol;

    /// <summary>With the authorization in the subprotocol, as aws-amplify has it.</summary>
    public static async Task<RealtimeClient> ConnectAsync(GatewayHost host, string authorization)
    {
        var client = new RealtimeClient();
        client._socket.Options.AddSubProtocol("graphql-ws");
        client._socket.Options.AddSubProtocol($"header-{Encode(Authorization(authorization)).Replace('+', '-').Replace('/', '_').TrimEnd('=')}");
        await client._socket.ConnectAsync(Endpoint(host), CancellationToken.None);
        return client;
    }

    public static async Task<RealtimeClient> ConnectAsync(GatewayHost host, Action<ClientWebSocketOptions> options, string query = "")
    {
        var client = new RealtimeClient();
        options(client._socket.Options);
        await client._socket.ConnectAsync(new Uri($"{Endpoint(host)}{query}"), CancellationToken.None);
        return client;
    }

    /// <summary>Connected and acknowledged.</summary>
    public static async Task<RealtimeClient> OpenAsync(GatewayHost host, string user)
    {
        var client = await ConnectAsync(host, TestTokens.Of(user));
        await client.SendAsync("""{"type":"connection_init"}""");
        await client.ExpectAsync("connection_ack");
        return client;
    }

    public static JsonObject Authorization(string token) => new() { ["Authorization"] = token, ["host"] = "localhost:4600" };

    public static string Encode(JsonObject authorization) => Convert.ToBase64String(Encoding.UTF8.GetBytes(authorization.ToJsonString()));

    public Task StartAsync(string id, string query, string user, JsonObject? variables = null) => StartWithAsync(id, query, Authorization(TestTokens.Of(user)), variables);

    public Task StartWithAsync(string id, string query, JsonObject authorization, JsonObject? variables = null) =>
        SendAsync(StartMessage(id, Data(query, variables), authorization));

    public static string Data(string query, JsonObject? variables = null) =>
        new JsonObject { ["query"] = query, ["variables"] = variables?.DeepClone() ?? new JsonObject() }.ToJsonString();

    public static string StartMessage(string id, string data, JsonObject authorization) => new JsonObject
    {
        ["id"] = id,
        ["type"] = "start",
        ["payload"] = new JsonObject { ["data"] = data, ["extensions"] = new JsonObject { ["authorization"] = authorization.DeepClone() } },
    }.ToJsonString();

    /// <summary>Started and acknowledged.</summary>
    public async Task SubscribeAsync(string id, string query, string user, JsonObject? variables = null)
    {
        await StartAsync(id, query, user, variables);
        var answer = await ReceiveAsync();
        Assert.True(answer["type"]!.GetValue<string>() == "start_ack", answer.ToJsonString());
    }

    public Task SendAsync(string json) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async Task<JsonObject> ExpectAsync(string type)
    {
        var message = await ReceiveAsync();
        Assert.True(message["type"]!.GetValue<string>() == type, $"{type} was expected: {message.ToJsonString()}");
        return message;
    }

    public async Task<JsonObject> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException("The server closed the connection.");
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(_buffer.AsSpan(0, length))!.AsObject();
    }

    public async Task ExpectCloseAsync() => await Assert.ThrowsAnyAsync<Exception>(async () =>
    {
        while (true) await ReceiveAsync();
    });

    private static Uri Endpoint(GatewayHost host) => new($"ws://{host.Url.Authority}/graphql/realtime");

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
