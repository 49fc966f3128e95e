using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Srp;
using EventChat.Local.Cognito.Tokens;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.Operations;

internal sealed class SignUpOperations(
    UserPools pools, ConfirmationCodes codes, UserTriggers triggers, AttemptLimiter limiter, TimeProvider clock)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Open("SignUp", SignUpAsync),
        Operation.Open("ConfirmSignUp", ConfirmAsync),
        Operation.Open("ResendConfirmationCode", Resend),
        Operation.Admin("AdminConfirmSignUp", AdminConfirmAsync),
    ];

    private async Task<JsonObject?> SignUpAsync(CognitoRequest request, CancellationToken cancel)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecretHash(request.Username, request.Optional("SecretHash"));
        if (pool.Settings.AdminCreateUserOnly) throw CognitoException.NotAuthorized("SignUp is not permitted for this user pool");
        var password = request.Password("Password");
        pool.Settings.Passwords.Check(password);
        var name = SignUpName.Read(pool.Settings, request.Username, request.Attributes("UserAttributes"));
        AttributeRules.CheckWrite(pool, client, name.Attributes);
        AttributeRules.CheckRequired(pool.Settings.Schema, name.Attributes);
        if (pool.Users.IsTaken(request.Username)) throw Taken(name);

        var metadata = request.Map("ClientMetadata");
        var decision = await triggers.PreSignUpAsync(
            pool, client.Id, "PreSignUp_SignUp", name.Username, name.Attributes, request.Attributes("ValidationData"), metadata, cancel);
        var user = NewUser(pool, name, password, decision);
        if (!pool.Users.TryAdd(user)) throw Taken(name);

        var answer = new JsonObject { ["UserConfirmed"] = decision.Confirm, ["UserSub"] = user.Sub };
        if (decision.Confirm) await triggers.PostConfirmationAsync(pool, client.Id, "PostConfirmation_ConfirmSignUp", user, metadata, cancel);
        else if (AutoVerified(pool, user) is { } attribute) answer["CodeDeliveryDetails"] = codes.Send(pool, user, CodePurpose.SignUp, attribute);
        return answer;
    }

    private User NewUser(UserPool pool, SignUpName name, string password, UserTriggers.SignUpDecision decision)
    {
        var attributes = name.Attributes.ToImmutableSortedDictionary();
        if (attributes.ContainsKey("email")) attributes = attributes.SetItem("email_verified", decision.VerifyEmail ? "true" : "false");
        if (attributes.ContainsKey("phone_number")) attributes = attributes.SetItem("phone_number_verified", decision.VerifyPhone ? "true" : "false");
        return new(name.Sub, name.Username, clock.GetUtcNow(), attributes)
        {
            Status = decision.Confirm ? UserStatus.Confirmed : UserStatus.Unconfirmed,
            Password = SrpCredential.Create(pool.Settings.SrpName, name.Username, password),
        };
    }

    private async Task<JsonObject?> ConfirmAsync(CognitoRequest request, CancellationToken cancel)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecretHash(request.Username, request.Optional("SecretHash"));
        var given = request.Required("ConfirmationCode");
        var user = pool.Users.Find(request.Username)
            ?? throw (client.HidesUserExistence ? CognitoException.CodeExpired() : UnknownUser());
        CheckUnconfirmed(user);
        limiter.Count(user.Sub, "ConfirmSignUp", AttemptLimiter.CodesTried);
        var (_, code) = codes.Use(user, CodePurpose.SignUp, given);
        if (request.Flag("ForceAliasCreation")) FreeAlias(pool, user, code.Attribute);
        user = pool.Users.Update(user.Sub, before =>
        {
            CheckUnconfirmed(before);
            var (after, used) = codes.Use(before, CodePurpose.SignUp, given);
            return Confirmed(after.With(used.Attribute + "_verified", "true"));
        });
        await triggers.PostConfirmationAsync(
            pool, client.Id, "PostConfirmation_ConfirmSignUp", user, request.Map("ClientMetadata"), cancel);
        return null;
    }

    private async Task<JsonObject?> AdminConfirmAsync(CognitoRequest request, CancellationToken cancel)
    {
        var pool = pools.Require(request.UserPoolId);
        var user = pool.Require(request.Username);
        user = pool.Users.Update(user.Sub, before =>
        {
            CheckUnconfirmed(before);
            return Confirmed(before);
        });
        await triggers.PostConfirmationAsync(pool, null, "PostConfirmation_ConfirmSignUp", user, request.Map("ClientMetadata"), cancel);
        return null;
    }

    private JsonObject? Resend(CognitoRequest request)
    {
        var (pool, client) = pools.RequireClient(request.ClientId);
        client.CheckSecretHash(request.Username, request.Optional("SecretHash"));
        if (pool.Users.Find(request.Username) is not { } user)
            return client.HidesUserExistence ? SimulatedDelivery.Of(pool, request.Username) : throw UnknownUser();
        if (user.Status is not UserStatus.Unconfirmed) throw CognitoException.InvalidParameter("User is already confirmed.");
        var attribute = AutoVerified(pool, user) ?? throw CognitoException.InvalidParameter("Cannot resend codes. Auto verification not turned on.");
        limiter.Count(user.Sub, "ResendConfirmationCode", AttemptLimiter.CodesSent);
        return new() { ["CodeDeliveryDetails"] = codes.Send(pool, user, CodePurpose.SignUp, attribute) };
    }

    private User Confirmed(User user) => user with { Status = UserStatus.Confirmed, ModifiedAt = clock.GetUtcNow() };

    private void FreeAlias(UserPool pool, User user, string attribute)
    {
        if (user[attribute] is not { } value || pool.Users.Find(value) is not { } owner || owner.Sub == user.Sub) return;
        pool.Users.Update(owner.Sub, before => before.With(attribute + "_verified", "false") with { ModifiedAt = clock.GetUtcNow() });
    }

    private static void CheckUnconfirmed(User user)
    {
        if (user.Status is not UserStatus.Unconfirmed)
            throw CognitoException.NotAuthorized($"User cannot be confirmed. Current status is {StatusText.Of(user.Status)}");
    }

    /// <summary>Where the sign-up's code goes: by short message first, as Cognito does.</summary>
    private static string? AutoVerified(UserPool pool, User user) =>
        AttributeUpdate.Addresses.FirstOrDefault(a => pool.Settings.AutoVerified.Contains(a) && user[a] is not null);

    private static CognitoException Taken(SignUpName name) => new("UsernameExistsException", name.Alias is { } alias
        ? $"An account with the given {alias} already exists."
        : "User already exists");

    private static CognitoException UnknownUser() => new("UserNotFoundException", "Username/client id combination not found.");
}
