using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.SignIn;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Operations;

/// <summary>How a sign-in goes on and ends.</summary>
internal sealed class RefreshOperations(UserPools pools, RefreshTokens refreshTokens, TokenIssuer issuer, AccessTokens accessTokens)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Open("GetTokensFromRefreshToken", GetTokensAsync),
        Operation.Open("RevokeToken", Revoke),
        Operation.Open("GlobalSignOut", GlobalSignOut),
        Operation.Admin("AdminUserGlobalSignOut", AdminGlobalSignOut),
    ];

    /// <summary>InitiateAuth's REFRESH_TOKEN_AUTH.</summary>
    public async Task<JsonObject> RefreshAsync(SignInContext context, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var token = SignInContext.Require(parameters, "REFRESH_TOKEN");
        var (user, grant) = refreshTokens.Redeem(context.Pool, context.Client, token);
        CheckSecretHash(context.Client, user, parameters.GetValueOrDefault("SECRET_HASH"));
        return new() { ["ChallengeParameters"] = new JsonObject(), ["AuthenticationResult"] = await IssueAsync(context, user, grant, null, cancel) };
    }

    private async Task<JsonObject?> GetTokensAsync(CognitoRequest request, CancellationToken cancel)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecret(request.Optional("ClientSecret"));
        var context = new SignInContext(pool, client, request.Map("ClientMetadata"));
        var (user, grant) = refreshTokens.Redeem(pool, client, request.Required("RefreshToken"));
        if (client.RotationGrace is null) return new() { ["AuthenticationResult"] = await IssueAsync(context, user, grant, null, cancel) };
        var (successor, token) = RefreshTokens.Successor(user, grant);
        var result = await IssueAsync(context, user, successor, token, cancel);
        // Last: if a trigger refuses, the client still has a token that works.
        refreshTokens.Replace(pool, user, grant, successor);
        return new() { ["AuthenticationResult"] = result };
    }

    private Task<JsonObject> IssueAsync(SignInContext context, User user, RefreshGrant grant, string? token, CancellationToken cancel) => issuer.IssueAsync(
        new TokenContext(context.Pool, context.Client, user, grant, "TokenGeneration_RefreshTokens", context.ClientMetadata), token, cancel);

    private JsonObject? Revoke(CognitoRequest request)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecret(request.Optional("ClientSecret"));
        var token = request.Required("Token");
        if (token.Count(c => c == '.') == 2) throw new CognitoException("UnsupportedTokenTypeException", "Unsupported token type");
        RefreshTokens.Revoke(pool, client, token);
        return null;
    }

    private JsonObject? GlobalSignOut(CognitoRequest request)
    {
        var (pool, _, user) = accessTokens.Require(request.Required("AccessToken"));
        pool.Users.Update(user.Sub, before => before.SignedOut());
        return null;
    }

    private JsonObject? AdminGlobalSignOut(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        pool.Users.Update(pool.Require(request.Username).Sub, before => before.SignedOut());
        return null;
    }

    /// <summary>Clients hash the user name or the sub here: Cognito takes both.</summary>
    private static void CheckSecretHash(PoolClient client, User user, string? hash)
    {
        try
        {
            client.CheckSecretHash(user.Username, hash);
        }
        catch (CognitoException) when (hash is not null)
        {
            client.CheckSecretHash(user.Sub, hash);
        }
    }
}
