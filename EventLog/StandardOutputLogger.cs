using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventChat.EventLog;

/// <summary>One JSON object a line on standard output, where Lambda collects it.</summary>
public sealed class StandardOutputLogger(TextWriter output) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("level", logLevel.ToString());
            json.WriteString("message", formatter(state, exception));
            if (exception is not null) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
