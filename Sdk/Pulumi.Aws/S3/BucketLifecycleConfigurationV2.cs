namespace Pulumi.Aws.S3
{
    public class BucketLifecycleConfigurationV2(string name, BucketLifecycleConfigurationV2Args args, CustomResourceOptions? options = null)
        : CustomResource("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", name, args, Package.Pin(options));

    public sealed class BucketLifecycleConfigurationV2Args : ResourceArgs
    {
        [Input("bucket", required: true)] public Input<string> Bucket { get; set; } = null!;
        [Input("rules")] private InputList<Inputs.BucketLifecycleConfigurationV2RuleArgs>? _rules;
        public InputList<Inputs.BucketLifecycleConfigurationV2RuleArgs> Rules { get => _rules ??= []; set => _rules = value; }
        [Input("transitionDefaultMinimumObjectSize")] public Input<string>? TransitionDefaultMinimumObjectSize { get; set; }
    }
}

namespace Pulumi.Aws.S3.Inputs
{
    public sealed class BucketLifecycleConfigurationV2RuleArgs : ResourceArgs
    {
        [Input("abortIncompleteMultipartUpload")] public Input<BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs>? AbortIncompleteMultipartUpload { get; set; }
        [Input("expiration")] public Input<BucketLifecycleConfigurationV2RuleExpirationArgs>? Expiration { get; set; }
        [Input("filter")] public Input<BucketLifecycleConfigurationV2RuleFilterArgs>? Filter { get; set; }
        [Input("id", required: true)] public Input<string> Id { get; set; } = null!;
        [Input("noncurrentVersionExpiration")] public Input<BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs>? NoncurrentVersionExpiration { get; set; }
        [Input("noncurrentVersionTransitions")] private InputList<BucketLifecycleConfigurationV2RuleNoncurrentVersionTransitionArgs>? _noncurrentVersionTransitions;
        public InputList<BucketLifecycleConfigurationV2RuleNoncurrentVersionTransitionArgs> NoncurrentVersionTransitions { get => _noncurrentVersionTransitions ??= []; set => _noncurrentVersionTransitions = value; }
        [Input("status", required: true)] public Input<string> Status { get; set; } = null!;
        [Input("transitions")] private InputList<BucketLifecycleConfigurationV2RuleTransitionArgs>? _transitions;
        public InputList<BucketLifecycleConfigurationV2RuleTransitionArgs> Transitions { get => _transitions ??= []; set => _transitions = value; }
    }

    public sealed class BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs : ResourceArgs
    {
        [Input("daysAfterInitiation")] public Input<int>? DaysAfterInitiation { get; set; }
    }

    public sealed class BucketLifecycleConfigurationV2RuleExpirationArgs : ResourceArgs
    {
        [Input("date")] public Input<string>? Date { get; set; }
        [Input("days")] public Input<int>? Days { get; set; }
        [Input("expiredObjectDeleteMarker")] public Input<bool>? ExpiredObjectDeleteMarker { get; set; }
    }

    public sealed class BucketLifecycleConfigurationV2RuleFilterArgs : ResourceArgs
    {
        [Input("and")] public Input<BucketLifecycleConfigurationV2RuleFilterAndArgs>? And { get; set; }
        [Input("objectSizeGreaterThan")] public Input<int>? ObjectSizeGreaterThan { get; set; }
        [Input("objectSizeLessThan")] public Input<int>? ObjectSizeLessThan { get; set; }
        [Input("prefix")] public Input<string>? Prefix { get; set; }
        [Input("tag")] public Input<BucketLifecycleConfigurationV2RuleFilterTagArgs>? Tag { get; set; }
    }

    public sealed class BucketLifecycleConfigurationV2RuleFilterAndArgs : ResourceArgs
    {
        [Input("objectSizeGreaterThan")] public Input<int>? ObjectSizeGreaterThan { get; set; }
        [Input("objectSizeLessThan")] public Input<int>? ObjectSizeLessThan { get; set; }
        [Input("prefix")] public Input<string>? Prefix { get; set; }
        [Input("tags")] private InputMap<string>? _tags;
        public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
    }

    public sealed class BucketLifecycleConfigurationV2RuleFilterTagArgs : ResourceArgs
    {
        [Input("key", required: true)] public Input<string> Key { get; set; } = null!;
        [Input("value", required: true)] public Input<string> Value { get; set; } = null!;
    }

    public sealed class BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs : ResourceArgs
    {
        [Input("newerNoncurrentVersions")] public Input<int>? NewerNoncurrentVersions { get; set; }
        [Input("noncurrentDays", required: true)] public Input<int> NoncurrentDays { get; set; } = null!;
    }

    public sealed class BucketLifecycleConfigurationV2RuleNoncurrentVersionTransitionArgs : ResourceArgs
    {
        [Input("newerNoncurrentVersions")] public Input<int>? NewerNoncurrentVersions { get; set; }
        [Input("noncurrentDays", required: true)] public Input<int> NoncurrentDays { get; set; } = null!;
        [Input("storageClass", required: true)] public Input<string> StorageClass { get; set; } = null!;
    }

    public sealed class BucketLifecycleConfigurationV2RuleTransitionArgs : ResourceArgs
    {
        [Input("date")] public Input<string>? Date { get; set; }
        [Input("days")] public Input<int>? Days { get; set; }
        [Input("storageClass", required: true)] public Input<string> StorageClass { get; set; } = null!;
    }
}
