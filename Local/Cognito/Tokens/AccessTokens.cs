using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>
/// The access token as the user pool's own operations judge it: unlike AppSync, the pool knows whether the sign-in still
/// stands and whether the user may do anything.
/// </summary>
internal sealed class AccessTokens(UserPools pools, ITokenVerifier verifier)
{
    /// <exception cref="CognitoException">NotAuthorized, or the user is gone.</exception>
    public (UserPool Pool, PoolClient Client, User User) Require(string token)
    {
        foreach (var pool in pools.All)
        {
            switch (verifier.Verify(token, pool.Id))
            {
                case TokenVerification.Accepted { Use: TokenUse.Access } accepted:
                    return (pool, pool.FindClient(accepted.ClientId)!, UserOf(pool, accepted));
                case TokenVerification.Refused { Fault: TokenFault.Expired }:
                    throw CognitoException.NotAuthorized("Access Token has expired");
            }
        }
        throw CognitoException.NotAuthorized("Invalid Access Token");
    }

    private static User UserOf(UserPool pool, TokenVerification.Accepted token)
    {
        var user = pool.Users.Find(token.Sub) ?? throw CognitoException.UserNotFound();
        var origin = token.Claims["origin_jti"]?.GetValue<string>();
        if (!user.Grants.Exists(g => g.OriginJti == origin && !g.Revoked)) throw CognitoException.NotAuthorized("Access Token has been revoked");
        return user.Enabled ? user : throw CognitoException.UserDisabled();
    }
}
