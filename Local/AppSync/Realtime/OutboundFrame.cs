using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>A message to the client. A data frame's payload is shared by everybody who gets it; only the envelope is the subscriber's own.</summary>
internal sealed record OutboundFrame(byte[] Head, byte[] Payload, byte[] Tail)
{
    public static readonly OutboundFrame KeepAlive = Of("{\"type\":\"ka\"}");

    private static readonly byte[] DataTail = "}"u8.ToArray();

    public int Length => Head.Length + Payload.Length + Tail.Length;

    public bool IsData => Tail.Length > 0;

    public void CopyTo(Span<byte> buffer)
    {
        Head.CopyTo(buffer);
        Payload.CopyTo(buffer[Head.Length..]);
        Tail.CopyTo(buffer[(Head.Length + Payload.Length)..]);
    }

    public static byte[] DataHead(string id) => Encoding.UTF8.GetBytes($"{{\"id\":{Quoted(id)},\"type\":\"data\",\"payload\":");

    public static OutboundFrame Data(byte[] head, byte[] payload) => new(head, payload, DataTail);

    public static OutboundFrame ConnectionAck(TimeSpan timeout) =>
        Of($"{{\"type\":\"connection_ack\",\"payload\":{{\"connectionTimeoutMs\":{(long)timeout.TotalMilliseconds}}}}}");

    public static OutboundFrame StartAck(string id) => Of($"{{\"id\":{Quoted(id)},\"type\":\"start_ack\"}}");

    public static OutboundFrame Complete(string id) => Of($"{{\"id\":{Quoted(id)},\"type\":\"complete\"}}");

    /// <param name="type"><c>error</c>, or <c>connection_error</c> before the acknowledgement.</param>
    /// <param name="id">The subscription; null: the connection.</param>
    public static OutboundFrame Error(string type, string? id, string errorType, string message, int? errorCode = null) => Errors(type, id, json =>
    {
        json.WriteStartObject();
        json.WriteString("errorType", errorType);
        json.WriteString("message", message);
        if (errorCode is { } code) json.WriteNumber("errorCode", code);
        json.WriteEndObject();
    });

    public static OutboundFrame Errors(string type, string? id, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, PlainValues.WriterOptions))
        {
            json.WriteStartObject();
            if (id is not null) json.WriteString("id", id);
            json.WriteString("type", type);
            json.WriteStartObject("payload");
            json.WriteStartArray("errors");
            write(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new(buffer.WrittenSpan.ToArray(), [], []);
    }

    private static OutboundFrame Of(string json) => new(Encoding.UTF8.GetBytes(json), [], []);

    private static string Quoted(string text) => PlainValues.ToJson(text);
}
