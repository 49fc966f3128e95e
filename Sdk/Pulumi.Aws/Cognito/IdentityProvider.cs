namespace Pulumi.Aws.Cognito;

public class IdentityProvider(string name, IdentityProviderArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cognito/identityProvider:IdentityProvider", name, args, Package.Pin(options))
{
    [Output("providerName")] public Output<string> ProviderName { get; private set; } = null!;
}

public sealed class IdentityProviderArgs : ResourceArgs
{
    [Input("attributeMapping")] private InputMap<string>? _attributeMapping;
    public InputMap<string> AttributeMapping { get => _attributeMapping ??= []; set => _attributeMapping = value; }
    [Input("providerDetails", required: true)] private InputMap<string>? _providerDetails;
    public InputMap<string> ProviderDetails { get => _providerDetails ??= []; set => _providerDetails = value; }
    [Input("providerName", required: true)] public Input<string> ProviderName { get; set; } = null!;
    [Input("providerType", required: true)] public Input<string> ProviderType { get; set; } = null!;
    [Input("userPoolId", required: true)] public Input<string> UserPoolId { get; set; } = null!;
}
