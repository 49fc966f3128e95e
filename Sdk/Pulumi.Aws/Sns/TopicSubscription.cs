namespace Pulumi.Aws.Sns;

public class TopicSubscription(string name, TopicSubscriptionArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:sns/topicSubscription:TopicSubscription", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
}

public sealed class TopicSubscriptionArgs : ResourceArgs
{
    [Input("endpoint", required: true)] public Input<string> Endpoint { get; set; } = null!;
    [Input("filterPolicy")] public Input<string>? FilterPolicy { get; set; }
    [Input("filterPolicyScope")] public Input<string>? FilterPolicyScope { get; set; }
    [Input("protocol", required: true)] public Input<string> Protocol { get; set; } = null!;
    [Input("rawMessageDelivery")] public Input<bool>? RawMessageDelivery { get; set; }
    [Input("redrivePolicy")] public Input<string>? RedrivePolicy { get; set; }
    [Input("topic", required: true)] public Input<string> Topic { get; set; } = null!;
}
