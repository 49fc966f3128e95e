using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Srp;
using EventChat.Local.Cognito.Triggers;

namespace EventChat.Local.Cognito.Operations;

/// <summary>An administrator makes an account with a temporary password, and the user chooses another at the first sign-in.</summary>
internal sealed class AdminCreateUser(UserPools pools, ConfirmationCodes codes, UserTriggers triggers, TimeProvider clock)
{
    public IEnumerable<Operation> All => [Operation.Admin("AdminCreateUser", RunAsync)];

    private async Task<JsonObject?> RunAsync(CognitoRequest request, CancellationToken cancel)
    {
        var pool = pools.Require(request.UserPoolId);
        var password = request.Optional("TemporaryPassword") is null ? pool.Settings.Passwords.Generate() : request.Password("TemporaryPassword");
        pool.Settings.Passwords.Check(password);
        var action = request.Optional("MessageAction");
        var user = action switch
        {
            null or "SUPPRESS" => await CreateAsync(pool, request, password, cancel),
            "RESEND" => Renew(pool, request, password),
            _ => throw CognitoException.InvalidParameter(
                $"1 validation error detected: Value '{action}' at 'messageAction' failed to satisfy constraint: Member must satisfy enum value set: [RESEND, SUPPRESS]"),
        };
        if (action != "SUPPRESS" && AddressOf(user, request.Texts("DesiredDeliveryMediums")) is { } attribute)
            codes.Invite(pool, user, attribute, password);
        return new() { ["User"] = Views.User(user) };
    }

    private async Task<User> CreateAsync(UserPool pool, CognitoRequest request, string password, CancellationToken cancel)
    {
        var name = SignUpName.Read(pool.Settings, request.Username, request.Attributes("UserAttributes"));
        AttributeRules.CheckValues(pool.Settings.Schema, name.Attributes);
        if (pool.Users.IsTaken(request.Username)) throw Taken();
        var decision = await triggers.PreSignUpAsync(
            pool, null, "PreSignUp_AdminCreateUser", name.Username, name.Attributes, request.Attributes("ValidationData"),
            request.Map("ClientMetadata"), cancel);
        var attributes = name.Attributes.ToImmutableSortedDictionary();
        if (decision.VerifyEmail) attributes = attributes.SetItem("email_verified", "true");
        if (decision.VerifyPhone) attributes = attributes.SetItem("phone_number_verified", "true");
        var user = WithTemporary(pool, new(name.Sub, name.Username, clock.GetUtcNow(), attributes), password);
        return pool.Users.TryAdd(user) ? user : throw Taken();
    }

    private User Renew(UserPool pool, CognitoRequest request, string password) => pool.Users.Update(
        pool.Require(request.Username).Sub,
        before => before.Status is UserStatus.ForceChangePassword
            ? WithTemporary(pool, before, password)
            : throw new CognitoException("UnsupportedUserStateException", "Resend not possible. " + before.Username + " status is not FORCE_CHANGE_PASSWORD"));

    private User WithTemporary(UserPool pool, User user, string password) => user with
    {
        Status = UserStatus.ForceChangePassword,
        Password = SrpCredential.Create(pool.Settings.SrpName, user.Username, password),
        TemporaryUntil = clock.GetUtcNow() + pool.Settings.Passwords.TemporaryValidity,
        ModifiedAt = clock.GetUtcNow(),
    };

    /// <summary>By short message, unless e-mail is asked for; and otherwise whatever address there is.</summary>
    private static string? AddressOf(User user, IReadOnlyList<string> media) =>
        (media.Contains("EMAIL") ? AttributeUpdate.Addresses.Reverse() : AttributeUpdate.Addresses).FirstOrDefault(a => user[a] is not null);

    private static CognitoException Taken() => new("UsernameExistsException", "User account already exists");
}
