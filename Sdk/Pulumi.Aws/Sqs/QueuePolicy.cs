namespace Pulumi.Aws.Sqs;

public class QueuePolicy(string name, QueuePolicyArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sqs/queuePolicy:QueuePolicy", name, args, Package.Pin(options));

public sealed class QueuePolicyArgs : ResourceArgs
{
    [Input("policy", required: true)] public Input<string> Policy { get; set; } = null!;
    [Input("queueUrl", required: true)] public Input<string> QueueUrl { get; set; } = null!;
}
