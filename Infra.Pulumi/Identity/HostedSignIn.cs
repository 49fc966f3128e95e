using Pulumi;
using Pulumi.Aws.Cognito;

namespace EventChat.Infra.Identity;

/// <summary>
/// Cognito's hosted pages, and whoever else may say who a user is. There is no trigger that shapes tokens (PreTokenGeneration): commands go by <c>sub</c> and <c>cognito:groups</c>,
/// which are in every token.
/// </summary>
internal sealed class HostedSignIn
{
    /// <summary>What Cognito adds to what it was told; without this every <c>up</c> would take it away again.</summary>
    private static readonly string[] AddedByCognito =
        ["attributes_url", "attributes_url_add_attributes", "authorize_url", "jwks_uri", "token_request_method", "token_url", "api_version"];

    private readonly List<IdentityProvider> _providers = [];

    public HostedSignIn(UserPool pool, string domain, IReadOnlyList<IdentityProviderConfig> providers, Output<string> region)
    {
        // The classic pages: the newer ones want a style made for each client, and a dearer tier of the pool.
        var made = new UserPoolDomain("signInPages", new UserPoolDomainArgs { Domain = domain, UserPoolId = pool.Id, ManagedLoginVersion = 1 });
        Host = Output.Format($"{made.Domain}.auth.{region}.amazoncognito.com");
        ProviderNames = [.. providers.Select(provider => provider.Name)];
        foreach (var provider in providers) _providers.Add(Create(pool, provider));
    }

    public Output<string> Host { get; }

    public IReadOnlyList<string> ProviderNames { get; }

    /// <summary>The code grant, which Amplify does with PKCE; never the implicit one, whose tokens stand in an address.</summary>
    public void Allow(UserPoolClientArgs client, IReadOnlyList<Output<string>> returnUrls)
    {
        client.AllowedOauthFlowsUserPoolClient = true;
        client.AllowedOauthFlows.Add("code");
        foreach (var scope in SignIn.Scopes) client.AllowedOauthScopes.Add(scope);
        client.SupportedIdentityProviders.Add("COGNITO");
        // By their outputs: Cognito refuses a client that names a provider before it exists.
        foreach (var provider in _providers) client.SupportedIdentityProviders.Add(provider.ProviderName);
        foreach (var url in returnUrls)
        {
            client.CallbackUrls.Add(url);
            client.LogoutUrls.Add(url);
        }
    }

    private static IdentityProvider Create(UserPool pool, IdentityProviderConfig config)
    {
        var args = new IdentityProviderArgs { UserPoolId = pool.Id, ProviderName = config.Name, ProviderType = config.Type };
        var details = args.ProviderDetails;
        details.Add("client_id", config.ClientId);
        details.Add("client_secret", config.ClientSecret);
        details.Add("authorize_scopes", config.Type is "Facebook" ? "public_profile,email" : "openid email profile");
        if (config.Issuer is { } issuer)
        {
            details.Add("oidc_issuer", issuer);
            details.Add("attributes_request_method", "GET");
        }
        // The pool wants an address of everybody; the name is what others see, as the user name is only a number behind the provider's name.
        args.AttributeMapping.Add("username", config.Type is "Facebook" ? "id" : "sub");
        args.AttributeMapping.Add("email", "email");
        args.AttributeMapping.Add("name", "name");
        // Facebook does not say whether an address is verified: without it a user is sent no mails.
        if (config.Type is not "Facebook") args.AttributeMapping.Add("email_verified", "email_verified");
        return new IdentityProvider($"signInWith{config.Type}", args, new CustomResourceOptions
        {
            IgnoreChanges = [.. AddedByCognito.Append("oidc_issuer").Where(key => config.Issuer is null || key is not "oidc_issuer").Select(key => $"providerDetails.{key}")],
        });
    }
}
