using System.Net.Http.Json;
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

    /// <exception cref="ChatUnavailableException">Nothing answers at <paramref name="host"/>, or it is not an EventChat host.</exception>
    public static async Task<ChatEndpoints> DiscoverAsync(HttpClient http, Uri host, CancellationToken cancel)
    {
        var url = new Uri(host, DiscoveryPath);
        try
        {
            return await http.GetFromJsonAsync(url, ClientJson.Default.ChatEndpoints, cancel)
                ?? throw new ChatUnavailableException($"{url} is empty.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new ChatUnavailableException($"No EventChat host answers at {host} ({e.Message})", e);
        }
    }
}
