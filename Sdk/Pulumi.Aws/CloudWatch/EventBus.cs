namespace Pulumi.Aws.CloudWatch
{
    public class EventBus(string name, EventBusArgs? args = null, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudwatch/eventBus:EventBus", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class EventBusArgs : ResourceArgs
    {
        [Input("deadLetterConfig")] public Input<Inputs.EventBusDeadLetterConfigArgs>? DeadLetterConfig { get; set; }
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("eventSourceName")] public Input<string>? EventSourceName { get; set; }
        [Input("kmsKeyIdentifier")] public Input<string>? KmsKeyIdentifier { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("tags")] private InputMap<string>? _tags;
        public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
    }
}

namespace Pulumi.Aws.CloudWatch.Inputs
{
    public sealed class EventBusDeadLetterConfigArgs : ResourceArgs
    {
        [Input("arn")] public Input<string>? Arn { get; set; }
    }
}
