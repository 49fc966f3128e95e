using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes log lines with time, request id and level: as text, or with <c>AWS_LAMBDA_LOG_FORMAT=JSON</c> as objects that
/// CloudWatch can search. <c>AWS_LAMBDA_LOG_LEVEL</c> names the lowest level that is written.
/// </summary>
internal sealed class LineLogger(TextWriter output, LambdaEnvironment environment, TimeProvider time) : ILambdaLogger
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool _json = string.Equals(environment.LogFormat, "JSON", StringComparison.OrdinalIgnoreCase);
    private readonly LogLevel _lowest = Parse(environment.LogLevel) ?? LogLevel.Trace;

    public string RequestId { get; set; }

    public void Log(string message) => output.Write(message);

    public void LogLine(string message) => Write(nameof(LogLevel.Information), null, message);

    public void Log(string level, string message) => Write(level, null, message);

    void ILambdaLogger.Log(string level, Exception exception, string message, params object[] args) =>
        Write(level, exception, MessageTemplate.Render(message, args));

    public void Write(string level, Exception exception, string message)
    {
        var parsed = Parse(level) ?? LogLevel.Information;
        if (parsed < _lowest) return;
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = _json ? Json(at, parsed, exception, message) : Text(at, parsed, exception, message);
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    private string Text(string at, LogLevel level, Exception exception, string message) =>
        $"{at}\t{RequestId}\t{Label(level)}\t{message}{(exception is null ? "" : $"\n{exception}")}";

    private string Json(string at, LogLevel level, Exception exception, string message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", at);
            json.WriteString("level", level.ToString());
            if (RequestId is not null) json.WriteString("requestId", RequestId);
            json.WriteString("message", message);
            if (exception is not null)
            {
                json.WriteString("errorType", exception.GetType().FullName);
                json.WriteString("errorMessage", exception.Message);
                json.WriteString("stackTrace", exception.ToString());
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Lambda's own names (<c>WARN</c>, <c>FATAL</c>) and .NET's (<c>Warning</c>, <c>Critical</c>).</summary>
    private static LogLevel? Parse(string level) => level?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
