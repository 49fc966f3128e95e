namespace Pulumi.Aws.Sqs;

public class RedrivePolicy(string name, RedrivePolicyArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sqs/redrivePolicy:RedrivePolicy", name, args, Package.Pin(options));

public sealed class RedrivePolicyArgs : ResourceArgs
{
    [Input("queueUrl", required: true)] public Input<string> QueueUrl { get; set; } = null!;

    /// <summary>The policy itself, as JSON: the official C# package gives it this name, since a member can not be named like its class.</summary>
    [Input("redrivePolicy", required: true)] public Input<string> RedrivePolicyName { get; set; } = null!;
}
