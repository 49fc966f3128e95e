namespace Pulumi.Aws.CloudFront;

public class OriginAccessControl(string name, OriginAccessControlArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudfront/originAccessControl:OriginAccessControl", name, args, Package.Pin(options));

public sealed class OriginAccessControlArgs : ResourceArgs
{
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("originAccessControlOriginType", required: true)] public Input<string> OriginAccessControlOriginType { get; set; } = null!;
    [Input("signingBehavior", required: true)] public Input<string> SigningBehavior { get; set; } = null!;
    [Input("signingProtocol", required: true)] public Input<string> SigningProtocol { get; set; } = null!;
}
