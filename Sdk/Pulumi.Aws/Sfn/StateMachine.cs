namespace Pulumi.Aws.Sfn
{
    public class StateMachine(string name, StateMachineArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:sfn/stateMachine:StateMachine", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class StateMachineArgs : ResourceArgs
    {
        [Input("definition", required: true)] public Input<string> Definition { get; set; } = null!;
        [Input("loggingConfiguration")] public Input<Inputs.StateMachineLoggingConfigurationArgs>? LoggingConfiguration { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("publish")] public Input<bool>? Publish { get; set; }
        [Input("roleArn", required: true)] public Input<string> RoleArn { get; set; } = null!;
        [Input("tags")] private InputMap<string>? _tags;
        public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
        [Input("tracingConfiguration")] public Input<Inputs.StateMachineTracingConfigurationArgs>? TracingConfiguration { get; set; }
        [Input("type")] public Input<string>? Type { get; set; }
    }
}

namespace Pulumi.Aws.Sfn.Inputs
{
    public sealed class StateMachineLoggingConfigurationArgs : ResourceArgs
    {
        [Input("includeExecutionData")] public Input<bool>? IncludeExecutionData { get; set; }
        [Input("level")] public Input<string>? Level { get; set; }
        [Input("logDestination")] public Input<string>? LogDestination { get; set; }
    }

    public sealed class StateMachineTracingConfigurationArgs : ResourceArgs
    {
        [Input("enabled")] public Input<bool>? Enabled { get; set; }
    }
}
