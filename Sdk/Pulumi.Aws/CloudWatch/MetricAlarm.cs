namespace Pulumi.Aws.CloudWatch
{
    public class MetricAlarm(string name, MetricAlarmArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudwatch/metricAlarm:MetricAlarm", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class MetricAlarmArgs : ResourceArgs
    {
        [Input("actionsEnabled")] public Input<bool>? ActionsEnabled { get; set; }
        [Input("alarmActions")] private InputList<string>? _alarmActions;
        public InputList<string> AlarmActions { get => _alarmActions ??= []; set => _alarmActions = value; }
        [Input("alarmDescription")] public Input<string>? AlarmDescription { get; set; }
        [Input("comparisonOperator", required: true)] public Input<string> ComparisonOperator { get; set; } = null!;
        [Input("datapointsToAlarm")] public Input<int>? DatapointsToAlarm { get; set; }
        [Input("dimensions")] private InputMap<string>? _dimensions;
        public InputMap<string> Dimensions { get => _dimensions ??= []; set => _dimensions = value; }
        [Input("evaluateLowSampleCountPercentiles")] public Input<string>? EvaluateLowSampleCountPercentiles { get; set; }
        [Input("evaluationPeriods", required: true)] public Input<int> EvaluationPeriods { get; set; } = null!;
        [Input("extendedStatistic")] public Input<string>? ExtendedStatistic { get; set; }
        [Input("insufficientDataActions")] private InputList<string>? _insufficientDataActions;
        public InputList<string> InsufficientDataActions { get => _insufficientDataActions ??= []; set => _insufficientDataActions = value; }
        [Input("metricName")] public Input<string>? MetricName { get; set; }
        [Input("metricQueries")] private InputList<Inputs.MetricAlarmMetricQueryArgs>? _metricQueries;
        public InputList<Inputs.MetricAlarmMetricQueryArgs> MetricQueries { get => _metricQueries ??= []; set => _metricQueries = value; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("namespace")] public Input<string>? Namespace { get; set; }
        [Input("okActions")] private InputList<string>? _okActions;
        public InputList<string> OkActions { get => _okActions ??= []; set => _okActions = value; }
        [Input("period")] public Input<int>? Period { get; set; }
        [Input("statistic")] public Input<string>? Statistic { get; set; }
        [Input("tags")] private InputMap<string>? _tags;
        public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
        [Input("threshold")] public Input<double>? Threshold { get; set; }
        [Input("thresholdMetricId")] public Input<string>? ThresholdMetricId { get; set; }
        [Input("treatMissingData")] public Input<string>? TreatMissingData { get; set; }
        [Input("unit")] public Input<string>? Unit { get; set; }
    }
}

namespace Pulumi.Aws.CloudWatch.Inputs
{
    public sealed class MetricAlarmMetricQueryArgs : ResourceArgs
    {
        [Input("accountId")] public Input<string>? AccountId { get; set; }
        [Input("expression")] public Input<string>? Expression { get; set; }
        [Input("id", required: true)] public Input<string> Id { get; set; } = null!;
        [Input("label")] public Input<string>? Label { get; set; }
        [Input("metric")] public Input<MetricAlarmMetricQueryMetricArgs>? Metric { get; set; }
        [Input("period")] public Input<int>? Period { get; set; }
        [Input("returnData")] public Input<bool>? ReturnData { get; set; }
    }

    public sealed class MetricAlarmMetricQueryMetricArgs : ResourceArgs
    {
        [Input("dimensions")] private InputMap<string>? _dimensions;
        public InputMap<string> Dimensions { get => _dimensions ??= []; set => _dimensions = value; }
        [Input("metricName", required: true)] public Input<string> MetricName { get; set; } = null!;
        [Input("namespace")] public Input<string>? Namespace { get; set; }
        [Input("period", required: true)] public Input<int> Period { get; set; } = null!;
        [Input("stat", required: true)] public Input<string> Stat { get; set; } = null!;
        [Input("unit")] public Input<string>? Unit { get; set; }
    }
}
