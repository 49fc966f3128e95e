using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Client;

internal sealed record GraphQLRequest(string Query, JsonObject Variables);

internal sealed record GraphQLError(string? ErrorType, string? Message, JsonElement? ErrorInfo, JsonElement? ErrorCode);

/// <param name="Data">Null when the query did not validate.</param>
internal sealed record GraphQLResponse(JsonElement? Data, IReadOnlyList<GraphQLError>? Errors);
