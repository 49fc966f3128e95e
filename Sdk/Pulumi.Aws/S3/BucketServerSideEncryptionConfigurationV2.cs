namespace Pulumi.Aws.S3
{
    public class BucketServerSideEncryptionConfigurationV2(string name, BucketServerSideEncryptionConfigurationV2Args args, CustomResourceOptions? options = null)
        : CustomResource("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", name, args, Package.Pin(options));

    public sealed class BucketServerSideEncryptionConfigurationV2Args : ResourceArgs
    {
        [Input("bucket", required: true)] public Input<string> Bucket { get; set; } = null!;
        [Input("rules", required: true)] private InputList<Inputs.BucketServerSideEncryptionConfigurationV2RuleArgs>? _rules;
        public InputList<Inputs.BucketServerSideEncryptionConfigurationV2RuleArgs> Rules { get => _rules ??= []; set => _rules = value; }
    }
}

namespace Pulumi.Aws.S3.Inputs
{
    public sealed class BucketServerSideEncryptionConfigurationV2RuleArgs : ResourceArgs
    {
        [Input("applyServerSideEncryptionByDefault")] public Input<BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs>? ApplyServerSideEncryptionByDefault { get; set; }
        [Input("bucketKeyEnabled")] public Input<bool>? BucketKeyEnabled { get; set; }
    }

    public sealed class BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs : ResourceArgs
    {
        [Input("kmsMasterKeyId")] public Input<string>? KmsMasterKeyId { get; set; }
        [Input("sseAlgorithm", required: true)] public Input<string> SseAlgorithm { get; set; } = null!;
    }
}
