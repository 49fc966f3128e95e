namespace Pulumi.Aws.CloudWatch;

public class EventArchive(string name, EventArchiveArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/eventArchive:EventArchive", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class EventArchiveArgs : ResourceArgs
{
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("eventPattern")] public Input<string>? EventPattern { get; set; }
    [Input("eventSourceArn", required: true)] public Input<string> EventSourceArn { get; set; } = null!;
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("retentionDays")] public Input<int>? RetentionDays { get; set; }
}
