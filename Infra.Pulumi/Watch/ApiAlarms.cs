using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace EventChat.Infra.Watch;

/// <summary>What AppSync says of the API as a whole. A field that fails is an error within an answer of 200 and counted by its function; a refused command is neither.</summary>
internal static class ApiAlarms
{
    public const string Namespace = "AWS/AppSync", Dimension = "GraphQLAPIId";

    /// <summary>Seconds.</summary>
    private const int Period = 300;

    public static void Set(Alarms alarms, GraphQLApi api)
    {
        alarms.Ring("apiErrors", "api-5xx", "the-api-answers-5xx", ServerErrors(api));
        alarms.Ring("apiSlow", "api-slow", "the-api-is-slow", new MetricAlarmArgs
        {
            // A message is on its way for a tenth of it; a second is what people begin to wait at.
            AlarmDescription = "One request in twenty takes a second or more",
            Namespace = Namespace, MetricName = "Latency", Dimensions = { [Dimension] = api.Id },
            ExtendedStatistic = "p95", ComparisonOperator = Alarms.AtLeast, Threshold = 1_000, Period = Period, EvaluationPeriods = 3,
            // Of a handful of requests p95 is the slowest, and a cold start is slow.
            EvaluateLowSampleCountPercentiles = "ignore",
        });
        Count(alarms, api, "apiRealtimeErrors", "api-realtime-errors", "subscriptions-fail", "Connections, subscriptions or frames failed within AppSync", threshold: 10,
            "ConnectServerError", "SubscribeServerError", "PublishDataMessageServerError");
        Count(alarms, api, "apiFramesDropped", "api-frames-dropped", "frames-are-dropped", "Frames reached no subscriber: too large, too many, or AppSync failed", threshold: 10,
            "InboundMessageDropped", "InboundMessageError", "InboundMessageFailure");
        // Each is somebody who was removed and still listens.
        Count(alarms, api, "apiInvalidationsDropped", "api-invalidations-dropped", "a-removal-did-not-end-a-subscription", "A removed member's subscription may not have been ended", threshold: 1,
            "InvalidationRequestDropped", "InvalidationRequestError", "InvalidationRequestFailure");
    }

    /// <summary>A hundredth of the requests, and not one of three.</summary>
    private static MetricAlarmArgs ServerErrors(GraphQLApi api) => new()
    {
        AlarmDescription = "One request in a hundred, and at least five, ended with 5xx",
        MetricQueries =
        {
            new MetricAlarmMetricQueryArgs { Id = "errors", Metric = Metric(api, "5XXError", "Sum") },
            // AppSync counts requests per account only; each of this API has a latency.
            new MetricAlarmMetricQueryArgs { Id = "requests", Metric = Metric(api, "Latency", "SampleCount") },
            MetricSum.Answer("IF(errors >= 5, 100 * errors / FILL(requests, 1), 0)", "Requests that ended with 5xx, percent"),
        },
        ComparisonOperator = Alarms.AtLeast, Threshold = 1, EvaluationPeriods = 1,
    };

    private static void Count(Alarms alarms, GraphQLApi api, string logicalName, string part, string runbook, string description, int threshold, params string[] metrics)
    {
        var args = MetricSum.Of(description, string.Join(" + ", metrics), Period, [.. metrics.Select(metric => Metric(api, metric, "Sum"))]);
        (args.ComparisonOperator, args.Threshold, args.EvaluationPeriods) = (Alarms.AtLeast, threshold, 1);
        alarms.Ring(logicalName, part, runbook, args);
    }

    private static MetricAlarmMetricQueryMetricArgs Metric(GraphQLApi api, string name, string stat) =>
        new() { Namespace = Namespace, MetricName = name, Dimensions = { [Dimension] = api.Id }, Period = Period, Stat = stat };
}
