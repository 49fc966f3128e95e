using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda;

internal static partial class LambdaLog
{
    [LoggerMessage(1, LogLevel.Error, "{Function} {RequestId} threw")]
    public static partial void FunctionFailed(this ILogger log, Exception exception, string function, string requestId);

    [LoggerMessage(2, LogLevel.Error, "{Function} {RequestId} was given up after {Timeout}")]
    public static partial void FunctionTimedOut(this ILogger log, string function, string requestId, TimeSpan timeout);

    [LoggerMessage(EventId = 3, Message = "{Function} {RequestId} {Line}")]
    public static partial void FunctionWrote(this ILogger log, LogLevel level, string function, string requestId, string line);

    [LoggerMessage(4, LogLevel.Warning, "{Function} {RequestId} failed asynchronously, attempt {Attempt}; {Left} left")]
    public static partial void EventFailed(this ILogger log, string function, string requestId, int attempt, int left);

    [LoggerMessage(5, LogLevel.Warning, "{Function} has no capacity for an asynchronous invocation; it waits")]
    public static partial void EventThrottled(this ILogger log, string function);

    [LoggerMessage(6, LogLevel.Error, "A function process of {Function} ended: {How}")]
    public static partial void ProcessEnded(this ILogger log, string function, string how);
}
