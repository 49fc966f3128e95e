using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>The log breaks a law it was written by: a segment is missing, malformed or does not follow its predecessor. Nothing may be written to it.</summary>
public sealed class LogCorruptException(LogId log, string message) : Exception($"Log {log}: {message}")
{
    public LogId Log { get; } = log;
}
