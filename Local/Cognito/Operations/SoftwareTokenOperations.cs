using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.SignIn;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Second factors: associating, proving and choosing one.</summary>
internal sealed class SoftwareTokenOperations(
    UserPools pools, AccessTokens accessTokens, ChallengeSessions sessions, SoftwareTokens softwareTokens)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Open("AssociateSoftwareToken", Associate),
        Operation.Open("VerifySoftwareToken", Verify),
        Operation.Open("SetUserMFAPreference", SetPreference),
        Operation.Admin("AdminSetUserMFAPreference", AdminSetPreference),
    ];

    private JsonObject? Associate(CognitoRequest request)
    {
        var (pool, user, session) = CallerOf(request);
        if (pool.Settings.Mfa is MfaMode.Off)
            throw new CognitoException("SoftwareTokenMFANotFoundException", "Software Token MFA has not been enabled for the userPool.");
        var secret = SoftwareTokens.NewSecret();
        // A token that works stays until the new one has proved itself.
        pool.Users.Update(user.Sub, before => before with { PendingSecret = secret });
        var answer = new JsonObject { ["SecretCode"] = secret };
        if (session is not null) answer["Session"] = Reopen(session, verified: false);
        return answer;
    }

    private JsonObject? Verify(CognitoRequest request)
    {
        var (pool, user, session) = CallerOf(request);
        var code = request.Required("UserCode");
        pool.Users.Update(user.Sub, before =>
        {
            var secret = before.PendingSecret ?? throw new CognitoException("SoftwareTokenMFANotFoundException", "Software Token MFA does not exist for the user.");
            var enabled = before.SoftwareToken?.Enabled is true || pool.Settings.Mfa is MfaMode.On;
            var token = softwareTokens.Use(new(secret, enabled, before.SoftwareToken?.Preferred is true, LastStep: 0), code)
                ?? throw new CognitoException("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
            return before with { SoftwareToken = token, PendingSecret = null };
        });
        var answer = new JsonObject { ["Status"] = "SUCCESS" };
        if (session is not null) answer["Session"] = Reopen(session, verified: true);
        return answer;
    }

    private JsonObject? SetPreference(CognitoRequest request)
    {
        var (pool, _, user) = accessTokens.Require(request.Required("AccessToken"));
        return Prefer(pool, user, request);
    }

    private JsonObject? AdminSetPreference(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        return Prefer(pool, pool.Require(request.Username), request);
    }

    private static JsonObject? Prefer(UserPool pool, User user, CognitoRequest request)
    {
        foreach (var other in new[] { "SMSMfaSettings", "EmailMfaSettings", "WebAuthnMfaSettings" })
            if (request.Block(other)?["Enabled"]?.GetValue<bool>() is true)
                throw CognitoException.InvalidParameter($"User does not have delivery config set to turn on {other[..^"MfaSettings".Length].ToUpperInvariant()}_MFA");
        if (request.Block("SoftwareTokenMfaSettings") is not { } settings) return null;
        var enabled = settings["Enabled"]?.GetValue<bool>() ?? false;
        var preferred = settings["PreferredMfa"]?.GetValue<bool>() ?? false;
        pool.Users.Update(user.Sub, before =>
        {
            if (before.SoftwareToken is { } token)
                return before with { SoftwareToken = token with { Enabled = enabled, Preferred = enabled && preferred } };
            return enabled || preferred ? throw CognitoException.InvalidParameter("User has not verified software token mfa") : before;
        });
        return null;
    }

    /// <summary>By access token, or, in the middle of a sign-in, by the challenge's session.</summary>
    private (UserPool Pool, User User, string? Session) CallerOf(CognitoRequest request)
    {
        if (request.Optional("AccessToken") is { } token)
        {
            var (pool, _, user) = accessTokens.Require(token);
            return (pool, user, null);
        }
        var session = request.Optional("Session") ?? throw CognitoException.InvalidParameter("AccessToken or Session is required.");
        var challenge = sessions.Require<Challenge.MfaSetup>(session);
        var owner = pools.Require(challenge.PoolId);
        return (owner, owner.Require(challenge.Sub!), session);
    }

    private string Reopen(string session, bool verified)
    {
        var challenge = sessions.Require<Challenge.MfaSetup>(session);
        sessions.Close(session);
        return sessions.Open(challenge with { Verified = verified });
    }
}
