namespace Pulumi.Aws.Sns;

public class Topic(string name, TopicArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:sns/topic:Topic", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class TopicArgs : ResourceArgs
{
    [Input("contentBasedDeduplication")] public Input<bool>? ContentBasedDeduplication { get; set; }
    [Input("deliveryPolicy")] public Input<string>? DeliveryPolicy { get; set; }
    [Input("displayName")] public Input<string>? DisplayName { get; set; }
    [Input("fifoThroughputScope")] public Input<string>? FifoThroughputScope { get; set; }
    [Input("fifoTopic")] public Input<bool>? FifoTopic { get; set; }
    [Input("kmsMasterKeyId")] public Input<string>? KmsMasterKeyId { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("policy")] public Input<string>? Policy { get; set; }
    [Input("signatureVersion")] public Input<int>? SignatureVersion { get; set; }
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
    [Input("tracingConfig")] public Input<string>? TracingConfig { get; set; }
}
