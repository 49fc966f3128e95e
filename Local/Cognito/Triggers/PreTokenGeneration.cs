using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Triggers;

/// <summary>The trigger that may change claims: version 1 those of the ID token, version 2 those of both and the scopes.</summary>
internal sealed class PreTokenGeneration(LambdaTriggers triggers)
{
    public async Task<TokenOverrides> RunAsync(TokenContext context, CancellationToken cancel)
    {
        var functions = context.Pool.Settings.Triggers;
        var v2 = functions.PreTokenGenerationV2;
        var root = v2 ? "claimsAndScopeOverrideDetails" : "claimsOverrideDetails";
        var request = new JsonObject { ["groupConfiguration"] = Configuration(GroupClaims.Of(context)) };
        if (v2) request["scopes"] = new JsonArray(TokenIssuer.UserScope);
        UserTriggers.AddMetadata(request, context.ClientMetadata);
        var response = await triggers.RunAsync(
            context.Pool, functions.PreTokenGeneration, context.TriggerSource, context.Client.Id, context.User.Username,
            UserTriggers.AttributesOf(context.User), request, new() { [root] = null }, v2 ? "2" : "1", cancel);
        if (response?[root] is not JsonObject details) return TokenOverrides.None;
        var groups = Groups(details["groupOverrideDetails"] as JsonObject);
        return v2
            ? new(ClaimOverrides.Read(details["idTokenGeneration"] as JsonObject), ClaimOverrides.Read(details["accessTokenGeneration"] as JsonObject), groups)
            : new(ClaimOverrides.Read(details), ClaimOverrides.None, groups);
    }

    private static JsonObject Configuration(GroupClaims groups) => new()
    {
        ["groupsToOverride"] = GroupClaims.ArrayOf(groups.Names),
        ["iamRolesToOverride"] = GroupClaims.ArrayOf(groups.Roles),
        ["preferredRole"] = groups.PreferredRole,
    };

    private static GroupClaims? Groups(JsonObject? block) => block is null ? null : new(
        ClaimOverrides.Texts(block["groupsToOverride"]), ClaimOverrides.Texts(block["iamRolesToOverride"]), block["preferredRole"]?.ToString());
}
