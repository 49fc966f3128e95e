using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What an <c>errorType</c> means to this client.</summary>
internal static class GraphQLErrors
{
    /// <summary>The service stumbled or is busy: the same request may be answered a moment later.</summary>
    public static bool MayPass(GraphQLError error) => error.ErrorType is { } type
        && (type is nameof(RefusalType.Busy) or "InternalFailure" or "InternalFailureException" or "ExecutionTimeout" or "ThrottlingException"
            || type.StartsWith("Lambda:", StringComparison.Ordinal)
            || type.StartsWith("DynamoDB:", StringComparison.Ordinal));

    public static Exception ToException(GraphQLError error)
    {
        var message = error.Message ?? error.ErrorType ?? "The service gives no reason.";
        if (Enum.TryParse<RefusalType>(error.ErrorType, out var type) && Enum.IsDefined(type))
            return new ChatRefusedException(new Refusal(type, message, Info(error.ErrorInfo)));
        return MayPass(error)
            ? new ChatUnavailableException($"{error.ErrorType}: {message}")
            : new ChatProtocolException($"{error.ErrorType ?? "error"}: {message}");
    }

    private static RefusalInfo? Info(JsonElement? info)
    {
        try
        {
            return info is { ValueKind: JsonValueKind.Object } given ? given.Deserialize(ClientJson.Default.RefusalInfo) : null;
        }
        catch (JsonException)
        {
            return null; // details only: the type and the message stand without them
        }
    }
}
