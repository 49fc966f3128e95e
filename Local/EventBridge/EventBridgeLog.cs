using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge;

/// <summary>Ids, ARNs and error names; never events.</summary>
internal static partial class EventBridgeLog
{
    [LoggerMessage(1, LogLevel.Information, "{Origin}: {Target} failed ({Code}: {Message}); again in {Pause}")]
    public static partial void DeliveryFails(this ILogger log, string origin, string target, string code, string message, TimeSpan pause);

    [LoggerMessage(2, LogLevel.Warning, "{Origin}: {Target} did not get an event ({Code}: {Message}), {Retries} retries")]
    public static partial void DeliveryGivenUp(this ILogger log, string origin, string target, string code, string message, int retries);

    [LoggerMessage(3, LogLevel.Warning, "{Origin}: {Function} failed three times on an event; Lambda drops it")]
    public static partial void FunctionEventDropped(this ILogger log, string origin, string function);

    [LoggerMessage(4, LogLevel.Error, "{Origin}: the dead-letter queue {Queue} did not take an event: {Error}")]
    public static partial void DeadLetterLost(this ILogger log, string origin, string queue, string error);

    [LoggerMessage(5, LogLevel.Warning, "{Rule}: an event that has come over another bus is not passed on to {Bus}")]
    public static partial void HopRefused(this ILogger log, string rule, string bus);

    [LoggerMessage(6, LogLevel.Error, "{Schedule} could not be fired")]
    public static partial void ScheduleFails(this ILogger log, Exception exception, string schedule);

    [LoggerMessage(7, LogLevel.Error, "Replay {Replay} failed")]
    public static partial void ReplayFails(this ILogger log, Exception exception, string replay);
}
