using EventChat.Contracts;
using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Workflows;

/// <summary>Where workflows wait: for the grace period, for another attempt, for a person.</summary>
internal sealed class Queues
{
    /// <summary>Seconds that an execution which failed waits before it is started again.</summary>
    private const int RetryDelaySeconds = 60;

    /// <summary>Times a message is received before it is given up. Each time its function failed or ran out of time.</summary>
    private const int MaximumReceives = 5;

    /// <summary>SQS's longest, 14 days: time for a person to come back from a holiday.</summary>
    private const int FailureRetentionSeconds = 14 * 24 * 3_600;

    public Queues(PhysicalNames names)
    {
        Failed = Failures(names, "workflowFailures", "workflow-failures");
        Notify = Work(names, "notifyQueue", "notify", Limits.GraceSeconds, WorkflowFeed.NotifierTimeoutSeconds);
        Retry = Work(names, "retryQueue", "retry", RetryDelaySeconds, WorkflowFeed.RestartTimeoutSeconds);
        AllowFailuresOf("workflowFailuresSources", Failed, Notify, Retry);
    }

    /// <summary>No other queue of the account can dump its failures there.</summary>
    public static void AllowFailuresOf(string logicalName, Queue failed, params Queue[] sources) => _ = new RedriveAllowPolicy(logicalName, new RedriveAllowPolicyArgs
    {
        QueueUrl = failed.Url,
        RedriveAllowPolicyName = Output.JsonSerialize(Output.Create(new Dictionary<string, object>
        {
            ["redrivePermission"] = "byQueue",
            ["sourceQueueArns"] = sources.Select(s => s.Arn).ToArray(),
        })),
    });

    /// <summary>What is given up comes from another service, by its own call: no queue of the account can dump its failures there.</summary>
    public static void AllowNoQueue(string logicalName, Queue failed) => _ = new RedriveAllowPolicy(logicalName, new RedriveAllowPolicyArgs
    {
        QueueUrl = failed.Url,
        RedriveAllowPolicyName = Output.JsonSerialize(Output.Create(new Dictionary<string, string> { ["redrivePermission"] = "denyAll" })),
    });

    /// <summary>Messages in their grace period.</summary>
    public Queue Notify { get; }
    /// <summary>Inputs of executions that failed.</summary>
    public Queue Retry { get; }
    /// <summary>What was given up.</summary>
    public Queue Failed { get; }

    /// <summary>A queue that only people read.</summary>
    public static Queue Failures(PhysicalNames names, string logicalName, string part) => new(logicalName, new QueueArgs
    {
        Name = names.Of(part),
        MessageRetentionSeconds = FailureRetentionSeconds,
        SqsManagedSseEnabled = true,
    });

    private Queue Work(PhysicalNames names, string logicalName, string part, int delaySeconds, int functionTimeoutSeconds) =>
        Work(names, logicalName, part, delaySeconds, functionTimeoutSeconds, Failed);

    /// <summary>A queue that a function reads, and where it gives up what fails.</summary>
    public static Queue Work(PhysicalNames names, string logicalName, string part, int delaySeconds, int functionTimeoutSeconds, Queue failed) => new(logicalName, new QueueArgs
    {
        Name = names.Of(part),
        DelaySeconds = delaySeconds,
        // Six times the function's: Lambda's advice, so that a batch which is throttled for a while is not handed out twice meanwhile.
        VisibilityTimeoutSeconds = 6 * functionTimeoutSeconds,
        // SQS's default, said aloud: shorter than that of the failures, which counts from the same moment.
        MessageRetentionSeconds = 4 * 24 * 3_600,
        RedrivePolicy = Output.JsonSerialize(Output.Create(new Dictionary<string, object>
        {
            ["deadLetterTargetArn"] = failed.Arn,
            ["maxReceiveCount"] = MaximumReceives,
        })),
        SqsManagedSseEnabled = true,
    });
}

/// <summary>A function as the reader of a queue.</summary>
internal static class QueueReader
{
    public static Grant ReceiveFrom(Queue queue) => Grant.To(
        "the event source mapping receives in the function's name, and deletes what was done",
        queue.Arn, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /// <param name="windowSeconds">How long messages are gathered; null: not at all.</param>
    /// <param name="maximumConcurrency">Instances that the queue keeps busy at most; Lambda's least is 2.</param>
    public static void Feed(this Queue queue, string logicalName, Function reader, int batchSize, int? windowSeconds, int maximumConcurrency) =>
        _ = new EventSourceMapping(logicalName, new EventSourceMappingArgs
        {
            EventSourceArn = queue.Arn,
            FunctionName = reader.Name,
            BatchSize = batchSize,
            MaximumBatchingWindowInSeconds = windowSeconds is { } seconds ? seconds : null,
            // The function names the messages it could not do; the others are deleted.
            FunctionResponseTypes = { "ReportBatchItemFailures" },
            ScalingConfig = new EventSourceMappingScalingConfigArgs { MaximumConcurrency = maximumConcurrency },
        });
}
