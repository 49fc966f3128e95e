using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sns;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Workflows;

/// <summary>What rings, and when: $0.10 a month for each metric that is looked at. Each names the section of docs/operations.md that says what to do.</summary>
internal sealed class Alarms
{
    public const string AboveZero = "GreaterThanThreshold", AtLeast = "GreaterThanOrEqualToThreshold";

    /// <summary>Where an alarm's mail sends its reader.</summary>
    private const string Runbook = "docs/operations.md";

    private readonly PhysicalNames _names;
    private readonly Topic _topic;

    public Alarms(PhysicalNames names, StackConfig config)
    {
        _names = names;
        // Not encrypted: AWS's own key keeps CloudWatch out, and an alarm holds names and numbers only.
        _topic = new Topic("alarms", new TopicArgs { Name = names.Of("alarms"), DisplayName = "EventChat" });
        if (config.Workflows.AlarmMail is { } address)
            _ = new TopicSubscription("alarmSubscription", new TopicSubscriptionArgs { Topic = _topic.Arn, Protocol = "email", Endpoint = address });
    }

    // What is watched, for whoever shows it.
    public List<(string Name, Function Function)> Functions { get; } = [];
    public List<(string Name, Function Reader)> Readers { get; } = [];
    public List<(string Name, StateMachine Machine)> Machines { get; } = [];
    public List<(string Name, Queue Queue)> Queues { get; } = [];
    public List<(string Name, Queue Queue)> Failures { get; } = [];
    public List<MetricAlarm> All { get; } = [];

    /// <summary>A queue that only people read holds something.</summary>
    public void WhenNotEmpty(string name, Queue failures, string runbook)
    {
        Failures.Add((name, failures));
        Ring($"{name}NotEmpty", $"{name}-not-empty", runbook, new MetricAlarmArgs
        {
            AlarmDescription = "Something was given up and waits for a person: look at the queue",
            Namespace = "AWS/SQS", MetricName = "ApproximateNumberOfMessagesVisible", Dimensions = { ["QueueName"] = failures.Name },
            Statistic = "Maximum", ComparisonOperator = AboveZero, Threshold = 0, Period = 60, EvaluationPeriods = 1,
        });
    }

    /// <param name="seconds">What is normal includes the queue's delay.</param>
    public void WhenOld(string name, Queue queue, int seconds)
    {
        Queues.Add((name, queue));
        Ring($"{name}Old", $"{name}-old", "a-queue-grows-old", new MetricAlarmArgs
        {
            AlarmDescription = "Messages wait longer than they should: their function fails or can not keep up",
            Namespace = "AWS/SQS", MetricName = "ApproximateAgeOfOldestMessage", Dimensions = { ["QueueName"] = queue.Name },
            Statistic = "Maximum", ComparisonOperator = AtLeast, Threshold = seconds, Period = 60, EvaluationPeriods = 3,
        });
    }

    /// <summary>A reader of the stream falls behind: a minute of lag is seen by users, 24 h would lose records.</summary>
    public void WhenBehind(string name, Function reader)
    {
        Readers.Add((name, reader));
        Ring($"{name}Behind", $"{name}-behind", "a-reader-falls-behind", new MetricAlarmArgs
        {
            AlarmDescription = "The function is a minute or more behind the log's stream",
            Namespace = "AWS/Lambda", MetricName = "IteratorAge", Dimensions = { ["FunctionName"] = reader.Name },
            Statistic = "Maximum", ComparisonOperator = AtLeast, Threshold = 60_000, Unit = "Milliseconds", Period = 60, EvaluationPeriods = 3,
        });
    }

    /// <summary>Single failures are repeated by whoever called; five in five minutes are something else.</summary>
    public void WhenFailing(string name, Function function)
    {
        Functions.Add((name, function));
        Ring($"{name}Errors", $"{name}-errors", "a-function-fails", OfFunction("Errors", function, 5, "The function fails"));
        Ring($"{name}Throttles", $"{name}-throttles", "a-function-is-throttled", OfFunction("Throttles", function, 50, "The function is called more often than its concurrency allows"));
    }

    public void WhenFailing(string name, StateMachine machine)
    {
        Machines.Add((name, machine));
        Ring($"{name}ExecutionsFailed", $"{name}-executions-failed", "a-workflow-fails", OfMachine("ExecutionsFailed", machine));
        Ring($"{name}ExecutionsTimedOut", $"{name}-executions-timed-out", "a-workflow-fails", OfMachine("ExecutionsTimedOut", machine));
    }

    private static MetricAlarmArgs OfFunction(string metric, Function function, int threshold, string description) => new()
    {
        AlarmDescription = description,
        Namespace = "AWS/Lambda", MetricName = metric, Dimensions = { ["FunctionName"] = function.Name },
        Statistic = "Sum", ComparisonOperator = AtLeast, Threshold = threshold, Period = 300, EvaluationPeriods = 1,
    };

    /// <summary>A workflow catches what its tasks throw, so that an execution fails is always a fault of the workflow itself.</summary>
    private static MetricAlarmArgs OfMachine(string metric, StateMachine machine) => new()
    {
        AlarmDescription = "The workflow itself fails: its own Catch did not get that far",
        Namespace = "AWS/States", MetricName = metric, Dimensions = { ["StateMachineArn"] = machine.Arn },
        Statistic = "Sum", ComparisonOperator = AboveZero, Threshold = 0, Period = 300, EvaluationPeriods = 1,
    };

    /// <param name="runbook">Anchor of a section of docs/operations.md.</param>
    public void Ring(string logicalName, string part, string runbook, MetricAlarmArgs args)
    {
        args.AlarmDescription = Output.Format($"{args.AlarmDescription!.ToOutput()}. Runbook: {Runbook}#{runbook}");
        args.Name = _names.Of(part, maximum: 255);
        // No traffic is no alarm.
        args.TreatMissingData = "notBreaching";
        args.AlarmActions = [_topic.Arn];
        // The end of it, too: nobody should get up for what is over.
        args.OkActions = [_topic.Arn];
        All.Add(new MetricAlarm(logicalName, args));
    }
}
