using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Triggers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>Makes the ID and access tokens of a sign-in, with Cognito's claims.</summary>
internal sealed class TokenIssuer(LocalAddress address, PreTokenGeneration preTokenGeneration, TimeProvider clock)
{
    public const string UserScope = "aws.cognito.signin.user.admin";

    private static readonly JsonWebTokenHandler Jwt = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The <c>AuthenticationResult</c> of the API.</summary>
    /// <param name="refreshToken">Null when the caller keeps the one it has.</param>
    public async Task<JsonObject> IssueAsync(TokenContext context, string? refreshToken, CancellationToken cancel)
    {
        var overrides = await preTokenGeneration.RunAsync(context, cancel);
        var now = clock.GetUtcNow();
        var groups = overrides.Groups ?? GroupClaims.Of(context);
        var result = new JsonObject
        {
            ["AccessToken"] = Sign(context.Pool, AccessClaims(context, groups, overrides, now)),
            ["ExpiresIn"] = (int)context.Client.AccessTokenValidity.TotalSeconds,
            ["TokenType"] = "Bearer",
            ["IdToken"] = Sign(context.Pool, IdClaims(context, groups, overrides, now)),
        };
        if (refreshToken is not null) result["RefreshToken"] = refreshToken;
        return result;
    }

    private JsonObject AccessClaims(TokenContext context, GroupClaims groups, TokenOverrides overrides, DateTimeOffset now)
    {
        var claims = CommonClaims(context, "access", now, context.Client.AccessTokenValidity);
        groups.AddTo(claims, withRoles: false);
        claims["client_id"] = context.Client.Id;
        claims["username"] = context.User.Username;
        overrides.Access.ApplyTo(claims);
        claims["scope"] = string.Join(' ', overrides.Scopes([UserScope]));
        return claims;
    }

    private JsonObject IdClaims(TokenContext context, GroupClaims groups, TokenOverrides overrides, DateTimeOffset now)
    {
        var claims = CommonClaims(context, "id", now, context.Client.IdTokenValidity);
        groups.AddTo(claims, withRoles: true);
        claims["aud"] = context.Client.Id;
        claims["cognito:username"] = context.User.Username;
        foreach (var (name, value) in context.User.Attributes.Where(a => context.Client.MayRead(a.Key)))
            claims[name] = name.EndsWith("_verified", StringComparison.Ordinal) ? JsonValue.Create(value == "true") : JsonValue.Create(value);
        overrides.Id.ApplyTo(claims);
        return claims;
    }

    private JsonObject CommonClaims(TokenContext context, string use, DateTimeOffset now, TimeSpan validity) => new()
    {
        ["sub"] = context.User.Sub,
        ["iss"] = IssuerOf(address, context.Pool.Id),
        ["origin_jti"] = context.Grant.OriginJti,
        ["event_id"] = context.Grant.EventId,
        ["token_use"] = use,
        ["auth_time"] = context.Grant.AuthTime.ToUnixTimeSeconds(),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = (now + validity).ToUnixTimeSeconds(),
        ["jti"] = NewId(),
    };

    public static string IssuerOf(LocalAddress address, string poolId) => $"{address.BaseUrl}/{poolId}";

    /// <summary>A random UUID (version 4), as Cognito uses for subs and token ids.</summary>
    public static string NewId()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static string Sign(UserPool pool, JsonObject claims) => Jwt.CreateToken(claims.ToJsonString(), pool.Key.Credentials);
}
