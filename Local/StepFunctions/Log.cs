using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The interpreter failed on execution {Arn}")]
    public static partial void InterpreterFailed(this ILogger log, Exception exception, string arn);

    [LoggerMessage(LogLevel.Warning, "Execution {Arn} can not go on: {Reason}")]
    public static partial void CanNotResume(this ILogger log, string arn, string reason);

    [LoggerMessage(LogLevel.Information, "{Count} executions go on where they were")]
    public static partial void Resumed(this ILogger log, int count);

    [LoggerMessage(LogLevel.Information, "{Count} Express executions that had not ended are run again")]
    public static partial void RunAgain(this ILogger log, int count);

    [LoggerMessage(LogLevel.Warning, "A listener to execution status changes failed")]
    public static partial void ListenerFailed(this ILogger log, Exception exception);
}
