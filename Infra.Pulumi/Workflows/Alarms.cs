using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sns;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Workflows;

/// <summary>What rings, and when: $0.10 a month each. How many reviews wait is no metric of AWS, and nothing here emits one: see the moderation desk.</summary>
internal sealed class Alarms
{
    private const string AboveZero = "GreaterThanThreshold", AtLeast = "GreaterThanOrEqualToThreshold";

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

    /// <summary>A queue that only people read holds something.</summary>
    public void WhenNotEmpty(string name, Queue failures) => Ring($"{name}NotEmpty", $"{name}-not-empty", new MetricAlarmArgs
    {
        AlarmDescription = "Something was given up and waits for a person: look at the queue",
        Namespace = "AWS/SQS", MetricName = "ApproximateNumberOfMessagesVisible", Dimensions = { ["QueueName"] = failures.Name },
        Statistic = "Maximum", ComparisonOperator = AboveZero, Threshold = 0, Period = 60, EvaluationPeriods = 1,
    });

    /// <param name="seconds">What is normal includes the queue's delay.</param>
    public void WhenOld(string name, Queue queue, int seconds) => Ring($"{name}Old", $"{name}-old", new MetricAlarmArgs
    {
        AlarmDescription = "Messages wait longer than they should: their function fails or can not keep up",
        Namespace = "AWS/SQS", MetricName = "ApproximateAgeOfOldestMessage", Dimensions = { ["QueueName"] = queue.Name },
        Statistic = "Maximum", ComparisonOperator = AtLeast, Threshold = seconds, Period = 60, EvaluationPeriods = 3,
    });

    /// <summary>A reader of the stream falls behind: a minute of lag is seen by users, 24 h would lose records.</summary>
    public void WhenBehind(string name, Function reader) => Ring($"{name}Behind", $"{name}-behind", new MetricAlarmArgs
    {
        AlarmDescription = "The function is a minute or more behind the log's stream",
        Namespace = "AWS/Lambda", MetricName = "IteratorAge", Dimensions = { ["FunctionName"] = reader.Name },
        Statistic = "Maximum", ComparisonOperator = AtLeast, Threshold = 60_000, Unit = "Milliseconds", Period = 60, EvaluationPeriods = 3,
    });

    /// <summary>Single failures are repeated by whoever called; five in five minutes are something else.</summary>
    public void WhenFailing(string name, Function function)
    {
        Ring($"{name}Errors", $"{name}-errors", OfFunction("Errors", function, 5, "The function fails"));
        Ring($"{name}Throttles", $"{name}-throttles", OfFunction("Throttles", function, 50, "The function is called more often than its concurrency allows"));
    }

    public void WhenFailing(string name, StateMachine machine)
    {
        Ring($"{name}ExecutionsFailed", $"{name}-executions-failed", OfMachine("ExecutionsFailed", machine));
        Ring($"{name}ExecutionsTimedOut", $"{name}-executions-timed-out", OfMachine("ExecutionsTimedOut", machine));
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

    private void Ring(string logicalName, string part, MetricAlarmArgs args)
    {
        args.Name = _names.Of(part, maximum: 255);
        // No traffic is no alarm.
        args.TreatMissingData = "notBreaching";
        args.AlarmActions = [_topic.Arn];
        // The end of it, too: nobody should get up for what is over.
        args.OkActions = [_topic.Arn];
        _ = new MetricAlarm(logicalName, args);
    }
}
