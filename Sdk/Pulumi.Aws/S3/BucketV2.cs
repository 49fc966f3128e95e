namespace Pulumi.Aws.S3;

public class BucketV2(string name, BucketV2Args? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:s3/bucketV2:BucketV2", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("bucket")] public Output<string> Bucket { get; private set; } = null!;
    [Output("bucketRegionalDomainName")] public Output<string> BucketRegionalDomainName { get; private set; } = null!;
}

public sealed class BucketV2Args : ResourceArgs
{
    [Input("bucket")] public Input<string>? Bucket { get; set; }
    [Input("forceDestroy")] public Input<bool>? ForceDestroy { get; set; }
    [Input("objectLockEnabled")] public Input<bool>? ObjectLockEnabled { get; set; }
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
}
