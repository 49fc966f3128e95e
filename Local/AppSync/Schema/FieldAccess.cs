using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Deployment;
using EventChat.Local.Stack;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Schema;

/// <param name="Groups">Groups of which a user must be in one; null: any user.</param>
internal readonly record struct AccessRule(AuthMode Mode, IReadOnlyList<string>? Groups);

/// <summary>Who may read a field: what its directives say, else its type's, else the API's default mode.</summary>
internal sealed class FieldAccess(IReadOnlyList<AccessRule> rules)
{
    public bool Allows(Caller caller)
    {
        foreach (var rule in rules)
            if (rule.Mode == caller.Mode && (rule.Groups is null || rule.Groups.Any(caller.Groups.Contains))) return true;
        return false;
    }

    /// <exception cref="UnsupportedResourceException">A directive names a mode that the API does not offer.</exception>
    public static FieldAccess Of(GraphQLApi api, GraphQLFieldDefinition field, GraphQLObjectTypeDefinition type)
    {
        var own = Rules(api, field.Directives, $"{type.Name}.{field.Name}");
        if (own.Count > 0) return new(own);
        var inherited = Rules(api, type.Directives, (string)type.Name.Value);
        if (inherited.Count > 0) return new(inherited);
        return new(api.UserPool is { DeniesByDefault: true } && api.DefaultMode == AuthMode.UserPools ? [] : [new AccessRule(api.DefaultMode, null)]);
    }

    private static List<AccessRule> Rules(GraphQLApi api, GraphQLDirectives? directives, string where)
    {
        var rules = new List<AccessRule>();
        foreach (var directive in directives?.Items ?? [])
        {
            var name = (string)directive.Name.Value;
            switch (name)
            {
                case "aws_iam": rules.Add(Offered(api, AuthMode.Iam, null, name, where)); break;
                case "aws_cognito_user_pools": rules.Add(Offered(api, AuthMode.UserPools, Groups(directive), name, where)); break;
                case "aws_auth" when api.AdditionalModes.Count > 0:
                    throw new UnsupportedResourceException($"{where}: @aws_auth works in an API of one authorization mode only; use @aws_cognito_user_pools.");
                case "aws_auth": rules.Add(Offered(api, AuthMode.UserPools, Groups(directive), name, where)); break;
                case "aws_api_key" or "aws_oidc" or "aws_lambda":
                    throw new UnsupportedResourceException($"{where}: @{name} names an authorization mode that the API does not offer.");
                default: break;
            }
        }
        return rules;
    }

    private static AccessRule Offered(GraphQLApi api, AuthMode mode, IReadOnlyList<string>? groups, string directive, string where) => api.Offers(mode)
        ? new(mode, groups)
        : throw new UnsupportedResourceException($"{where}: @{directive} names an authorization mode that the API does not offer.");

    private static List<string>? Groups(GraphQLDirective directive) =>
        directive.Arguments?.Items.FirstOrDefault(argument => argument.Name.Value == "cognito_groups")?.Value is GraphQLListValue list
            ? list.Values?.OfType<GraphQLStringValue>().Select(value => (string)value.Value).ToList()
            : null;
}
