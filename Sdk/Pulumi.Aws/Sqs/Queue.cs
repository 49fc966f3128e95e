namespace Pulumi.Aws.Sqs;

public class Queue(string name, QueueArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:sqs/queue:Queue", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
    [Output("url")] public Output<string> Url { get; private set; } = null!;
}

public sealed class QueueArgs : ResourceArgs
{
    [Input("contentBasedDeduplication")] public Input<bool>? ContentBasedDeduplication { get; set; }
    [Input("deduplicationScope")] public Input<string>? DeduplicationScope { get; set; }
    [Input("delaySeconds")] public Input<int>? DelaySeconds { get; set; }
    [Input("fifoQueue")] public Input<bool>? FifoQueue { get; set; }
    [Input("fifoThroughputLimit")] public Input<string>? FifoThroughputLimit { get; set; }
    [Input("kmsDataKeyReusePeriodSeconds")] public Input<int>? KmsDataKeyReusePeriodSeconds { get; set; }
    [Input("kmsMasterKeyId")] public Input<string>? KmsMasterKeyId { get; set; }
    [Input("maxMessageSize")] public Input<int>? MaxMessageSize { get; set; }
    [Input("messageRetentionSeconds")] public Input<int>? MessageRetentionSeconds { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("policy")] public Input<string>? Policy { get; set; }
    [Input("receiveWaitTimeSeconds")] public Input<int>? ReceiveWaitTimeSeconds { get; set; }
    [Input("redriveAllowPolicy")] public Input<string>? RedriveAllowPolicy { get; set; }
    [Input("redrivePolicy")] public Input<string>? RedrivePolicy { get; set; }
    [Input("sqsManagedSseEnabled")] public Input<bool>? SqsManagedSseEnabled { get; set; }
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
    [Input("visibilityTimeoutSeconds")] public Input<int>? VisibilityTimeoutSeconds { get; set; }
}
