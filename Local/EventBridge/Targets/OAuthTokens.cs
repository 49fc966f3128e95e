using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>Access tokens of OAuth connections by the client credentials grant, kept until they expire or are not taken any more.</summary>
internal sealed class OAuthTokens(HttpClient http, TimeProvider time)
{
    /// <summary>If the server does not say how long a token is good for.</summary>
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <exception cref="HttpRequestException">The server gives none.</exception>
    public async Task<string> TokenAsync(Connection connection, JsonNode oauth, CancellationToken cancel)
    {
        var key = $"{connection.Arn}|{connection.ModifiedAt.UtcTicks}";
        if (_tokens.TryGetValue(key, out var known) && known.Until > time.GetUtcNow()) return known.Token;
        using var request = Request(oauth);
        using var response = await http.SendAsync(request, cancel);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"The authorization endpoint answers HTTP {(int)response.StatusCode}.");
        try
        {
            var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            var token = answer?["access_token"]?.GetValue<string>() ?? throw new HttpRequestException("The authorization endpoint answers no access_token.");
            var life = answer["expires_in"] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : DefaultLife;
            _tokens[key] = (token, time.GetUtcNow() + life);
            return token;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new HttpRequestException("The authorization endpoint answers no JSON object.", e);
        }
    }

    public void Forget(Connection connection) => _tokens.TryRemove($"{connection.Arn}|{connection.ModifiedAt.UtcTicks}", out _);

    private static HttpRequestMessage Request(JsonNode oauth)
    {
        var parameters = oauth["OAuthHttpParameters"] as JsonObject;
        var query = HttpParameters.Pairs(parameters, "QueryStringParameters").Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}").ToList();
        var endpoint = oauth["AuthorizationEndpoint"]!.ToString();
        var url = query.Count == 0 ? endpoint : $"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', query)}";
        var (id, secret) = (oauth["ClientParameters"]!["ClientID"]!.ToString(), oauth["ClientParameters"]!["ClientSecret"]!.ToString());
        var form = HttpParameters.Pairs(parameters, "BodyParameters").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        form.TryAdd("grant_type", "client_credentials");
        form.TryAdd("client_id", id);
        form.TryAdd("client_secret", secret);
        var request = new HttpRequestMessage(new HttpMethod(oauth["HttpMethod"]!.ToString()), url);
        if (request.Method != HttpMethod.Get) request.Content = new FormUrlEncodedContent(form);
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))}");
        foreach (var (name, value) in HttpParameters.Pairs(parameters, "HeaderParameters"))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }
}

/// <summary>A connection's lists of header, query and body parameters.</summary>
internal static class HttpParameters
{
    public static List<(string Key, string Value)> Pairs(JsonObject? parameters, string name) =>
        [.. (parameters?[name] as JsonArray ?? []).OfType<JsonObject>().Select(p => (p["Key"]?.ToString() ?? "", p["Value"]?.ToString() ?? ""))];
}
