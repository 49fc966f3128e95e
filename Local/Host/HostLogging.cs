using Microsoft.Extensions.Logging;

namespace EventChat.Local.Host;

/// <summary>What the emulators have to say: warnings on standard error, everything in a file of the data directory.</summary>
internal sealed class HostLogging : ILoggerProvider, IAsyncDisposable
{
    private readonly StreamWriter? _file;
    private readonly LoggerFactory _factory;
    private readonly Lock _lock = new();

    public HostLogging(string? folder)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            _file = new StreamWriter(Path.Combine(folder, "host.log"), append: true) { AutoFlush = true };
        }
        _factory = new LoggerFactory([this]);
    }

    public ILogger<T> For<T>() => _factory.CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        _factory.Dispose();
        if (_file is not null) await _file.DisposeAsync();
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {level,-11} {category}: {message}";
        lock (_lock)
        {
            _file?.WriteLine(line);
            if (exception is not null) _file?.WriteLine(exception);
            if (level >= LogLevel.Warning) Console.Error.WriteLine(exception is null ? line : $"{line} ({exception.Message})");
        }
    }

    private sealed class Line(HostLogging logging, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) logging.Write(logLevel, category, formatter(state, exception), exception);
        }
    }
}

/// <summary>A folder that goes with the host.</summary>
internal sealed class TemporaryFolder(string path) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
