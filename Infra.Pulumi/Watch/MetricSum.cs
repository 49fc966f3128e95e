using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace EventChat.Infra.Watch;

/// <summary>An alarm on figures that come of several metrics. CloudWatch takes ten of them in one alarm and bills each.</summary>
internal static class MetricSum
{
    private const int MaximumMetrics = 10;

    /// <summary>The sum over a period of all of them. One that has no data counts as none.</summary>
    public static MetricAlarmArgs Of(string description, string label, int periodSeconds, params IReadOnlyList<MetricAlarmMetricQueryMetricArgs> metrics)
    {
        if (metrics.Count > MaximumMetrics) throw new InvalidOperationException($"'{label}' is of {metrics.Count} metrics; CloudWatch takes {MaximumMetrics}.");
        var queries = metrics.Select((metric, i) =>
        {
            (metric.Period, metric.Stat) = (periodSeconds, "Sum");
            return new MetricAlarmMetricQueryArgs { Id = $"m{i}", Metric = metric };
        });
        var sum = string.Join(" + ", metrics.Select((_, i) => $"FILL(m{i}, 0)"));
        return new() { AlarmDescription = description, MetricQueries = queries.Append(Answer(sum, label)).ToArray() };
    }

    /// <summary>What the alarm goes by, made of the others.</summary>
    public static MetricAlarmMetricQueryArgs Answer(string expression, string label) => new() { Id = "answer", Expression = expression, Label = label, ReturnData = true };
}
