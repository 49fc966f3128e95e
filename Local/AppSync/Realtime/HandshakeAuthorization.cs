using System.Text;
using System.Text.Json;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>
/// The authorization object of a connection or a start: headers as a JSON object. A connection brings it in its query string
/// (<c>?header=base64</c>), in a subprotocol (<c>header-base64url</c>) or as plain HTTP headers.
/// </summary>
internal static class HandshakeAuthorization
{
    public const string SubProtocol = "graphql-ws";
    private const string HeaderProtocol = "header-";

    // Of the request IAM signs: POST {graphql URL}/connect with {} for a connection, {graphql URL} with the data for a start.
    private const string GraphQLPath = "/graphql";

    /// <returns>The headers; null when what the client sent is not an object of texts.</returns>
    public static IReadOnlyDictionary<string, string>? Of(HttpContext http)
    {
        var fromQuery = http.Request.Query["header"].ToString();
        if (fromQuery.Length > 0) return Decode(fromQuery);
        var protocol = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(one => one.StartsWith(HeaderProtocol, StringComparison.Ordinal));
        if (protocol is not null) return Decode(protocol[HeaderProtocol.Length..]);
        return http.Request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
    }

    public static IReadOnlyDictionary<string, string>? Of(object? authorization)
    {
        if (authorization is not Dictionary<string, object?> map || map.Values.Any(value => value is not string)) return null;
        return map.ToDictionary(header => header.Key, header => (string)header.Value!, StringComparer.OrdinalIgnoreCase);
    }

    public static SignedRequest ForConnection(IReadOnlyDictionary<string, string> headers) => new("POST", $"{GraphQLPath}/connect", "", headers, "{}"u8.ToArray());

    public static SignedRequest ForStart(IReadOnlyDictionary<string, string> headers, string data) =>
        new("POST", GraphQLPath, "", headers, Encoding.UTF8.GetBytes(data));

    private static IReadOnlyDictionary<string, string>? Decode(string base64)
    {
        var standard = base64.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        standard = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        try
        {
            return Of(PlainValues.Parse(Convert.FromBase64String(standard)));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
