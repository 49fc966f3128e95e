namespace Pulumi.Aws.Cognito;

public class UserPoolDomain(string name, UserPoolDomainArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cognito/userPoolDomain:UserPoolDomain", name, args, Package.Pin(options))
{
    [Output("domain")] public Output<string> Domain { get; private set; } = null!;
}

public sealed class UserPoolDomainArgs : ResourceArgs
{
    [Input("certificateArn")] public Input<string>? CertificateArn { get; set; }
    [Input("domain", required: true)] public Input<string> Domain { get; set; } = null!;
    [Input("managedLoginVersion")] public Input<int>? ManagedLoginVersion { get; set; }
    [Input("userPoolId", required: true)] public Input<string> UserPoolId { get; set; } = null!;
}
