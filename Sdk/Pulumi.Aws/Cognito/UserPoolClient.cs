namespace Pulumi.Aws.Cognito
{
    public class UserPoolClient(string name, UserPoolClientArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:cognito/userPoolClient:UserPoolClient", name, args, Package.Pin(options))
    {
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class UserPoolClientArgs : ResourceArgs
    {
        [Input("accessTokenValidity")] public Input<int>? AccessTokenValidity { get; set; }
        [Input("allowedOauthFlows")] private InputList<string>? _allowedOauthFlows;
        public InputList<string> AllowedOauthFlows { get => _allowedOauthFlows ??= []; set => _allowedOauthFlows = value; }
        [Input("allowedOauthFlowsUserPoolClient")] public Input<bool>? AllowedOauthFlowsUserPoolClient { get; set; }
        [Input("allowedOauthScopes")] private InputList<string>? _allowedOauthScopes;
        public InputList<string> AllowedOauthScopes { get => _allowedOauthScopes ??= []; set => _allowedOauthScopes = value; }
        [Input("authSessionValidity")] public Input<int>? AuthSessionValidity { get; set; }
        [Input("callbackUrls")] private InputList<string>? _callbackUrls;
        public InputList<string> CallbackUrls { get => _callbackUrls ??= []; set => _callbackUrls = value; }
        [Input("enableTokenRevocation")] public Input<bool>? EnableTokenRevocation { get; set; }
        [Input("explicitAuthFlows")] private InputList<string>? _explicitAuthFlows;
        public InputList<string> ExplicitAuthFlows { get => _explicitAuthFlows ??= []; set => _explicitAuthFlows = value; }
        [Input("generateSecret")] public Input<bool>? GenerateSecret { get; set; }
        [Input("idTokenValidity")] public Input<int>? IdTokenValidity { get; set; }
        [Input("logoutUrls")] private InputList<string>? _logoutUrls;
        public InputList<string> LogoutUrls { get => _logoutUrls ??= []; set => _logoutUrls = value; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("preventUserExistenceErrors")] public Input<string>? PreventUserExistenceErrors { get; set; }
        [Input("refreshTokenValidity")] public Input<int>? RefreshTokenValidity { get; set; }
        [Input("supportedIdentityProviders")] private InputList<string>? _supportedIdentityProviders;
        public InputList<string> SupportedIdentityProviders { get => _supportedIdentityProviders ??= []; set => _supportedIdentityProviders = value; }
        [Input("tokenValidityUnits")] public Input<Inputs.UserPoolClientTokenValidityUnitsArgs>? TokenValidityUnits { get; set; }
        [Input("userPoolId", required: true)] public Input<string> UserPoolId { get; set; } = null!;
    }
}

namespace Pulumi.Aws.Cognito.Inputs
{
    public sealed class UserPoolClientTokenValidityUnitsArgs : ResourceArgs
    {
        [Input("accessToken")] public Input<string>? AccessToken { get; set; }
        [Input("idToken")] public Input<string>? IdToken { get; set; }
        [Input("refreshToken")] public Input<string>? RefreshToken { get; set; }
    }
}
