using System.Text.RegularExpressions;
using Pulumi;

namespace EventChat.Infra.Identity;

/// <summary>Somebody else who says who a user is.</summary>
/// <param name="Name">As Cognito calls it: its user names begin with it.</param>
/// <param name="Type">Of Cognito: <c>Google</c>, <c>Facebook</c>, <c>OIDC</c>.</param>
/// <param name="Issuer">Of OIDC only.</param>
internal sealed record IdentityProviderConfig(string Name, string Type, string ClientId, Output<string> ClientSecret, string? Issuer = null)
{
    /// <summary>In Amplify's list; null: not in it.</summary>
    public string? AmplifyName => Issuer is null ? Name.ToUpperInvariant() : null;
}

/// <summary>Sign-in by way of Cognito's hosted pages and of other identity providers. By default there is none of it.</summary>
/// <param name="Domain"><c>signInDomain</c>, none: first label of the hosted pages' host, <c>https://{it}.auth.{region}.amazoncognito.com</c>; unique in the region.</param>
/// <param name="ReturnUrls"><c>signInReturnUrls</c>, none: addresses besides the page's own that a hosted sign-in may return to, separated by commas.</param>
/// <param name="Providers">
/// <c>googleClientId</c> with the secret <c>googleClientSecret</c>; <c>facebookClientId</c> with <c>facebookClientSecret</c>; <c>oidcClientId</c> with <c>oidcClientSecret</c>,
/// <c>oidcIssuer</c> and <c>oidcName</c>.
/// </param>
internal sealed partial record SignInConfig(string? Domain, IReadOnlyList<string> ReturnUrls, IReadOnlyList<IdentityProviderConfig> Providers)
{
    /// <summary>Names that Cognito has a meaning of its own for.</summary>
    private static readonly string[] Taken = ["cognito", "google", "facebook", "loginwithamazon", "signinwithapple"];

    /// <summary>Words that no domain of Cognito's may have in it.</summary>
    private static readonly string[] Reserved = ["aws", "amazon", "cognito"];

    /// <exception cref="RunException">A value is not one of those allowed, or one is missing; the message names the key and what it may be.</exception>
    public static SignInConfig Read(Config config)
    {
        var domain = ReadDomain(config, "signInDomain");
        IdentityProviderConfig?[] providers =
        [
            Provider("Google", "google", config.Get("googleClientId"), config.GetSecret("googleClientSecret")),
            Provider("Facebook", "facebook", config.Get("facebookClientId"), config.GetSecret("facebookClientSecret")),
            ReadOidc(config),
        ];
        IdentityProviderConfig[] configured = [.. providers.OfType<IdentityProviderConfig>()];
        return domain is not null || configured is []
            ? new(domain, ReadReturnUrls(config, "signInReturnUrls"), configured)
            : throw new RunException($"Configuration 'signInDomain' is not set: {configured[0].Name} sends users back to the hosted pages, which need it.");
    }

    private static IdentityProviderConfig? Provider(string name, string prefix, string? id, Output<string>? secret) => (id, secret) switch
    {
        (null, null) => null,
        ({ Length: > 0 }, { } given) => new(name, name, id, given),
        _ => throw new RunException($"Configuration '{prefix}ClientId' and '{prefix}ClientSecret' (a secret) are set together or not at all."),
    };

    private static IdentityProviderConfig? ReadOidc(Config config)
    {
        var (name, issuer) = (config.Get("oidcName") ?? "SSO", config.Get("oidcIssuer"));
        if (Provider("OIDC", "oidc", config.Get("oidcClientId"), config.GetSecret("oidcClientSecret")) is not { } provider) return null;
        if (!ProviderName().IsMatch(name) || Taken.Contains(name.ToLowerInvariant()))
            throw new RunException($"Configuration 'oidcName' is '{name}'; it is a name of 3 to 32 letters, digits and '-' that is no other provider's.");
        return Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme is "https"
            ? provider with { Name = name, Type = "OIDC", Issuer = issuer }
            : throw new RunException($"Configuration 'oidcIssuer' is '{issuer}'; it is the address under which the provider answers /.well-known/openid-configuration, like https://login.example.com.");
    }

    private static string? ReadDomain(Config config, string key) =>
        config.Get(key) is not { } text ? null
        : !DomainPrefix().IsMatch(text) ? throw new RunException($"Configuration '{key}' is '{text}'; it is one label of a host name: lower-case letters, digits and '-', at most 63.")
        : Reserved.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal)) is { } reserved
            ? throw new RunException($"Configuration '{key}' is '{text}'; Cognito refuses names with '{reserved}' in them.")
            : text;

    private static string[] ReadReturnUrls(Config config, string key) =>
        (config.Get(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "https" || url is { Scheme: "http", Host: "localhost" }) && url.Fragment.Length == 0
            ? text
            : throw new RunException($"Configuration '{key}' has '{text}'; it is a list of addresses, https or http://localhost, like https://chat.example.com/,http://localhost:5173/."))
        .ToArray();

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainPrefix();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{2,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ProviderName();
}
