namespace Pulumi.Aws.WafV2;

public class WebAclAssociation(string name, WebAclAssociationArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:wafv2/webAclAssociation:WebAclAssociation", name, args, Package.Pin(options));

public sealed class WebAclAssociationArgs : ResourceArgs
{
    [Input("resourceArn", required: true)] public Input<string> ResourceArn { get; set; } = null!;
    [Input("webAclArn", required: true)] public Input<string> WebAclArn { get; set; } = null!;
}
