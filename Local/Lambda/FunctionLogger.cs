using System.Collections.Concurrent;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace EventChat.Local.Lambda;

/// <summary>A function's log: goes to the host's log, and is kept for the invoker who asks for its tail.</summary>
internal sealed class FunctionLogger(string function, string requestId, ILogger log) : ILambdaLogger
{
    /// <summary>Lines kept of one invocation. Lambda answers the last 4 KB.</summary>
    private const int KeptLines = 64;

    private readonly ConcurrentQueue<string> _written = new();

    public IReadOnlyList<string> Written => [.. _written];

    public void Log(string message) => LogLine(message);

    public void LogLine(string message) => Log("Information", message);

    public void Log(string level, string message)
    {
        _written.Enqueue(message);
        while (_written.Count > KeptLines) _written.TryDequeue(out _);
        var parsed = Level(level);
        log.FunctionWrote(parsed, function, requestId, message);
    }

    private static HostLevel Level(string level) => Enum.TryParse<HostLevel>(level, ignoreCase: true, out var parsed) ? parsed : HostLevel.Information;
}
