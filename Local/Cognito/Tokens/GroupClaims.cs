using System.Text.Json.Nodes;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>What tokens say of groups, the most preferred first.</summary>
internal sealed record GroupClaims(IReadOnlyList<string> Names, IReadOnlyList<string> Roles, string? PreferredRole)
{
    public static GroupClaims Of(TokenContext context)
    {
        var groups = context.Pool.Groups.Of(context.User);
        var roles = groups.Select(g => g.RoleArn).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        // Two groups of the lowest precedence with different roles: Cognito names none as preferred.
        var best = groups.Where(g => g.Precedence is not null && g.Precedence == groups[0].Precedence)
            .Select(g => g.RoleArn).Distinct(StringComparer.Ordinal).ToList();
        return new([.. groups.Select(g => g.Name)], roles, best.Count == 1 ? best[0] : null);
    }

    public void AddTo(JsonObject claims, bool withRoles)
    {
        if (Names.Count > 0) claims["cognito:groups"] = ArrayOf(Names);
        if (!withRoles) return;
        if (Roles.Count > 0) claims["cognito:roles"] = ArrayOf(Roles);
        if (PreferredRole is not null) claims["cognito:preferred_role"] = PreferredRole;
    }

    public static JsonArray ArrayOf(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)JsonValue.Create(t))];
}
