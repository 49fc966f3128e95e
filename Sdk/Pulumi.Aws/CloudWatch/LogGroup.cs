namespace Pulumi.Aws.CloudWatch;

public class LogGroup(string name, LogGroupArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/logGroup:LogGroup", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class LogGroupArgs : ResourceArgs
{
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("retentionInDays")] public Input<int>? RetentionInDays { get; set; }
}
