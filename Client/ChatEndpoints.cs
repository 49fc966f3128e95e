using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Client;

/// <summary>Where a deployment answers: what a client must know before it can sign in.</summary>
/// <param name="CognitoUrl">On AWS <c>https://cognito-idp.&lt;region&gt;.amazonaws.com</c>.</param>
/// <param name="RealtimeUrl">On AWS <c>wss://&lt;id&gt;.appsync-realtime-api.&lt;region&gt;.amazonaws.com/graphql</c>.</param>
public sealed record ChatEndpoints(
    string Region,
    string UserPoolId,
    string UserPoolClientId,
    [property: JsonPropertyName("graphqlUrl")] Uri GraphQLUrl,
    Uri RealtimeUrl,
    Uri CognitoUrl)
{
    /// <summary>Path under which a local host tells its endpoints.</summary>
    public const string DiscoveryPath = "/_local/config.json";

    /// <summary>Path under which a deployed page tells them.</summary>
    public const string DeployedPath = "/config.json";

    /// <exception cref="ChatUnavailableException">Nothing answers at <paramref name="host"/>, or it is not an EventChat host.</exception>
    public static async Task<ChatEndpoints> DiscoverAsync(HttpClient http, Uri host, CancellationToken cancel)
    {
        var (first, second) = host.IsLoopback ? (DiscoveryPath, DeployedPath) : (DeployedPath, DiscoveryPath);
        try
        {
            return await TryAsync(http, new Uri(host, first), cancel)
                ?? await TryAsync(http, new Uri(host, second), cancel)
                ?? throw new ChatUnavailableException($"{host} is no EventChat host: it has neither {first} nor {second}.");
        }
        catch (HttpRequestException e)
        {
            throw new ChatUnavailableException($"No EventChat host answers at {host} ({e.Message})", e);
        }
    }

    /// <summary>As <c>eventchat config --format page</c> writes them.</summary>
    /// <exception cref="ChatUnavailableException">It is something else.</exception>
    public static ChatEndpoints Parse(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ClientJson.Default.ChatEndpoints) is { Region: not null, UserPoolId: not null, UserPoolClientId: not null, GraphQLUrl: not null, RealtimeUrl: not null, CognitoUrl: not null } whole
                ? whole
                : throw new ChatUnavailableException($"{source} does not say where a deployment is: it has not all of region, userPoolId, userPoolClientId, graphqlUrl, realtimeUrl and cognitoUrl.");
        }
        catch (JsonException e)
        {
            throw new ChatUnavailableException($"{source} does not say where a deployment is ({e.Message})", e);
        }
    }

    /// <returns>Null: there is no such document. A web server that has a page for every path answers with that, and a bucket that nobody may list with 403.</returns>
    private static async Task<ChatEndpoints?> TryAsync(HttpClient http, Uri url, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(url, cancel);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden) return null;
        answer.EnsureSuccessStatusCode();
        return answer.Content.Headers.ContentType?.MediaType is "application/json" ? Parse(await answer.Content.ReadAsStringAsync(cancel), url.ToString()) : null;
    }
}
