using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Tokens;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>What follows a right password: a further challenge, or the tokens.</summary>
internal sealed class SignInSteps(
    ChallengeSessions sessions, RefreshTokens refreshTokens, TokenIssuer issuer, UserTriggers triggers, TimeProvider clock)
{
    public async Task<JsonObject> AfterPasswordAsync(SignInContext context, User user, CancellationToken cancel)
    {
        if (!user.Enabled) throw CognitoException.UserDisabled();
        switch (user.Status)
        {
            case UserStatus.Unconfirmed:
                throw CognitoException.UserNotConfirmed();
            case UserStatus.ResetRequired:
                throw CognitoException.PasswordResetRequired();
            case UserStatus.ForceChangePassword when user.TemporaryUntil <= clock.GetUtcNow():
                throw CognitoException.NotAuthorized("Temporary password has expired and must be reset by an administrator.");
            case UserStatus.ForceChangePassword:
                return Ask(new Challenge.NewPassword(context.Pool.Id, context.Client.Id, user.Sub, ExpiryOf(context)),
                    "NEW_PASSWORD_REQUIRED", NewPasswordParameters(context.Pool, user));
            default:
                return await AfterFirstFactorAsync(context, user, "TokenGeneration_Authentication", cancel);
        }
    }

    public async Task<JsonObject> AfterFirstFactorAsync(SignInContext context, User user, string source, CancellationToken cancel)
    {
        var parameters = new JsonObject { ["USER_ID_FOR_SRP"] = user.Username };
        if (context.Pool.Settings.Mfa is not MfaMode.Off && user.SoftwareToken is { Enabled: true })
            return Ask(new Challenge.SoftwareTokenMfa(context.Pool.Id, context.Client.Id, user.Sub, ExpiryOf(context)), "SOFTWARE_TOKEN_MFA", parameters);
        if (context.Pool.Settings.Mfa is not MfaMode.On) return await CompleteAsync(context, user, source, cancel);
        parameters["MFAS_CAN_SETUP"] = """["SOFTWARE_TOKEN_MFA"]""";
        return Ask(new Challenge.MfaSetup(context.Pool.Id, context.Client.Id, user.Sub, ExpiryOf(context), Verified: false), "MFA_SETUP", parameters);
    }

    public async Task<JsonObject> CompleteAsync(SignInContext context, User user, string source, CancellationToken cancel)
    {
        await triggers.PostAuthenticationAsync(context.Pool, context.Client.Id, user, context.ClientMetadata, cancel);
        var (grant, token) = refreshTokens.New(context.Client, user);
        var tokens = new TokenContext(context.Pool, context.Client, user, grant, source, context.ClientMetadata);
        var result = await issuer.IssueAsync(tokens, token, cancel);
        // Last: a sign-in that a trigger refused leaves nothing behind.
        refreshTokens.Store(context.Pool, user, grant);
        return new() { ["ChallengeParameters"] = new JsonObject(), ["AuthenticationResult"] = result };
    }

    public DateTimeOffset ExpiryOf(SignInContext context) => clock.GetUtcNow() + context.Client.SessionValidity;

    private JsonObject Ask(Challenge challenge, string name, JsonObject parameters) => new()
    {
        ["ChallengeName"] = name,
        ["Session"] = sessions.Open(challenge),
        ["ChallengeParameters"] = parameters,
    };

    private static JsonObject NewPasswordParameters(UserPool pool, User user)
    {
        var missing = pool.Settings.Schema.All.Where(d => d.Required && user[d.Name] is null).Select(d => "userAttributes." + d.Name);
        return new()
        {
            ["USER_ID_FOR_SRP"] = user.Username,
            ["requiredAttributes"] = GroupClaims.ArrayOf(missing).ToJsonString(),
            ["userAttributes"] = new JsonObject(user.Attributes.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)JsonValue.Create(a.Value)))).ToJsonString(),
        };
    }
}
