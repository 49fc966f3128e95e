using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The code of a resolver broke: {What}")]
    public static partial void ResolverBroke(ILogger log, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "The gateway broke while it answered {Where}")]
    public static partial void GatewayBroke(ILogger log, string where, Exception exception);
}
