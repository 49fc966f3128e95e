namespace Pulumi.Aws.Scheduler;

public class ScheduleGroup(string name, ScheduleGroupArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("aws:scheduler/scheduleGroup:ScheduleGroup", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class ScheduleGroupArgs : ResourceArgs
{
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("tags")] private InputMap<string>? _tags;
    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
}
