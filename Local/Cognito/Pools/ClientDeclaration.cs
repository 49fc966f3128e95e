using EventChat.Local.Stack;

namespace EventChat.Local.Cognito.Pools;

/// <summary>Reads the inputs of <c>aws:cognito/userPoolClient:UserPoolClient</c>, and refuses those that would have been ignored.</summary>
internal static class ClientDeclaration
{
    /// <summary>Of a client that declares none.</summary>
    private static readonly string[] DefaultFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

    /// <summary>As declared, and as InitiateAuth calls it. CUSTOM_AUTH answers as in a pool without its triggers, which is what every pool here is.</summary>
    private static readonly Dictionary<string, string> FlowNames = new(StringComparer.Ordinal)
    {
        ["ALLOW_USER_SRP_AUTH"] = "USER_SRP_AUTH",
        ["ALLOW_USER_PASSWORD_AUTH"] = "USER_PASSWORD_AUTH",
        ["USER_PASSWORD_AUTH"] = "USER_PASSWORD_AUTH",
        ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] = "ADMIN_USER_PASSWORD_AUTH",
        ["ADMIN_NO_SRP_AUTH"] = "ADMIN_USER_PASSWORD_AUTH",
        ["ALLOW_REFRESH_TOKEN_AUTH"] = "REFRESH_TOKEN_AUTH",
        ["ALLOW_CUSTOM_AUTH"] = "CUSTOM_AUTH",
        ["CUSTOM_AUTH_FLOW_ONLY"] = "CUSTOM_AUTH",
    };

    public static (string PoolId, PoolClient Client) Read(ResourceDeclaration resource, Func<string, string, string> secretOf)
    {
        var inputs = DeclaredInputs.Of(resource);
        var poolId = inputs.RequiredText("userPoolId");
        var name = inputs.Text("name") ?? resource.LogicalName;
        var id = PoolClient.IdOf(poolId, name);
        var units = inputs.Block("tokenValidityUnits");
        var client = new PoolClient
        {
            Id = id,
            Name = name,
            Secret = inputs.Flag("generateSecret") ?? false ? secretOf(poolId, id) : null,
            Flows = Flows(inputs),
            AccessTokenValidity = Validity(inputs, units, "accessToken", "hours") ?? TimeSpan.FromHours(1),
            IdTokenValidity = Validity(inputs, units, "idToken", "hours") ?? TimeSpan.FromHours(1),
            RefreshTokenValidity = Validity(inputs, units, "refreshToken", "days") ?? TimeSpan.FromDays(30),
            SessionValidity = TimeSpan.FromMinutes(inputs.Number("authSessionValidity") ?? 3),
            HidesUserExistence = inputs.Text("preventUserExistenceErrors") == "ENABLED",
            RotationGrace = Rotation(inputs.Block("refreshTokenRotation")),
            Readable = inputs.Texts("readAttributes")?.ToHashSet(StringComparer.Ordinal),
            Writable = inputs.Texts("writeAttributes")?.ToHashSet(StringComparer.Ordinal),
        };
        if (client.RotationGrace is not null && client.Flows.Contains("REFRESH_TOKEN_AUTH"))
            throw inputs.Refuse("refreshTokenRotation excludes ALLOW_REFRESH_TOKEN_AUTH, on AWS too");
        units?.Done();
        inputs.Only("enableTokenRevocation", "true");
        inputs.Only("enablePropagateAdditionalUserContextData", "false");
        inputs.Only("allowedOauthFlowsUserPoolClient", "false");
        if (inputs.Texts("supportedIdentityProviders") is { } providers && providers.Any(p => p != "COGNITO"))
            throw inputs.Refuse("of the identity providers only COGNITO is emulated");
        inputs.Done();
        return (poolId, client);
    }

    private static HashSet<string> Flows(DeclaredInputs inputs)
    {
        var flows = inputs.Texts("explicitAuthFlows") is { Count: > 0 } declared ? declared : DefaultFlows;
        return flows.Select(f => FlowNames.GetValueOrDefault(f) ?? throw inputs.Refuse($"the flow {f} is not emulated"))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static TimeSpan? Validity(DeclaredInputs inputs, DeclaredInputs? units, string token, string defaultUnit)
    {
        var unit = units?.Text(token) ?? defaultUnit;
        if (inputs.Number(token + "Validity") is not { } number || number == 0) return null;
        return unit switch
        {
            "seconds" => TimeSpan.FromSeconds(number),
            "minutes" => TimeSpan.FromMinutes(number),
            "hours" => TimeSpan.FromHours(number),
            "days" => TimeSpan.FromDays(number),
            _ => throw inputs.Refuse($"tokenValidityUnits.{token} can not be {unit}"),
        };
    }

    private static TimeSpan? Rotation(DeclaredInputs? block)
    {
        if (block is null) return null;
        var enabled = block.Text("feature") == "ENABLED";
        var grace = TimeSpan.FromSeconds(block.Number("retryGracePeriodSeconds") ?? 0);
        block.Done();
        return enabled ? grace : null;
    }
}
