using EventChat.Contracts;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using Pulumi;

namespace EventChat.Infra.FrontEnd;

/// <summary>
/// What a front end must know, in Amplify's own format (Gen 2, <c>amplify_outputs.json</c>): an output of the stack, a file beside the page, and what
/// <c>eventchat config</c> writes.
/// </summary>
public static class AmplifyOutputs
{
    /// <summary>Of the file beside the page; what Amplify's tools call it.</summary>
    public const string FileName = "amplify_outputs.json";

    /// <summary>Of the stack's output.</summary>
    public const string OutputName = "amplifyOutputs";

    /// <summary>Of Amplify's schema. Its libraries take every 1.x; this one has groups and second factors, and nothing above it is needed.</summary>
    private const string SchemaVersion = "1.4";

    private const string UserPools = "AMAZON_COGNITO_USER_POOLS";

    internal static Dictionary<string, object?> Of(StackConfig config, Output<string> region, SignIn signIn, ChatApi api) => new()
    {
        ["version"] = SchemaVersion,
        ["auth"] = Auth(config, region, signIn),
        ["data"] = new Dictionary<string, object?>
        {
            ["aws_region"] = region,
            ["url"] = api.Url,
            ["default_authorization_type"] = UserPools,
            // The projector's alone; named because the schema wants all that there are.
            ["authorization_types"] = new[] { UserPools, "AWS_IAM" },
        },
        // Amplify passes this on unread.
        ["custom"] = new Dictionary<string, object?>
        {
            ["realtime_url"] = api.RealtimeUrl,
            // As Cognito names them. Amplify's own list knows four providers, and none of OIDC.
            ["sign_in_with"] = signIn.ProviderNames.ToArray(),
        },
    };

    private static Dictionary<string, object?> Auth(StackConfig config, Output<string> region, SignIn signIn)
    {
        var auth = new Dictionary<string, object?>
        {
            ["aws_region"] = region,
            ["user_pool_id"] = signIn.UserPool.Id,
            ["user_pool_client_id"] = signIn.Client.Id,
            ["password_policy"] = new Dictionary<string, object?>
            {
                ["min_length"] = SignIn.MinimumPasswordLength,
                ["require_lowercase"] = true,
                ["require_uppercase"] = true,
                ["require_numbers"] = true,
                ["require_symbols"] = false,
            },
            ["standard_required_attributes"] = new[] { "email" },
            ["username_attributes"] = new[] { "username" },
            ["user_verification_types"] = new[] { "email" },
            ["mfa_configuration"] = config.Mfa switch { MfaMode.Off => "NONE", MfaMode.Optional => "OPTIONAL", _ => "REQUIRED" },
            ["mfa_methods"] = config.Mfa is MfaMode.Off ? [] : new[] { "TOTP" },
            ["unauthenticated_identities_enabled"] = false,
            ["groups"] = new[]
            {
                Group(GroupNames.Operators, SignIn.OperatorsPrecedence), Group(GroupNames.Moderators, SignIn.ModeratorsPrecedence),
            },
        };
        if (signIn.HostedDomain is { } domain) auth["oauth"] = OAuth(config.SignIn, domain, signIn.ReturnUrls);
        return auth;
    }

    private static Dictionary<string, object?> Group(string name, int precedence) => new() { [name] = new Dictionary<string, object?> { ["precedence"] = precedence } };

    private static Dictionary<string, object?> OAuth(SignInConfig config, Output<string> domain, IReadOnlyList<Output<string>> returnUrls) => new()
    {
        ["identity_providers"] = config.Providers.Select(provider => provider.AmplifyName).OfType<string>().ToArray(),
        ["domain"] = domain,
        ["scopes"] = SignIn.Scopes.ToArray(),
        ["redirect_sign_in_uri"] = returnUrls.ToArray(),
        ["redirect_sign_out_uri"] = returnUrls.ToArray(),
        // With PKCE, which Amplify does by itself: a token in an address would lie in histories and logs.
        ["response_type"] = "code",
    };
}
