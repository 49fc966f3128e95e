namespace Pulumi.Aws.Kms;

public class Key(string name, KeyArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:kms/key:Key", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("keyId")] public Output<string> KeyId { get; private set; } = null!;
}

public sealed class KeyArgs : ResourceArgs
{
    [Input("deletionWindowInDays")] public Input<int>? DeletionWindowInDays { get; set; }
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("enableKeyRotation")] public Input<bool>? EnableKeyRotation { get; set; }
}
