namespace Amazon.Lambda.Core;

/// <summary>The log of the invocation at hand, for code that has no <see cref="ILambdaContext"/>.</summary>
public static class LambdaLogger
{
    private static Action<string> _write = Console.WriteLine;
    private static Action<string, Exception, string> _writeLevel = (_, exception, message) =>
        _write(exception is null ? message : $"{message}\n{exception}");

    public static void Log(string message) => _write(message);

    public static void Log(string level, string message, params object[] args) =>
        _writeLevel(level, null, MessageTemplate.Render(message, args));

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        _writeLevel(level, exception, MessageTemplate.Render(message, args));

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <summary>The runtime takes the log over, so that a line carries its level and request id.</summary>
    internal static void Redirect(Action<string> write, Action<string, Exception, string> writeLevel)
    {
        _write = write;
        _writeLevel = writeLevel;
    }
}
