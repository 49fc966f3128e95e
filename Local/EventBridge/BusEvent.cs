using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.EventBridge;

/// <summary>An event as rules see it and targets get it.</summary>
/// <param name="Json">The whole envelope, UTF-8.</param>
/// <param name="Hops">Buses it came over.</param>
internal sealed record BusEvent(string Id, string Bus, DateTimeOffset Time, byte[] Json, int Hops = 0, string? TraceHeader = null)
{
    /// <param name="detail">A JSON object, checked.</param>
    public static BusEvent Create(
        string id, string bus, string source, string detailType, DateTimeOffset time, IReadOnlyList<string> resources, string detail, string? traceHeader = null)
    {
        using var buffer = new MemoryStream(detail.Length + 400);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteString("id", id);
            json.WriteString("detail-type", detailType);
            json.WriteString("source", source);
            json.WriteString("account", LocalAddress.AccountId);
            json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("region", LocalAddress.Region);
            json.WriteStartArray("resources");
            foreach (var resource in resources) json.WriteStringValue(resource);
            json.WriteEndArray();
            json.WritePropertyName("detail");
            using (var document = JsonDocument.Parse(detail, Reading)) document.RootElement.WriteTo(json);
            json.WriteEndObject();
        }
        return new BusEvent(id, bus, time, buffer.ToArray(), TraceHeader: traceHeader);
    }

    /// <summary>The same event on the way again: <c>replay-name</c> tells its rules.</summary>
    public BusEvent Replayed(string name)
    {
        var json = JsonNode.Parse(Json, documentOptions: Reading)!.AsObject();
        json["replay-name"] = name;
        return this with { Json = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json, Serializing) };
    }

    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = Patterns.EventPattern.MaxDepth };

    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Patterns.EventPattern.MaxDepth, SkipValidation = true,
    };

    public static readonly JsonSerializerOptions Serializing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Patterns.EventPattern.MaxDepth,
    };
}
