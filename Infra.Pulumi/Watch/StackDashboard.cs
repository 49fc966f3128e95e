using EventChat.Contracts;
using EventChat.Infra.Storage;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.CloudWatch;

namespace EventChat.Infra.Watch;

/// <summary>
/// One page for whoever is on duty, read from above: does anything ring, do messages flow, what fails, what waits, what does it take. It shows what the alarms watch, so that what gets
/// an alarm is on it. $3 a month.
/// </summary>
internal sealed class StackDashboard
{
    private const string Sum = "Sum", Maximum = "Maximum";

    private readonly Output<string> _region, _apiId;
    private readonly Alarms _alarms;
    private readonly ChatTables _tables;
    private readonly string _stack;

    private StackDashboard(PhysicalNames names, Output<string> region, Alarms alarms, GraphQLApi api, ChatTables tables) =>
        (_stack, _region, _alarms, _apiId, _tables) = (names.Stack, region, alarms, api.Id, tables);

    public static void Show(PhysicalNames names, StackConfig config, Output<string> region, Alarms alarms, GraphQLApi api, ChatTables tables) =>
        _ = new Dashboard("dashboard", new DashboardArgs
        {
            DashboardName = names.Stack,
            DashboardBody = new StackDashboard(names, region, alarms, api, tables).Body(config).ToJson(),
        });

    private DashboardBody Body(StackConfig config)
    {
        var body = new DashboardBody();
        body.Row(
            new TextProperties($"# {_stack}\nWhat each alarm means and what to do: `docs/operations.md` in the repository.\n\nHere: `./eventchat parked`, `./eventchat executions`, `./eventchat queues`."),
            new AlarmProperties("What rings", [.. _alarms.All.Select(alarm => alarm.Arn)]));
        body.Row(Commands, Graph("API: latency, milliseconds", "p50", Api("Latency", "p50"), Api("Latency", "p95")), Graph("API: requests that failed", Sum, Api("5XXError"), Api("4XXError")));
        body.Row(
            Graph("Subscribers", Maximum, Api("ActiveConnections"), Api("ActiveSubscriptions")),
            Graph("Frames", Sum, Api("PublishDataMessageSuccess"), Api("OutboundMessages"), Api("InboundMessageDelayed"), Api("InboundMessageDropped")),
            Graph("Subscriptions that failed", Sum, Api("ConnectServerError"), Api("SubscribeServerError"), Api("PublishDataMessageServerError"), Api("InvalidationRequestDropped")));
        if (config.Watch.FunctionMetrics) body.Row(Lag, Parked, Reviews);
        body.Row(
            Graph("Readers of the stream: age of what they read, milliseconds", Maximum, Each(_alarms.Readers, reader => OfFunction("IteratorAge", reader.Name, reader.Reader))),
            Graph("Functions: errors", Sum, Each(_alarms.Functions, function => OfFunction("Errors", function.Name, function.Function))),
            Graph("Functions: throttles", Sum, Each(_alarms.Functions, function => OfFunction("Throttles", function.Name, function.Function))));
        body.Row(
            Graph("Queues: messages", Maximum, Each(_alarms.Queues, queue => OfQueue("ApproximateNumberOfMessagesVisible", queue))),
            Graph("Queues: age of the oldest, seconds", Maximum, Each(_alarms.Queues, queue => OfQueue("ApproximateAgeOfOldestMessage", queue))),
            Graph("Given up: messages", Maximum, Each(_alarms.Failures, queue => OfQueue("ApproximateNumberOfMessagesVisible", queue))));
        body.Row(
            Graph("Workflows: started", Sum, Each(_alarms.Machines, machine => OfMachine("ExecutionsStarted", machine))),
            Graph("Workflows: failed", Sum, Each(_alarms.Machines, machine => OfMachine("ExecutionsFailed", machine))),
            Graph("Workflows: timed out", Sum, Each(_alarms.Machines, machine => OfMachine("ExecutionsTimedOut", machine))));
        body.Row(
            Graph("Tables: write units", Sum, OfTables("ConsumedWriteCapacityUnits")),
            Graph("Tables: read units", Sum, OfTables("ConsumedReadCapacityUnits")),
            Graph("Tables: throttled", Sum, [.. OfTables("ReadThrottleEvents"), .. OfTables("WriteThrottleEvents")]));
        if (config.Watch.WafRate > 0) body.Row(Graph("Firewall: requests", Sum, Firewalled("BlockedRequests"), Firewalled("AllowedRequests")));
        return body;
    }

    private GraphProperties Commands => Graph(
        "Commands", Sum,
        [.. _alarms.Functions.Where(function => function.Name == FunctionNames.Commands).SelectMany(commands => (IReadOnlyList<object>[])
        [
            OfFunction("Invocations", "commands", commands.Function), OfFunction("Errors", "commands that failed", commands.Function),
        ])]);

    private GraphProperties Lag => Graph("From a command to the read models, milliseconds", "p95", Own(MetricNames.ProjectionLag, "p50"), Own(MetricNames.ProjectionLag, "p95"), Own(MetricNames.ProjectionLag, Maximum));

    private GraphProperties Parked => Graph("Logs that were parked", Sum, Own(MetricNames.ParkedLogs, Sum));

    /// <summary>The third is how the backlog changed since the left edge of the graph: how large it was there, nobody measures.</summary>
    private GraphProperties Reviews => Graph(
        "Moderation: reviews", Sum, Own(MetricNames.ReviewsOpened, Sum, "opened"), Own(MetricNames.ReviewsClosed, Sum, "closed"),
        [new RowOptions { Expression = "RUNNING_SUM(FILL(opened, 0) - FILL(closed, 0))", Label = "more (or fewer) waiting than at the left" }]);

    private GraphProperties Graph(string title, string stat, params IReadOnlyList<IReadOnlyList<object>> metrics) => new(title, _region, stat, metrics);

    private static IReadOnlyList<object>[] Each<T>(IEnumerable<T> watched, Func<T, IReadOnlyList<object>> row) => [.. watched.Select(row)];

    private IReadOnlyList<object> Api(string metric, string? stat = null) =>
        [ApiAlarms.Namespace, metric, ApiAlarms.Dimension, _apiId, new RowOptions { Stat = stat, Label = stat is null ? metric : $"{metric} {stat}" }];

    private static IReadOnlyList<object> OfFunction(string metric, string name, Pulumi.Aws.Lambda.Function function) =>
        ["AWS/Lambda", metric, "FunctionName", function.Name, new RowOptions { Label = name }];

    private static IReadOnlyList<object> OfQueue(string metric, (string Name, Pulumi.Aws.Sqs.Queue Queue) queue) =>
        ["AWS/SQS", metric, "QueueName", queue.Queue.Name, new RowOptions { Label = queue.Name }];

    private static IReadOnlyList<object> OfMachine(string metric, (string Name, Pulumi.Aws.Sfn.StateMachine Machine) machine) =>
        ["AWS/States", metric, "StateMachineArn", machine.Machine.Arn, new RowOptions { Label = machine.Name }];

    private IReadOnlyList<object>[] OfTables(string metric) => Each(
        TableAlarms.All(_tables), table => [TableAlarms.Namespace, metric, TableAlarms.Dimension, table.Table.Name, new RowOptions { Label = $"{table.Name} {metric}" }]);

    private IReadOnlyList<object> Own(string metric, string stat, string? id = null) =>
        [MetricNames.Namespace, metric, MetricNames.Stack, _stack, new RowOptions { Stat = stat, Label = $"{metric} {stat}", Id = id }];

    private IReadOnlyList<object> Firewalled(string metric) =>
        [Firewall.Namespace, metric, "WebACL", $"{_stack}-firewall", "Rule", "ALL", "Region", _region, new RowOptions { Label = metric }];
}
