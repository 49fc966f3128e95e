using System.Text;
using System.Text.Json;
using Amazon.EventBridge.Model;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A committed event for the rest of a company: CloudEvents 1.0 as the detail of an EventBridge event. docs/integration-events.md is its contract.</summary>
public static class IntegrationEvent
{
    /// <summary>Type of what stands for an event that can not be read.</summary>
    public const string Unreadable = "event.unreadable";

    private static readonly JsonWriterOptions Json = new() { Encoder = Wire.Encoder };

    /// <param name="bodies">Whether the text of messages that members are shown is told.</param>
    public static PutEventsRequestEntry Of(RecordedEvent e, bool bodies)
    {
        var (name, version) = EventTypes.NameOf(e.Body);
        return Entry(name, version, e.Log, e.Seq, e.At, json =>
        {
            json.WriteString("senderId", e.Sender.Value);
            json.WriteString("commandId", e.Causation.ToString());
            IntegrationFacts.Write(json, e, bodies);
        });
    }

    public static PutEventsRequestEntry Of(UnreadableEvent e, DateTimeOffset now) =>
        Entry(Unreadable, 1, e.Log, e.Seq, now, json =>
        {
            json.WriteStartObject("body");
            json.WriteString("reason", e.Reason);
            json.WriteEndObject();
        });

    /// <summary>The name of the JSON Schema of an event's detail: its <c>$id</c>, and CloudEvents' <c>dataschema</c>.</summary>
    public static string SchemaOf(string name, int version) => $"urn:eventchat:event:{name}:{version}";

    private static PutEventsRequestEntry Entry(string name, int version, LogId log, long seq, DateTimeOffset at, Action<Utf8JsonWriter> write) => new()
    {
        Source = IntegrationEvents.Source,
        DetailType = name,
        Time = at.UtcDateTime,
        Resources = [log.Value],
        Detail = Detail(name, version, log, seq, at, write),
    };

    private static string Detail(string name, int version, LogId log, long seq, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", $"{log}/{seq}");
            json.WriteString("source", $"/eventchat/logs/{Uri.EscapeDataString(log.Value)}");
            json.WriteString("type", name);
            json.WriteString("time", WireTime.Format(at));
            json.WriteString("subject", SubjectOf(log));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("dataschema", SchemaOf(name, version));
            json.WriteStartObject("data");
            json.WriteString("log", log.Value);
            json.WriteNumber("seq", seq);
            json.WriteNumber("version", version);
            if (ConversationOf(log) is { } conversation) json.WriteString("conversationId", conversation.Value);
            if (log.User is { } user) json.WriteString("userId", user.Value);
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static ConversationId? ConversationOf(LogId log) => log.Conversation ?? log.Moderated ?? log.Analyzed;

    private static string SubjectOf(LogId log) => ConversationOf(log)?.Value ?? log.User?.Value ?? log.Value;
}
