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
    [Input("messageRetentionSeconds")] public Input<int>? MessageRetentionSeconds { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("sqsManagedSseEnabled")] public Input<bool>? SqsManagedSseEnabled { get; set; }
}
