using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Pools and clients as the API shows them.</summary>
internal static class PoolViews
{
    public static JsonObject Summary(UserPool pool) => new()
    {
        ["Id"] = pool.Id,
        ["Name"] = pool.Settings.Name,
        ["LambdaConfig"] = Triggers(pool.Settings.Triggers),
        ["CreationDate"] = Views.Time(pool.CreatedAt),
        ["LastModifiedDate"] = Views.Time(pool.CreatedAt),
    };

    public static JsonObject Describe(UserPool pool)
    {
        var settings = pool.Settings;
        var view = Summary(pool);
        view["Arn"] = settings.Arn;
        view["EstimatedNumberOfUsers"] = pool.Users.All().Count;
        view["MfaConfiguration"] = settings.Mfa.ToString().ToUpperInvariant();
        view["UsernameConfiguration"] = new JsonObject { ["CaseSensitive"] = settings.CaseSensitive };
        view["AdminCreateUserConfig"] = new JsonObject { ["AllowAdminCreateUserOnly"] = settings.AdminCreateUserOnly };
        view["Policies"] = new JsonObject { ["PasswordPolicy"] = Policy(settings.Passwords) };
        view["SchemaAttributes"] = new JsonArray([.. settings.Schema.All.Select(Attribute)]);
        view["AccountRecoverySetting"] = new JsonObject
        {
            ["RecoveryMechanisms"] = settings.Recovery.Count == 0
                ? new JsonArray(new JsonObject { ["Name"] = "admin_only", ["Priority"] = 1 })
                : new JsonArray([.. settings.Recovery.Select((r, i) => new JsonObject { ["Name"] = "verified_" + r, ["Priority"] = i + 1 })]),
        };
        if (settings.AutoVerified.Count > 0) view["AutoVerifiedAttributes"] = GroupClaims.ArrayOf(settings.AutoVerified);
        if (settings.AliasAttributes.Count > 0) view["AliasAttributes"] = GroupClaims.ArrayOf(settings.AliasAttributes);
        if (settings.UsernameAttributes.Count > 0) view["UsernameAttributes"] = GroupClaims.ArrayOf(settings.UsernameAttributes);
        return view;
    }

    public static JsonObject MfaConfig(UserPool pool)
    {
        var view = new JsonObject { ["MfaConfiguration"] = pool.Settings.Mfa.ToString().ToUpperInvariant() };
        if (pool.Settings.Mfa is not MfaMode.Off) view["SoftwareTokenMfaConfiguration"] = new JsonObject { ["Enabled"] = true };
        return view;
    }

    public static JsonObject Client(UserPool pool, PoolClient client)
    {
        var view = new JsonObject
        {
            ["UserPoolId"] = pool.Id,
            ["ClientName"] = client.Name,
            ["ClientId"] = client.Id,
            ["CreationDate"] = Views.Time(pool.CreatedAt),
            ["LastModifiedDate"] = Views.Time(pool.CreatedAt),
            ["AccessTokenValidity"] = (int)client.AccessTokenValidity.TotalSeconds,
            ["IdTokenValidity"] = (int)client.IdTokenValidity.TotalSeconds,
            ["RefreshTokenValidity"] = (int)client.RefreshTokenValidity.TotalSeconds,
            ["TokenValidityUnits"] = new JsonObject { ["AccessToken"] = "seconds", ["IdToken"] = "seconds", ["RefreshToken"] = "seconds" },
            ["ExplicitAuthFlows"] = GroupClaims.ArrayOf(client.Flows.Select(f => "ALLOW_" + f).Order(StringComparer.Ordinal)),
            ["PreventUserExistenceErrors"] = client.HidesUserExistence ? "ENABLED" : "LEGACY",
            ["EnableTokenRevocation"] = true,
            ["AuthSessionValidity"] = (int)client.SessionValidity.TotalMinutes,
        };
        if (client.Secret is not null) view["ClientSecret"] = client.Secret;
        if (client.Readable is not null) view["ReadAttributes"] = GroupClaims.ArrayOf(client.Readable.Order(StringComparer.Ordinal));
        if (client.Writable is not null) view["WriteAttributes"] = GroupClaims.ArrayOf(client.Writable.Order(StringComparer.Ordinal));
        if (client.RotationGrace is { } grace)
            view["RefreshTokenRotation"] = new JsonObject { ["Feature"] = "ENABLED", ["RetryGracePeriodSeconds"] = (int)grace.TotalSeconds };
        return view;
    }

    private static JsonObject Policy(PasswordPolicy policy) => new()
    {
        ["MinimumLength"] = policy.MinimumLength,
        ["RequireUppercase"] = policy.Uppercase,
        ["RequireLowercase"] = policy.Lowercase,
        ["RequireNumbers"] = policy.Numbers,
        ["RequireSymbols"] = policy.Symbols,
        ["TemporaryPasswordValidityDays"] = (int)policy.TemporaryValidity.TotalDays,
    };

    private static JsonObject Attribute(AttributeDefinition attribute)
    {
        var view = new JsonObject
        {
            ["Name"] = attribute.Name,
            ["AttributeDataType"] = attribute.Type.ToString(),
            ["DeveloperOnlyAttribute"] = false,
            ["Mutable"] = attribute.Mutable,
            ["Required"] = attribute.Required,
        };
        if (attribute.Type is AttributeType.String) view["StringAttributeConstraints"] = Bounds(attribute, "MinLength", "MaxLength");
        if (attribute.Type is AttributeType.Number) view["NumberAttributeConstraints"] = Bounds(attribute, "MinValue", "MaxValue");
        return view;
    }

    private static JsonObject Bounds(AttributeDefinition attribute, string least, string most)
    {
        var bounds = new JsonObject();
        if (attribute.Least is { } low) bounds[least] = low.ToString(CultureInfo.InvariantCulture);
        if (attribute.Most is { } high) bounds[most] = high.ToString(CultureInfo.InvariantCulture);
        return bounds;
    }

    private static JsonObject Triggers(TriggerFunctions functions)
    {
        var view = new JsonObject();
        if (functions.PreSignUp is { } preSignUp) view["PreSignUp"] = preSignUp;
        if (functions.PostConfirmation is { } postConfirmation) view["PostConfirmation"] = postConfirmation;
        if (functions.PreAuthentication is { } preAuthentication) view["PreAuthentication"] = preAuthentication;
        if (functions.PostAuthentication is { } postAuthentication) view["PostAuthentication"] = postAuthentication;
        if (functions.PreTokenGeneration is { } preTokenGeneration)
        {
            view["PreTokenGeneration"] = preTokenGeneration;
            view["PreTokenGenerationConfig"] = new JsonObject
            {
                ["LambdaVersion"] = functions.PreTokenGenerationV2 ? "V2_0" : "V1_0",
                ["LambdaArn"] = preTokenGeneration,
            };
        }
        return view;
    }
}
