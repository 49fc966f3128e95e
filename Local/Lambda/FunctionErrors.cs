using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventChat.Local.Lambda;

/// <summary>The documents an invoker gets in place of an answer, as Lambda and its .NET runtime write them.</summary>
internal static class FunctionErrors
{
    public const string Unhandled = "Unhandled";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LambdaResult Exception(Exception error) => Write(json => WriteException(json, error));

    public static LambdaResult TimedOut(string requestId, TimeSpan timeout) => Write("Sandbox.Timedout", string.Create(
        CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    public static LambdaResult ResponseTooLarge() => Write("Function.ResponseSizeTooLarge", string.Create(
        CultureInfo.InvariantCulture, $"Response payload size exceeded maximum allowed payload size ({LambdaHost.MaxPayloadBytes} bytes)."));

    public static LambdaResult Exited(string requestId, string how) =>
        Write("Runtime.ExitError", $"RequestId: {requestId} Error: Runtime exited with error: {how}");

    private static LambdaResult Write(string type, string message) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("errorType", type);
        json.WriteString("errorMessage", message);
        json.WriteEndObject();
    });

    private static LambdaResult Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) content(json);
        return new LambdaResult(bytes.ToArray(), Unhandled);
    }

    private static void WriteException(Utf8JsonWriter json, Exception error)
    {
        json.WriteStartObject();
        json.WriteString("errorType", error.GetType().Name);
        json.WriteString("errorMessage", error.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in (error.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            json.WriteStringValue(line);
        json.WriteEndArray();
        if (error.InnerException is { } cause)
        {
            json.WritePropertyName("cause");
            WriteException(json, cause);
        }
        json.WriteEndObject();
    }
}
