using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>Remembers what the gateway had to log about itself: no request of a client may bring it there.</summary>
internal sealed class BreakageLog : ILogger
{
    private readonly ConcurrentQueue<string> _broken = new();

    public IReadOnlyCollection<string> Broken => _broken;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null) _broken.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
