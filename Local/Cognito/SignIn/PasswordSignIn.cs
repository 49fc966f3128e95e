using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH: the password comes as it is.</summary>
internal sealed class PasswordSignIn(SignInSteps steps, UserTriggers triggers, SignInGuard guard)
{
    public async Task<JsonObject> InitiateAsync(SignInContext context, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var username = SignInContext.Require(parameters, "USERNAME");
        var password = SignInContext.Require(parameters, "PASSWORD");
        context.Client.CheckSecretHash(username, parameters.GetValueOrDefault("SECRET_HASH"));
        var user = context.Pool.Users.Find(username) ?? throw (context.Client.HidesUserExistence
            ? CognitoException.WrongCredentials()
            : CognitoException.UserNotFound());
        await triggers.PreAuthenticationAsync(context.Pool, context.Client.Id, user, context.ClientMetadata, cancel);
        if (user.Status is UserStatus.ResetRequired) throw CognitoException.PasswordResetRequired();
        guard.CheckLockout(user);
        if (user.Password?.Matches(context.Pool.Settings.SrpName, user.Username, password) is not true) throw guard.Failed(context.Pool, user);
        return await steps.AfterPasswordAsync(context, user, cancel);
    }
}
