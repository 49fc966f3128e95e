using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Srp;
using EventChat.Local.Cognito.Tokens;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.Operations;

internal sealed class PasswordOperations(
    UserPools pools, AccessTokens accessTokens, ConfirmationCodes codes, UserTriggers triggers, AttemptLimiter limiter, TimeProvider clock)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Open("ChangePassword", Change),
        Operation.Open("ForgotPassword", Forgot),
        Operation.Open("ConfirmForgotPassword", ConfirmForgotAsync),
        Operation.Admin("AdminSetUserPassword", AdminSet),
        Operation.Admin("AdminResetUserPassword", AdminReset),
    ];

    private JsonObject? Change(CognitoRequest request)
    {
        var (pool, _, user) = accessTokens.Require(request.Required("AccessToken"));
        var previous = request.Password("PreviousPassword");
        var proposed = request.Password("ProposedPassword");
        limiter.Count(user.Sub, "ChangePassword", AttemptLimiter.PasswordChanges);
        pool.Settings.Passwords.Check(proposed);
        pool.Users.Update(user.Sub, before => before.Password?.Matches(pool.Settings.SrpName, before.Username, previous) is true
            ? WithPassword(pool, before, proposed)
            : throw CognitoException.WrongCredentials());
        return null;
    }

    private JsonObject? Forgot(CognitoRequest request)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecretHash(request.Username, request.Optional("SecretHash"));
        if (pool.Settings.Recovery.Count == 0) throw CognitoException.NotAuthorized("Contact administrator to reset password.");
        if (pool.Users.Find(request.Username) is not { } user)
            return client.HidesUserExistence ? SimulatedDelivery.Of(pool, request.Username) : throw UnknownUser();
        if (!user.Enabled) throw CognitoException.UserDisabled();
        if (user.Status is UserStatus.ForceChangePassword) throw NotInThisState();
        var attribute = RecoveryOf(pool, user);
        limiter.Count(user.Sub, "ForgotPassword", AttemptLimiter.ForgottenPasswords);
        return new() { ["CodeDeliveryDetails"] = codes.Send(pool, user, CodePurpose.ForgotPassword, attribute) };
    }

    private async Task<JsonObject?> ConfirmForgotAsync(CognitoRequest request, CancellationToken cancel)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecretHash(request.Username, request.Optional("SecretHash"));
        var given = request.Required("ConfirmationCode");
        var password = request.Password("Password");
        var user = pool.Users.Find(request.Username)
            ?? throw (client.HidesUserExistence ? CognitoException.CodeExpired() : UnknownUser());
        limiter.Count(user.Sub, "ConfirmForgotPassword", AttemptLimiter.ForgottenPasswords);
        user = pool.Users.Update(user.Sub, before =>
        {
            var (after, _) = codes.Use(before, CodePurpose.ForgotPassword, given);
            // A refused password leaves the code usable.
            pool.Settings.Passwords.Check(password);
            return WithPassword(pool, after, password) with { Status = UserStatus.Confirmed, Failures = SignInFailures.None };
        });
        await triggers.PostConfirmationAsync(
            pool, client.Id, "PostConfirmation_ConfirmForgotPassword", user, request.Map("ClientMetadata"), cancel);
        return null;
    }

    private JsonObject? AdminSet(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var user = pool.Require(request.Username);
        var password = request.Password("Password");
        var permanent = request.Flag("Permanent");
        pool.Settings.Passwords.Check(password);
        pool.Users.Update(user.Sub, before => WithPassword(pool, before, password) with
        {
            Status = permanent ? UserStatus.Confirmed : UserStatus.ForceChangePassword,
            TemporaryUntil = permanent ? null : clock.GetUtcNow() + pool.Settings.Passwords.TemporaryValidity,
            Failures = SignInFailures.None,
        });
        return null;
    }

    private JsonObject? AdminReset(CognitoRequest request)
    {
        var pool = pools.Require(request.UserPoolId);
        var user = pool.Require(request.Username);
        if (user.Status is not (UserStatus.Confirmed or UserStatus.ResetRequired)) throw NotInThisState();
        var attribute = RecoveryOf(pool, user);
        user = pool.Users.Update(user.Sub, before => before with { Status = UserStatus.ResetRequired, ModifiedAt = clock.GetUtcNow() });
        codes.Send(pool, user, CodePurpose.ForgotPassword, attribute);
        return null;
    }

    private User WithPassword(UserPool pool, User user, string password) => user with
    {
        Password = SrpCredential.Create(pool.Settings.SrpName, user.Username, password),
        TemporaryUntil = null,
        ModifiedAt = clock.GetUtcNow(),
    };

    private static string RecoveryOf(UserPool pool, User user) =>
        pool.Settings.Recovery.FirstOrDefault(a => user[a] is not null && user.IsVerified(a))
        ?? throw CognitoException.InvalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number");

    private static CognitoException NotInThisState() => CognitoException.NotAuthorized("User password cannot be reset in the current state.");

    private static CognitoException UnknownUser() => new("UserNotFoundException", "Username/client id combination not found.");
}
