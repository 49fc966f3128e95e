using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The document an invoker gets for an exception: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, <c>cause</c>.</summary>
internal static class ExceptionDocument
{
    /// <summary>Bytes. Lambda cuts a longer document, which then is no JSON any more.</summary>
    private const int Limit = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Exception error)
    {
        var document = Write(error, everything: true);
        return document.Length <= Limit ? document : Write(error, everything: false);
    }

    private static byte[] Write(Exception error, bool everything)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) Write(json, error, everything);
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Exception error, bool everything)
    {
        json.WriteStartObject();
        json.WriteString("errorType", error.GetType().Name);
        json.WriteString("errorMessage", everything || error.Message.Length <= 1000 ? error.Message : error.Message[..1000]);
        if (everything)
        {
            json.WriteStartArray("stackTrace");
            foreach (var line in (error.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                json.WriteStringValue(line);
            json.WriteEndArray();
            if (error.InnerException is { } cause)
            {
                json.WritePropertyName("cause");
                Write(json, cause, everything);
            }
        }
        json.WriteEndObject();
    }
}
