using System.Text.Json.Nodes;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>What a pre-token-generation function changed.</summary>
internal sealed record TokenOverrides(ClaimOverrides Id, ClaimOverrides Access, GroupClaims? Groups)
{
    public static readonly TokenOverrides None = new(ClaimOverrides.None, ClaimOverrides.None, null);

    public IEnumerable<string> Scopes(IEnumerable<string> scopes) => scopes.Except(Access.ScopesToSuppress).Union(Access.ScopesToAdd);
}

internal sealed record ClaimOverrides(
    IReadOnlyDictionary<string, JsonNode?> ToSet, IReadOnlyList<string> ToSuppress,
    IReadOnlyList<string> ScopesToAdd, IReadOnlyList<string> ScopesToSuppress)
{
    public static readonly ClaimOverrides None = new(new Dictionary<string, JsonNode?>(), [], [], []);

    /// <summary>Cognito ignores a change to these.</summary>
    private static readonly HashSet<string> Fixed = new(StringComparer.Ordinal)
    {
        "acr", "amr", "at_hash", "aud", "auth_time", "azp", "client_id", "cognito:username", "device_key", "event_id", "exp", "iat",
        "identities", "iss", "jti", "nbf", "nonce", "origin_jti", "scope", "sub", "token_use", "username", "version",
    };

    public void ApplyTo(JsonObject claims)
    {
        foreach (var name in ToSuppress.Where(n => !Fixed.Contains(n))) claims.Remove(name);
        foreach (var (name, value) in ToSet.Where(s => !Fixed.Contains(s.Key))) claims[name] = value?.DeepClone();
    }

    public static ClaimOverrides Read(JsonObject? block) => block is null ? None : new(
        (block["claimsToAddOrOverride"] as JsonObject)?.ToDictionary(p => p.Key, p => p.Value) ?? [],
        Texts(block["claimsToSuppress"]), Texts(block["scopesToAdd"]), Texts(block["scopesToSuppress"]));

    public static IReadOnlyList<string> Texts(JsonNode? node) => (node as JsonArray)?.Select(n => n?.ToString()).OfType<string>().ToList() ?? [];
}
