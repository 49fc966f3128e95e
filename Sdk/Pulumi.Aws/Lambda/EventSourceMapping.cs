namespace Pulumi.Aws.Lambda
{
    public class EventSourceMapping(string name, EventSourceMappingArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:lambda/eventSourceMapping:EventSourceMapping", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("uuid")] public Output<string> Uuid { get; private set; } = null!;
    }

    public sealed class EventSourceMappingArgs : ResourceArgs
    {
        [Input("batchSize")] public Input<int>? BatchSize { get; set; }
        [Input("bisectBatchOnFunctionError")] public Input<bool>? BisectBatchOnFunctionError { get; set; }
        [Input("destinationConfig")] public Input<Inputs.EventSourceMappingDestinationConfigArgs>? DestinationConfig { get; set; }
        [Input("enabled")] public Input<bool>? Enabled { get; set; }
        [Input("eventSourceArn")] public Input<string>? EventSourceArn { get; set; }
        [Input("filterCriteria")] public Input<Inputs.EventSourceMappingFilterCriteriaArgs>? FilterCriteria { get; set; }
        [Input("functionName", required: true)] public Input<string> FunctionName { get; set; } = null!;
        [Input("functionResponseTypes")] private InputList<string>? _functionResponseTypes;
        public InputList<string> FunctionResponseTypes { get => _functionResponseTypes ??= []; set => _functionResponseTypes = value; }
        [Input("maximumBatchingWindowInSeconds")] public Input<int>? MaximumBatchingWindowInSeconds { get; set; }
        [Input("maximumRecordAgeInSeconds")] public Input<int>? MaximumRecordAgeInSeconds { get; set; }
        [Input("maximumRetryAttempts")] public Input<int>? MaximumRetryAttempts { get; set; }
        [Input("parallelizationFactor")] public Input<int>? ParallelizationFactor { get; set; }
        [Input("scalingConfig")] public Input<Inputs.EventSourceMappingScalingConfigArgs>? ScalingConfig { get; set; }
        [Input("startingPosition")] public Input<string>? StartingPosition { get; set; }
    }
}

namespace Pulumi.Aws.Lambda.Inputs
{
    public sealed class EventSourceMappingDestinationConfigArgs : ResourceArgs
    {
        [Input("onFailure")] public Input<EventSourceMappingDestinationConfigOnFailureArgs>? OnFailure { get; set; }
    }

    public sealed class EventSourceMappingDestinationConfigOnFailureArgs : ResourceArgs
    {
        [Input("destinationArn", required: true)] public Input<string> DestinationArn { get; set; } = null!;
    }

    public sealed class EventSourceMappingFilterCriteriaArgs : ResourceArgs
    {
        [Input("filters")] private InputList<EventSourceMappingFilterCriteriaFilterArgs>? _filters;
        public InputList<EventSourceMappingFilterCriteriaFilterArgs> Filters { get => _filters ??= []; set => _filters = value; }
    }

    public sealed class EventSourceMappingFilterCriteriaFilterArgs : ResourceArgs
    {
        [Input("pattern")] public Input<string>? Pattern { get; set; }
    }

    public sealed class EventSourceMappingScalingConfigArgs : ResourceArgs
    {
        [Input("maximumConcurrency")] public Input<int>? MaximumConcurrency { get; set; }
    }
}
