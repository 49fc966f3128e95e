using System.Text;
using System.Text.Json;

namespace EventChat.Pipeline;

/// <summary>A push as SNS wants it: one JSON text per platform, each within its 4 KB.</summary>
public static class PushText
{
    public static string Of(string title, string? body, NotificationFacts facts)
    {
        var apns = Write(w =>
        {
            w.WriteStartObject("aps");
            w.WriteStartObject("alert");
            w.WriteString("title", title);
            if (body is not null) w.WriteString("body", body);
            w.WriteEndObject();
            w.WriteString("sound", "default");
            w.WriteEndObject();
            WriteIds(w, facts);
        });
        var google = Write(w =>
        {
            w.WriteStartObject("notification");
            w.WriteString("title", title);
            if (body is not null) w.WriteString("body", body);
            w.WriteEndObject();
            w.WriteStartObject("data");
            WriteIds(w, facts);
            w.WriteEndObject();
        });
        return Write(w =>
        {
            w.WriteString("default", body is null ? title : $"{title}: {body}");
            w.WriteString("APNS", apns);
            w.WriteString("APNS_SANDBOX", apns);
            w.WriteString("GCM", google);
        });
    }

    private static void WriteIds(Utf8JsonWriter writer, NotificationFacts facts)
    {
        writer.WriteString("kind", facts.Event.Kind.ToString());
        if (facts.Event.ConversationId is { } id) writer.WriteString("conversationId", id.Value);
        // As text: Google's data are strings.
        if (facts.Event.Seq is { } seq) writer.WriteString("seq", seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = Contracts.Wire.Encoder }))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
