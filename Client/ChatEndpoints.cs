using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Client;

/// <summary>Where a deployment answers: what a client must know before it can sign in.</summary>
/// <param name="CognitoUrl">On AWS <c>https://cognito-idp.&lt;region&gt;.amazonaws.com</c>.</param>
/// <param name="RealtimeUrl">On AWS <c>wss://&lt;id&gt;.appsync-realtime-api.&lt;region&gt;.amazonaws.com/graphql</c>.</param>
public sealed record ChatEndpoints(
    string Region,
    string UserPoolId,
    string UserPoolClientId,
    Uri GraphQLUrl,
    Uri RealtimeUrl,
    Uri CognitoUrl)
{
    /// <summary>Path under which a local host tells its endpoints.</summary>
    public const string DiscoveryPath = "/_local/" + DeployedPath;

    /// <summary>Path beside a deployed page that tells them, in the form of Amplify's <c>amplify_outputs.json</c>.</summary>
    public const string DeployedPath = "amplify_outputs.json";

    /// <exception cref="ChatUnavailableException">Nothing answers at <paramref name="host"/>, or it is not an EventChat host.</exception>
    public static async Task<ChatEndpoints> DiscoverAsync(HttpClient http, Uri host, CancellationToken cancel)
    {
        try
        {
            var (local, deployed) = (new Uri(host, DiscoveryPath), new Uri(host, DeployedPath));
            var (first, second) = host.IsLoopback ? (local, deployed) : (deployed, local);
            return await ReadAsync(http, first, cancel) ?? await ReadAsync(http, second, cancel)
                ?? throw new ChatUnavailableException($"{host} is no EventChat host: it has neither {first.AbsolutePath} nor {second.AbsolutePath}.");
        }
        catch (HttpRequestException e)
        {
            throw new ChatUnavailableException($"No EventChat host answers at {host} ({e.Message})", e);
        }
    }

    /// <summary>Of what <c>eventchat config</c> writes: Amplify's <c>amplify_outputs.json</c>.</summary>
    /// <exception cref="ChatUnavailableException">It is something else.</exception>
    public static ChatEndpoints OfAmplify(string json, string source)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject file) throw new ChatUnavailableException($"{source} is JSON, but no amplify_outputs.json.");
            var region = Text("auth", "aws_region");
            return new(
                region, Text("auth", "user_pool_id"), Text("auth", "user_pool_client_id"), Address("data", "url"), Address("custom", "realtime_url"),
                file["custom"]?["user_pool_endpoint"] is null ? new Uri($"https://cognito-idp.{region}.amazonaws.com") : Address("custom", "user_pool_endpoint"));

            string Text(string section, string field) => file[section] is JsonObject part && part[field] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw new ChatUnavailableException($"{source} does not say where a deployment is: it has no {section}.{field}.");
            Uri Address(string section, string field) => Uri.TryCreate(Text(section, field), UriKind.Absolute, out var address)
                ? address
                : throw new ChatUnavailableException($"{source}: {section}.{field} is no address.");
        }
        catch (JsonException e)
        {
            throw new ChatUnavailableException($"{source} is not JSON ({e.Message})", e);
        }
    }

    /// <returns>Null: there is no such document. A web server that has a page for every path answers with that, and a bucket that nobody may list with 403.</returns>
    private static async Task<ChatEndpoints?> ReadAsync(HttpClient http, Uri url, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(url, cancel);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden) return null;
        answer.EnsureSuccessStatusCode();
        return answer.Content.Headers.ContentType?.MediaType is "application/json" ? OfAmplify(await answer.Content.ReadAsStringAsync(cancel), url.ToString()) : null;
    }
}
