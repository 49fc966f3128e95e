using EventChat.Contracts;
using EventChat.Infra.Workflows;
using Pulumi.Aws.CloudWatch;

namespace EventChat.Infra.Watch;

/// <summary>What the read side measures itself. How many reviews wait, nobody knows without counting them: opened and closed ones are on the dashboard, and none of it rings.</summary>
internal static class ProjectionAlarms
{
    public static void Set(Alarms alarms, PhysicalNames names, StackConfig config)
    {
        if (!config.Watch.FunctionMetrics) return;
        alarms.Ring("logsParked", "logs-parked", "a-log-is-parked", new MetricAlarmArgs
        {
            AlarmDescription = "A log stands still before an event that a read model can not apply",
            Namespace = MetricNames.Namespace, MetricName = MetricNames.ParkedLogs, Dimensions = { [MetricNames.Stack] = names.Stack },
            Statistic = "Sum", ComparisonOperator = Alarms.AboveZero, Threshold = 0, Period = 60, EvaluationPeriods = 1,
        });
        alarms.Ring("projectionLagging", "projection-lagging", "messages-arrive-late", new MetricAlarmArgs
        {
            // On its own a message is there in half a second; five are when people ask whether it was sent.
            AlarmDescription = "One batch in twenty is in the read models five seconds late or more",
            Namespace = MetricNames.Namespace, MetricName = MetricNames.ProjectionLag, Dimensions = { [MetricNames.Stack] = names.Stack },
            ExtendedStatistic = "p95", ComparisonOperator = Alarms.AtLeast, Threshold = 5_000, Period = 60, EvaluationPeriods = 5, DatapointsToAlarm = 3,
            EvaluateLowSampleCountPercentiles = "evaluate",
        });
    }
}
