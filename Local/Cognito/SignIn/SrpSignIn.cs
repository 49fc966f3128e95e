using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Srp;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>USER_SRP_AUTH and its PASSWORD_VERIFIER challenge: the password never leaves the client.</summary>
internal sealed class SrpSignIn(ChallengeSessions sessions, SignInSteps steps, UserTriggers triggers, SignInGuard guard)
{
    private const string TimestampFormat = "ddd MMM d HH:mm:ss 'UTC' yyyy";

    public async Task<JsonObject> InitiateAsync(SignInContext context, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var username = SignInContext.Require(parameters, "USERNAME");
        var clientA = SignInContext.Require(parameters, "SRP_A");
        context.Client.CheckSecretHash(username, parameters.GetValueOrDefault("SECRET_HASH"));
        var user = context.Pool.Users.Find(username);
        if (user is null && !context.Client.HidesUserExistence) throw CognitoException.UserNotFound();
        if (user is not null) await triggers.PreAuthenticationAsync(context.Pool, context.Client.Id, user, context.ClientMetadata, cancel);
        if (user is { Status: UserStatus.ResetRequired }) throw CognitoException.PasswordResetRequired();
        var poolSecret = context.Pool.Derive("simulated users");
        var userId = user?.Username ?? SimulatedId(context.Pool, poolSecret, username);
        var exchange = SrpExchange.Begin(clientA, user?.Password ?? SrpCredential.Simulated(poolSecret, username))
            ?? throw CognitoException.InvalidParameter("SRP_A is not a valid public value.");
        var secretBlock = sessions.Open(new Challenge.PasswordVerifier(
            context.Pool.Id, context.Client.Id, user?.Sub, steps.ExpiryOf(context), exchange, userId));
        return new()
        {
            ["ChallengeName"] = "PASSWORD_VERIFIER",
            ["ChallengeParameters"] = new JsonObject
            {
                ["SALT"] = exchange.Salt,
                ["SECRET_BLOCK"] = secretBlock,
                ["SRP_B"] = SrpGroup.Hex(exchange.B),
                ["USERNAME"] = userId,
                ["USER_ID_FOR_SRP"] = userId,
            },
        };
    }

    public async Task<JsonObject> RespondAsync(SignInContext context, IReadOnlyDictionary<string, string> responses, CancellationToken cancel)
    {
        var username = SignInContext.Require(responses, "USERNAME");
        var secretBlock = SignInContext.Require(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
        var signature = SignInContext.Require(responses, "PASSWORD_CLAIM_SIGNATURE");
        var timestamp = Timestamp(SignInContext.Require(responses, "TIMESTAMP"));
        context.Client.CheckSecretHash(username, responses.GetValueOrDefault("SECRET_HASH"));
        var challenge = sessions.Require<Challenge.PasswordVerifier>(secretBlock, context.Client.Id);
        // One challenge, one answer: a wrong password begins again.
        sessions.Close(secretBlock);
        var user = challenge.Sub is null ? null : context.Pool.Users.Find(challenge.Sub);
        if (user is not null) guard.CheckLockout(user);
        var proved = challenge.Exchange.Proves(
            Base64(signature), Encoding.UTF8.GetBytes(context.Pool.Settings.SrpName), Encoding.UTF8.GetBytes(challenge.UserId),
            Convert.FromBase64String(secretBlock), Encoding.UTF8.GetBytes(timestamp));
        if (user is null) throw CognitoException.WrongCredentials();
        // The name in the answer must be the user's own: the claim is over USER_ID_FOR_SRP alone.
        if (!proved || context.Pool.Users.Find(username)?.Sub != user.Sub) throw guard.Failed(context.Pool, user);
        return await steps.AfterPasswordAsync(context, user, cancel);
    }

    /// <summary>
    /// In the form of the real ones: a name where names are chosen, a UUID where Cognito makes them. The same for the same
    /// name, so that asking twice tells nothing.
    /// </summary>
    private static string SimulatedId(UserPool pool, byte[] poolSecret, string username) => pool.Settings.UsernameAttributes.Count == 0
        ? username
        : new Guid(HMACSHA256.HashData(poolSecret, Encoding.UTF8.GetBytes("id:" + username)).AsSpan(0, 16)).ToString();

    /// <summary>As Cognito writes it: its own clients sign this form, and one that signs <c>05</c> for <c>5</c> is refused there too.</summary>
    private static string Timestamp(string text) =>
        DateTime.TryParseExact(text, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString(TimestampFormat, CultureInfo.InvariantCulture)
            : throw CognitoException.InvalidParameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.");

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : [];
    }
}
