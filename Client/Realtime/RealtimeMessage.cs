using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Client;

/// <summary>What the service sends: <c>connection_ack</c>, <c>start_ack</c>, <c>data</c>, <c>ka</c>, <c>complete</c>, <c>error</c>, <c>connection_error</c>.</summary>
internal sealed record RealtimeMessage(string Type, string? Id, JsonElement? Payload)
{
    /// <summary>Payload of <c>connection_ack</c>: the longest silence a client should bear.</summary>
    public TimeSpan? ConnectionTimeout() =>
        Payload is { ValueKind: JsonValueKind.Object } p && p.TryGetProperty("connectionTimeoutMs", out var ms) && ms.TryGetInt64(out var value)
            ? TimeSpan.FromMilliseconds(value)
            : null;

    public GraphQLError Error()
    {
        if (Payload is { ValueKind: JsonValueKind.Object } p && p.TryGetProperty("errors", out var errors)
            && errors is { ValueKind: JsonValueKind.Array } && errors.GetArrayLength() > 0)
        {
            return errors[0].Deserialize(ClientJson.Default.GraphQLError) ?? Unnamed;
        }
        return Unnamed;
    }

    private static GraphQLError Unnamed => new(null, "The service gives no reason.", null, null);
}

internal sealed record StartMessage(string Id, string Type, StartPayload Payload);

/// <param name="Data">A GraphQL request, as text inside the JSON.</param>
internal sealed record StartPayload(string Data, StartExtensions Extensions);

internal sealed record StartExtensions(Dictionary<string, string> Authorization);

/// <summary>The messages a client sends.</summary>
internal static class RealtimeRequests
{
    public static readonly byte[] ConnectionInit = """{"type":"connection_init"}"""u8.ToArray();

    public static byte[] Start(string id, Topic topic, Dictionary<string, string> authorization)
    {
        JsonObject variables = topic.Conversation is { } conversation ? new() { ["conversationId"] = conversation.Value } : [];
        var data = JsonSerializer.Serialize(new GraphQLRequest(topic.Query, variables), ClientWire.Json.GraphQLRequest);
        return JsonSerializer.SerializeToUtf8Bytes(
            new StartMessage(id, "start", new(data, new(authorization))), ClientWire.Json.StartMessage);
    }

    public static byte[] Stop(string id) => Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","type":"stop"}""");
}
