namespace Pulumi.Aws.SesV2;

public class EmailIdentity(string name, EmailIdentityArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sesv2/emailIdentity:EmailIdentity", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("emailIdentity")] public Output<string> EmailIdentityDetails { get; private set; } = null!;
    [Output("identityType")] public Output<string> IdentityType { get; private set; } = null!;
    [Output("verifiedForSendingStatus")] public Output<bool> VerifiedForSendingStatus { get; private set; } = null!;
}

public sealed class EmailIdentityArgs : ResourceArgs
{
    [Input("configurationSetName")] public Input<string>? ConfigurationSetName { get; set; }
    [Input("emailIdentity", required: true)] public Input<string> EmailIdentityDetails { get; set; } = null!;
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
}
