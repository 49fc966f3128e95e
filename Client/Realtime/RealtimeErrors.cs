using System.Text.Json;

namespace EventChat.Client;

internal static class RealtimeErrors
{
    /// <summary>The token is the trouble (expired, revoked), not what was asked with it.</summary>
    public static bool IsUnauthorized(this GraphQLError error) => error.ErrorType is "UnauthorizedException" || Code(error) is 401;

    /// <summary>The service stumbled: worth another connection. Everything else is a decision, and final.</summary>
    public static bool IsTransient(this GraphQLError error) => Code(error) is >= 500 || GraphQLErrors.MayPass(error);

    private static int? Code(GraphQLError error) =>
        error.ErrorCode is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var value) ? value : null;
}
