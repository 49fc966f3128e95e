using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Operations;

/// <summary>What users do with their own account, by their access token.</summary>
internal sealed class AccountOperations(
    AccessTokens accessTokens, AttributeUpdate updates, ConfirmationCodes codes, AttemptLimiter limiter, TimeProvider clock)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Open("GetUser", Get),
        Operation.Open("UpdateUserAttributes", Update),
        Operation.Open("DeleteUserAttributes", DeleteAttributes),
        Operation.Open("GetUserAttributeVerificationCode", SendCode),
        Operation.Open("VerifyUserAttribute", Verify),
        Operation.Open("DeleteUser", Delete),
    ];

    private JsonObject? Get(CognitoRequest request)
    {
        var (_, client, user) = CallerOf(request);
        var view = new JsonObject
        {
            ["Username"] = user.Username,
            ["UserAttributes"] = Views.Attributes(user, name => name == "sub" || client.MayRead(name)),
        };
        Views.AddMfa(view, user);
        return view;
    }

    private JsonObject? Update(CognitoRequest request)
    {
        var (pool, client, user) = CallerOf(request);
        var attributes = request.Attributes("UserAttributes");
        AttributeRules.CheckWrite(pool, client, attributes);
        AttributeRules.CheckMutable(pool.Settings.Schema, attributes.Keys);
        var details = updates.Apply(pool, user, attributes);
        return details.Count == 0 ? null : new() { ["CodeDeliveryDetailsList"] = details };
    }

    private JsonObject? DeleteAttributes(CognitoRequest request)
    {
        var (pool, client, user) = CallerOf(request);
        var names = request.Texts("UserAttributeNames");
        if (names.Any(name => !client.MayWrite(name))) throw CognitoException.NotAuthorized("A client attempted to write unauthorized attribute");
        AttributeUpdate.CheckDeletable(pool.Settings.Schema, names);
        pool.Users.Update(user.Sub, before => AttributeUpdate.Remove(before, names, clock.GetUtcNow()));
        return null;
    }

    private JsonObject? SendCode(CognitoRequest request)
    {
        var (pool, _, user) = CallerOf(request);
        var attribute = VerifiableName(request);
        var newValue = user.Codes.Find(c => c.Purpose == AttributeUpdate.PurposeOf(attribute))?.NewValue;
        if ((newValue ?? user[attribute]) is null) throw CognitoException.InvalidParameter($"User does not have {attribute} attribute");
        if (newValue is null && user.IsVerified(attribute)) throw CognitoException.InvalidParameter($"{attribute} is already verified");
        limiter.Count(user.Sub, "GetUserAttributeVerificationCode", AttemptLimiter.CodesSent);
        return new() { ["CodeDeliveryDetails"] = codes.Send(pool, user, AttributeUpdate.PurposeOf(attribute), attribute, newValue) };
    }

    private JsonObject? Verify(CognitoRequest request)
    {
        var (pool, _, user) = CallerOf(request);
        var attribute = VerifiableName(request);
        var code = request.Required("Code");
        limiter.Count(user.Sub, "VerifyUserAttribute", AttemptLimiter.CodesTried);
        pool.Users.Update(user.Sub, before =>
        {
            var (after, used) = codes.Use(before, AttributeUpdate.PurposeOf(attribute), code);
            if (used.NewValue is { } value) after = after.With(attribute, value);
            return after.With(attribute + "_verified", "true") with { ModifiedAt = clock.GetUtcNow() };
        });
        return null;
    }

    private JsonObject? Delete(CognitoRequest request)
    {
        var (pool, _, user) = CallerOf(request);
        pool.Users.Remove(user.Sub);
        return null;
    }

    private (UserPool Pool, PoolClient Client, User User) CallerOf(CognitoRequest request) => accessTokens.Require(request.Required("AccessToken"));

    private static string VerifiableName(CognitoRequest request) => request.Required("AttributeName") is var name and ("email" or "phone_number")
        ? name
        : throw CognitoException.InvalidParameter("Only email and phone_number can be verified.");
}
