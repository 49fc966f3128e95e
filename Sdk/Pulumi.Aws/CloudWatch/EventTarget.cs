namespace Pulumi.Aws.CloudWatch
{
    public class EventTarget(string name, EventTargetArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudwatch/eventTarget:EventTarget", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    }

    public sealed class EventTargetArgs : ResourceArgs
    {
        [Input("arn", required: true)] public Input<string> Arn { get; set; } = null!;
        [Input("deadLetterConfig")] public Input<Inputs.EventTargetDeadLetterConfigArgs>? DeadLetterConfig { get; set; }
        [Input("eventBusName")] public Input<string>? EventBusName { get; set; }
        [Input("httpTarget")] public Input<Inputs.EventTargetHttpTargetArgs>? HttpTarget { get; set; }
        [Input("input")] public Input<string>? Input { get; set; }
        [Input("inputPath")] public Input<string>? InputPath { get; set; }
        [Input("inputTransformer")] public Input<Inputs.EventTargetInputTransformerArgs>? InputTransformer { get; set; }
        [Input("retryPolicy")] public Input<Inputs.EventTargetRetryPolicyArgs>? RetryPolicy { get; set; }
        [Input("roleArn")] public Input<string>? RoleArn { get; set; }
        [Input("rule", required: true)] public Input<string> Rule { get; set; } = null!;
        [Input("sqsTarget")] public Input<Inputs.EventTargetSqsTargetArgs>? SqsTarget { get; set; }
        [Input("targetId")] public Input<string>? TargetId { get; set; }
    }
}

namespace Pulumi.Aws.CloudWatch.Inputs
{
    public sealed class EventTargetDeadLetterConfigArgs : ResourceArgs
    {
        [Input("arn")] public Input<string>? Arn { get; set; }
    }

    public sealed class EventTargetHttpTargetArgs : ResourceArgs
    {
        [Input("headerParameters")] private InputMap<string>? _headerParameters;
        public InputMap<string> HeaderParameters { get => _headerParameters ??= []; set => _headerParameters = value; }
        [Input("pathParameterValues")] private InputList<string>? _pathParameterValues;
        public InputList<string> PathParameterValues { get => _pathParameterValues ??= []; set => _pathParameterValues = value; }
        [Input("queryStringParameters")] private InputMap<string>? _queryStringParameters;
        public InputMap<string> QueryStringParameters { get => _queryStringParameters ??= []; set => _queryStringParameters = value; }
    }

    public sealed class EventTargetInputTransformerArgs : ResourceArgs
    {
        [Input("inputPaths")] private InputMap<string>? _inputPaths;
        public InputMap<string> InputPaths { get => _inputPaths ??= []; set => _inputPaths = value; }
        [Input("inputTemplate", required: true)] public Input<string> InputTemplate { get; set; } = null!;
    }

    public sealed class EventTargetRetryPolicyArgs : ResourceArgs
    {
        [Input("maximumEventAgeInSeconds")] public Input<int>? MaximumEventAgeInSeconds { get; set; }
        [Input("maximumRetryAttempts")] public Input<int>? MaximumRetryAttempts { get; set; }
    }

    public sealed class EventTargetSqsTargetArgs : ResourceArgs
    {
        [Input("messageGroupId")] public Input<string>? MessageGroupId { get; set; }
    }
}
