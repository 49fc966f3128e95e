namespace Pulumi.Aws.Kms;

public class Alias(string name, AliasArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:kms/alias:Alias", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
}

public sealed class AliasArgs : ResourceArgs
{
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("targetKeyId", required: true)] public Input<string> TargetKeyId { get; set; } = null!;
}
