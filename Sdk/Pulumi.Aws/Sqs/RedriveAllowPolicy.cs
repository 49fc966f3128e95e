namespace Pulumi.Aws.Sqs;

public class RedriveAllowPolicy(string name, RedriveAllowPolicyArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", name, args, Package.Pin(options));

public sealed class RedriveAllowPolicyArgs : ResourceArgs
{
    [Input("queueUrl", required: true)] public Input<string> QueueUrl { get; set; } = null!;

    /// <summary>The policy itself, as JSON.</summary>
    [Input("redriveAllowPolicy", required: true)] public Input<string> RedriveAllowPolicyName { get; set; } = null!;
}
