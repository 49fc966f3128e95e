using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>What the read side writes down: ids, seqs and counts; never a body or a token.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{log}: expected seq {expected}, the stream brought {seq}; reading the log")]
    public static partial void Hole(this ILogger logger, string log, long expected, long seq);

    [LoggerMessage(2, LogLevel.Error, "{projection}: {log} is parked after seq {seq}: {reason}")]
    public static partial void Parked(this ILogger logger, string projection, string log, long seq, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{log}: seq {from} to {seq} was not published ({reason}); subscribers will ask for it")]
    public static partial void NotPublished(this ILogger logger, string log, long from, long seq, string reason);

    [LoggerMessage(4, LogLevel.Error, "{log}: not projected, the stream will bring it again")]
    public static partial void Failed(this ILogger logger, Exception exception, string log);

    [LoggerMessage(5, LogLevel.Information, "Run {run} ended: {status}")]
    public static partial void RunEnded(this ILogger logger, string run, RunStatus status);

    [LoggerMessage(7, LogLevel.Error, "{log}: a {type} can not be opened: {reason}")]
    public static partial void NotRevealed(this ILogger logger, string log, string type, string reason);

    [LoggerMessage(6, LogLevel.Error, "Run {run} failed in phase {phase}; it can be resumed")]
    public static partial void RunFailed(this ILogger logger, string run, RunPhase phase);

    [LoggerMessage(7, LogLevel.Information, "Operator {name} ({user}) asks for {field} {arguments}")]
    public static partial void OperatorAsks(this ILogger logger, string name, string user, string field, string arguments);

    [LoggerMessage(8, LogLevel.Warning, "{name} ({user}) is no operator and was refused {field}")]
    public static partial void NoOperator(this ILogger logger, string name, string user, string field);
}
