namespace Pulumi.Aws.S3
{
    public class BucketVersioningV2(string name, BucketVersioningV2Args args, CustomResourceOptions? options = null)
        : CustomResource("aws:s3/bucketVersioningV2:BucketVersioningV2", name, args, Package.Pin(options));

    public sealed class BucketVersioningV2Args : ResourceArgs
    {
        [Input("bucket", required: true)] public Input<string> Bucket { get; set; } = null!;
        [Input("versioningConfiguration", required: true)] public Input<Inputs.BucketVersioningV2VersioningConfigurationArgs> VersioningConfiguration { get; set; } = null!;
    }
}

namespace Pulumi.Aws.S3.Inputs
{
    public sealed class BucketVersioningV2VersioningConfigurationArgs : ResourceArgs
    {
        [Input("mfaDelete")] public Input<string>? MfaDelete { get; set; }
        [Input("status", required: true)] public Input<string> Status { get; set; } = null!;
    }
}
