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

    /// <summary>Path, relative to the page's, of what a deployed page is told.</summary>
    public const string DeployedFile = "amplify_outputs.json";

    /// <param name="host">A host on this machine, or where a deployment's page is.</param>
    /// <exception cref="ChatUnavailableException">Nothing answers at <paramref name="host"/>, or it is not an EventChat host.</exception>
    public static async Task<ChatEndpoints> DiscoverAsync(HttpClient http, Uri host, CancellationToken cancel)
    {
        try
        {
            return host.IsLoopback
                ? await http.GetFromJsonAsync(new Uri(host, DiscoveryPath), ClientJson.Default.ChatEndpoints, cancel) ?? throw new JsonException("The configuration is null.")
                : Of(await http.GetFromJsonAsync(new Uri(host, DeployedFile), ClientJson.Default.FrontEndConfiguration, cancel) ?? throw new JsonException("The configuration is null."));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new ChatUnavailableException($"No EventChat host answers at {host} ({e.Message})", e);
        }
    }

    private static ChatEndpoints Of(FrontEndConfiguration configuration)
    {
        var (auth, data, custom) = configuration;
        return new(auth.AwsRegion, auth.UserPoolId, auth.UserPoolClientId, data.Url, custom.RealtimeUrl, new Uri($"https://cognito-idp.{auth.AwsRegion}.amazonaws.com"));
    }
}
