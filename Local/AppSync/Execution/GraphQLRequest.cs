using System.Text.Json;

namespace EventChat.Local.AppSync.Execution;

/// <summary>The body of a request: over HTTP, and in a subscription's start.</summary>
internal sealed record GraphQLRequest(string Query, string? OperationName, Dictionary<string, object?> Variables)
{
    /// <exception cref="MalformedRequestException">It is not JSON, or not a request.</exception>
    public static GraphQLRequest Parse(ReadOnlySpan<byte> body)
    {
        object? value;
        try
        {
            value = PlainValues.Parse(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MalformedRequestException("The request body is not valid JSON.");
        }
        if (value is not Dictionary<string, object?> map || map.GetValueOrDefault("query") is not string query)
            throw new MalformedRequestException("The request has no query.");
        if (map.GetValueOrDefault("operationName") is not (null or string)) throw new MalformedRequestException("operationName is not a text.");
        return new(query, map.GetValueOrDefault("operationName") as string is { Length: > 0 } name ? name : null, map.GetValueOrDefault("variables") switch
        {
            null => [],
            Dictionary<string, object?> variables => variables,
            _ => throw new MalformedRequestException("variables is not an object."),
        });
    }
}

/// <summary>AppSync's <c>MalformedHttpRequestException</c>.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
