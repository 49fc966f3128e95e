using EventChat.Infra.Storage;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.DynamoDB;

namespace EventChat.Infra.Watch;

/// <summary>What DynamoDB says of the tables. The clients repeat what is throttled, so that a single event is none of anybody's business.</summary>
internal static class TableAlarms
{
    public const string Namespace = "AWS/DynamoDB", Dimension = "TableName";

    /// <summary>Calls whose failures are counted, those that a message needs: CloudWatch has this metric per table and operation only, and an alarm takes ten.</summary>
    private static readonly (string Table, string Operation)[] Watched =
    [
        ("events", "UpdateItem"), ("events", "Query"),
        ("state", "GetItem"), ("state", "BatchGetItem"), ("state", "TransactWriteItems"),
        ("views", "GetItem"), ("views", "BatchGetItem"), ("views", "Query"), ("views", "PutItem"), ("views", "UpdateItem"),
    ];

    public static void Set(Alarms alarms, ChatTables tables)
    {
        foreach (var (name, table) in All(tables)) alarms.Ring($"{name}TableThrottled", $"{name}-table-throttled", "a-table-is-throttled", Throttled(table));
        var byName = All(tables).ToDictionary(table => table.Name, table => table.Table);
        var failing = MetricSum.Of(
            "DynamoDB itself fails", "Calls that DynamoDB failed", 300,
            [.. Watched.Select(call => new MetricAlarmMetricQueryMetricArgs
            {
                Namespace = Namespace, MetricName = "SystemErrors", Dimensions = { [Dimension] = byName[call.Table].Name, ["Operation"] = call.Operation },
            })]);
        (failing.ComparisonOperator, failing.Threshold, failing.EvaluationPeriods) = (Alarms.AtLeast, 5, 1);
        alarms.Ring("tablesFailing", "tables-failing", "dynamodb-fails", failing);
    }

    public static IEnumerable<(string Name, Table Table)> All(ChatTables tables) =>
        [("events", tables.Events), ("state", tables.State), ("views", tables.Views), ("keys", tables.Texts.Keys)];

    private static Pulumi.Aws.CloudWatch.MetricAlarmArgs Throttled(Table table)
    {
        var args = MetricSum.Of(
            "The table takes less than it is asked for", "Reads and writes that were throttled", 60, Metric(table, "ReadThrottleEvents"), Metric(table, "WriteThrottleEvents"));
        // A table on demand takes twice its last peak at once and splits for more: three bad minutes of five are no burst any more.
        (args.ComparisonOperator, args.Threshold, args.EvaluationPeriods, args.DatapointsToAlarm) = (Alarms.AtLeast, 10, 5, 3);
        return args;
    }

    private static MetricAlarmMetricQueryMetricArgs Metric(Table table, string name) => new() { Namespace = Namespace, MetricName = name, Dimensions = { [Dimension] = table.Name } };
}
