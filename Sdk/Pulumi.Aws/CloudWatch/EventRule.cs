namespace Pulumi.Aws.CloudWatch;

public class EventRule(string name, EventRuleArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/eventRule:EventRule", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class EventRuleArgs : ResourceArgs
{
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("eventBusName")] public Input<string>? EventBusName { get; set; }
    [Input("eventPattern")] public Input<string>? EventPattern { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("roleArn")] public Input<string>? RoleArn { get; set; }
    [Input("scheduleExpression")] public Input<string>? ScheduleExpression { get; set; }

    /// <summary><c>ENABLED</c> (the default) or <c>DISABLED</c>.</summary>
    [Input("state")] public Input<string>? State { get; set; }
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
}
