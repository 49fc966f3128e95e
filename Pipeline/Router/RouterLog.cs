using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>What router, notifier and restart write down: ids, seqs and counts; never a body, an input or a token.</summary>
internal static partial class RouterLog
{
    [LoggerMessage(101, LogLevel.Information, "{log}: expected seq {expected}, the stream brought {seq}; reading the log")]
    public static partial void Hole(this ILogger logger, string log, long expected, long seq);

    [LoggerMessage(102, LogLevel.Error, "{log}: seq {seq} can not be read and is not passed: {reason}")]
    public static partial void Unreadable(this ILogger logger, string log, long seq, string reason);

    [LoggerMessage(103, LogLevel.Error, "{log}: not read, the stream will bring it again")]
    public static partial void NotRead(this ILogger logger, Exception exception, string log);

    [LoggerMessage(104, LogLevel.Error, "{target}: {count} not handed on, of {logs} logs; the stream will bring them again")]
    public static partial void NotHandedOn(this ILogger logger, Exception exception, string target, int count, int logs);

    [LoggerMessage(105, LogLevel.Warning, "{target}: {count} refused ({code}); attempt {attempt}")]
    public static partial void Refused(this ILogger logger, string target, int count, string code, int attempt);

    [LoggerMessage(106, LogLevel.Error, "{log}: the checkpoint was not moved to {seq}; what was handed on will be again")]
    public static partial void NotAdvanced(this ILogger logger, Exception exception, string log, long seq);

    [LoggerMessage(107, LogLevel.Error, "{queue}: message {messageId} failed and comes back")]
    public static partial void MessageFailed(this ILogger logger, Exception exception, string queue, string messageId);
}
