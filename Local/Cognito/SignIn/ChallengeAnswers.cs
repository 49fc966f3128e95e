using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Srp;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>Answers to the challenges that follow the password.</summary>
internal sealed class ChallengeAnswers(ChallengeSessions sessions, SignInSteps steps, SignInGuard guard, SoftwareTokens softwareTokens)
{
    private const string AttributePrefix = "userAttributes.";

    public async Task<JsonObject> NewPasswordAsync(
        SignInContext context, string? session, IReadOnlyDictionary<string, string> responses, CancellationToken cancel)
    {
        var password = SignInContext.Require(responses, "NEW_PASSWORD");
        var challenge = sessions.Require<Challenge.NewPassword>(session, context.Client.Id);
        CheckName(context, challenge.Sub!, responses);
        var given = responses.Where(r => r.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
            .ToDictionary(r => r.Key[AttributePrefix.Length..], r => r.Value, StringComparer.Ordinal);
        AttributeRules.CheckWrite(context.Pool, context.Client, given);
        context.Pool.Settings.Passwords.Check(password);
        var user = context.Pool.Users.Update(challenge.Sub!, before =>
        {
            if (before.Status is not UserStatus.ForceChangePassword) throw CognitoException.NotAuthorized("Invalid session for the user.");
            var attributes = before.Attributes.SetItems(given);
            foreach (var definition in context.Pool.Settings.Schema.All.Where(d => d.Required && !attributes.ContainsKey(d.Name)))
                throw CognitoException.InvalidParameter($"Invalid attributes given, {definition.Name} is missing");
            return before with
            {
                Attributes = attributes,
                Status = UserStatus.Confirmed,
                Password = SrpCredential.Create(context.Pool.Settings.SrpName, before.Username, password),
                TemporaryUntil = null,
            };
        });
        sessions.Close(session!);
        return await steps.AfterFirstFactorAsync(context, user, "TokenGeneration_NewPasswordChallenge", cancel);
    }

    public async Task<JsonObject> SoftwareTokenAsync(
        SignInContext context, string? session, IReadOnlyDictionary<string, string> responses, CancellationToken cancel)
    {
        var code = SignInContext.Require(responses, "SOFTWARE_TOKEN_MFA_CODE");
        var challenge = sessions.Require<Challenge.SoftwareTokenMfa>(session, context.Client.Id);
        CheckName(context, challenge.Sub!, responses);
        var user = context.Pool.Require(challenge.Sub!);
        guard.CheckLockout(user);
        var right = false;
        user = context.Pool.Users.Update(user.Sub, before =>
        {
            if (before.SoftwareToken is not { } token)
                throw new CognitoException("SoftwareTokenMFANotFoundException", "Software Token MFA does not exist for the user.");
            if (softwareTokens.Use(token, code) is not { } used) return before;
            right = true;
            return before with { SoftwareToken = used };
        });
        if (!right)
        {
            guard.Count(context.Pool, user);
            throw new CognitoException("CodeMismatchException", "Invalid code received for user");
        }
        sessions.Close(session!);
        return await steps.CompleteAsync(context, user, "TokenGeneration_Authentication", cancel);
    }

    /// <summary>After AssociateSoftwareToken and VerifySoftwareToken on the challenge's session.</summary>
    public async Task<JsonObject> MfaSetupAsync(
        SignInContext context, string? session, IReadOnlyDictionary<string, string> responses, CancellationToken cancel)
    {
        var challenge = sessions.Require<Challenge.MfaSetup>(session, context.Client.Id);
        CheckName(context, challenge.Sub!, responses);
        if (!challenge.Verified) throw CognitoException.InvalidParameter("User has not verified software token mfa");
        sessions.Close(session!);
        return await steps.CompleteAsync(context, context.Pool.Require(challenge.Sub!), "TokenGeneration_Authentication", cancel);
    }

    /// <summary>The answer must name the user whose challenge it is, by any of its names.</summary>
    private static void CheckName(SignInContext context, string sub, IReadOnlyDictionary<string, string> responses)
    {
        var username = SignInContext.Require(responses, "USERNAME");
        context.Client.CheckSecretHash(username, responses.GetValueOrDefault("SECRET_HASH"));
        if (context.Pool.Users.Find(username)?.Sub != sub) throw CognitoException.NotAuthorized("Invalid session for the user.");
    }
}
