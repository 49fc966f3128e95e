using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EventChat.Local.Cognito.Tokens;

/// <inheritdoc cref="ITokenVerifier"/>
internal sealed class TokenVerifier(UserPools pools, LocalAddress address, TimeProvider clock) : ITokenVerifier
{
    private const string Bearer = "Bearer ";

    public TokenVerification Verify(string token, string userPoolId)
    {
        if (pools.Find(userPoolId) is not { } pool) return Refused(TokenFault.UnknownPool);
        if (token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) token = token[Bearer.Length..];
        if (Parse(token) is not var (jwt, claims)) return Refused(TokenFault.Malformed);
        if (!IsSigned(jwt, pool.Key)) return Refused(TokenFault.BadSignature);
        if (jwt.Issuer != TokenIssuer.IssuerOf(address, pool.Id)) return Refused(TokenFault.WrongIssuer);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (Seconds(claims, "exp") is not { } expires) return Refused(TokenFault.Malformed);
        if (now >= expires) return Refused(TokenFault.Expired);
        if (Seconds(claims, "nbf") > now || Seconds(claims, "iat") > now) return Refused(TokenFault.NotYetValid);
        return Text(claims, "token_use") switch
        {
            "access" => Accept(pool, jwt, claims, TokenUse.Access, Text(claims, "client_id"), Text(claims, "username"), expires),
            "id" => Accept(pool, jwt, claims, TokenUse.Id, Text(claims, "aud"), Text(claims, "cognito:username"), expires),
            _ => Refused(TokenFault.WrongUse),
        };
    }

    private static TokenVerification Accept(
        UserPool pool, JsonWebToken jwt, JsonObject claims, TokenUse use, string? clientId, string? username, long expires)
    {
        if (clientId is null || username is null || Text(claims, "sub") is not { } sub) return Refused(TokenFault.Malformed);
        if (pool.FindClient(clientId) is null) return Refused(TokenFault.UnknownClient);
        var groups = ClaimOverrides.Texts(claims["cognito:groups"]);
        return new TokenVerification.Accepted(
            sub, username, jwt.Issuer, clientId, use, groups, DateTimeOffset.FromUnixTimeSeconds(expires), claims);
    }

    private static (JsonWebToken, JsonObject)? Parse(string token)
    {
        try
        {
            var jwt = new JsonWebToken(token);
            return !jwt.IsEncrypted && JsonNode.Parse(Base64UrlEncoder.Decode(jwt.EncodedPayload)) is JsonObject claims ? (jwt, claims) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>RS256 and nothing else, whatever the header proposes; the key is the pool's, whatever <c>jku</c> or <c>jwk</c> say.</summary>
    private static bool IsSigned(JsonWebToken jwt, SigningKey key) =>
        jwt.Alg == SecurityAlgorithms.RsaSha256
        && jwt.Kid == key.Id
        && key.Verifies(
            Encoding.ASCII.GetBytes($"{jwt.EncodedHeader}.{jwt.EncodedPayload}"), Base64UrlEncoder.DecodeBytes(jwt.EncodedSignature));

    private static long? Seconds(JsonObject claims, string name) =>
        claims[name] is JsonValue value && value.TryGetValue<long>(out var seconds) ? seconds : null;

    private static string? Text(JsonObject claims, string name) =>
        claims[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static TokenVerification.Refused Refused(TokenFault fault) => new(fault, fault switch
    {
        TokenFault.Malformed => "Unable to parse JWT token.",
        TokenFault.Expired => "Token has expired.",
        _ => "You are not authorized to make this call.",
    });
}
