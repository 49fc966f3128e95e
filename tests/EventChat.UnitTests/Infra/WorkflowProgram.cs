using System.Text.Json;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;
using Pulumi.Aws.Scheduler;
using Pulumi.Aws.Scheduler.Inputs;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sfn.Inputs;
using Pulumi.Aws.Sns;
using Pulumi.Aws.Sqs;

namespace EventChat.UnitTests.Infra;

/// <summary>A small program with one of each resource that workflows, buses, schedules, queues, buckets and alarms need.</summary>
internal static class WorkflowProgram
{
    /// <summary>Full of what YAML programs interpolate: it has to come back as it is.</summary>
    public const string Definition = """
        {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters":{"QueueUrl.$":"$.queue","MessageBody":{"token.$":"$$.Task.Token","cost":"$5","text.$":"States.Format('${x} {}', $.text)"}},
        "Assign":{"a.$":"$$.Execution.Id"},"ResultPath":"$.$$","End":true}}}
        """;

    public static IDictionary<string, object?> Define()
    {
        var role = new Role("workflows", new RoleArgs { AssumeRolePolicy = Document("sts:AssumeRole", "states.amazonaws.com") });
        var machine = Machine(role);
        var dead = Queues();
        Bus(role, machine, dead);
        Schedules(role, machine, dead);
        Buckets();
        Alarms(dead);
        return new Dictionary<string, object?> { ["machine"] = machine.Arn };
    }

    private static StateMachine Machine(Role role)
    {
        var logs = new LogGroup("workflow-logs", new LogGroupArgs { RetentionInDays = 30 });
        _ = new LogResourcePolicy("events-may-log", new LogResourcePolicyArgs { PolicyName = "events-may-log", PolicyDocument = Document("logs:PutLogEvents", "events.amazonaws.com") });
        return new StateMachine("ask", new StateMachineArgs
        {
            Definition = Definition,
            RoleArn = role.Arn,
            Type = "STANDARD",
            LoggingConfiguration = new StateMachineLoggingConfigurationArgs { Level = "ERROR", IncludeExecutionData = false, LogDestination = Output.Format($"{logs.Arn}:*") },
            TracingConfiguration = new StateMachineTracingConfigurationArgs { Enabled = true },
            Tags = { ["part"] = "workflows" },
        });
    }

    private static Queue Queues()
    {
        var dead = new Queue("dead-letters", new QueueArgs { Name = "dead-letters", MessageRetentionSeconds = 1_209_600, SqsManagedSseEnabled = true });
        var work = new Queue("work", new QueueArgs
        {
            Name = "work.fifo", FifoQueue = true, ContentBasedDeduplication = true, DeduplicationScope = "messageGroup", FifoThroughputLimit = "perMessageGroupId",
            DelaySeconds = 0, MaxMessageSize = 262_144, ReceiveWaitTimeSeconds = 20, VisibilityTimeoutSeconds = 60,
        });
        var deadWork = new Queue("dead-work", new QueueArgs { Name = "dead-work.fifo", FifoQueue = true });
        _ = new QueuePolicy("events-may-send", new QueuePolicyArgs { QueueUrl = dead.Url, Policy = Document("sqs:SendMessage", "events.amazonaws.com") });
        _ = new RedrivePolicy("redrive", new RedrivePolicyArgs
        {
            QueueUrl = work.Url,
            RedrivePolicyName = Output.JsonSerialize(Output.Create(new Dictionary<string, object> { ["deadLetterTargetArn"] = deadWork.Arn, ["maxReceiveCount"] = 4 })),
        });
        _ = new RedriveAllowPolicy("redrive-allow", new RedriveAllowPolicyArgs
        {
            QueueUrl = deadWork.Url,
            RedriveAllowPolicyName = Output.JsonSerialize(Output.Create(new Dictionary<string, object>
            {
                ["redrivePermission"] = "byQueue", ["sourceQueueArns"] = new[] { work.Arn },
            })),
        });
        return dead;
    }

    private static void Bus(Role role, StateMachine machine, Queue dead)
    {
        var bus = new EventBus("bus", new EventBusArgs { Name = "integration", Description = "Integration events", DeadLetterConfig = new EventBusDeadLetterConfigArgs { Arn = dead.Arn } });
        _ = new EventArchive("archive", new EventArchiveArgs { EventSourceArn = bus.Arn, RetentionDays = 30, EventPattern = """{"source":["eventchat"]}""" });
        var rule = new EventRule("flagged", new EventRuleArgs { Name = "flagged", EventBusName = bus.Name, EventPattern = """{"detail-type":[{"prefix":"Message"}]}""", State = "ENABLED" });
        _ = new EventTarget("flagged-to-machine", new EventTargetArgs
        {
            Rule = rule.Name, EventBusName = bus.Name, Arn = machine.Arn, RoleArn = role.Arn, TargetId = "machine",
            InputTransformer = new EventTargetInputTransformerArgs { InputPaths = { ["id"] = "$.detail.id" }, InputTemplate = """{"id":<id>,"cost":"$${5}"}""" },
            RetryPolicy = new EventTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 5 },
            DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = dead.Arn },
        });
        var connection = new EventConnection("webhook-key", new EventConnectionArgs
        {
            AuthorizationType = "API_KEY",
            AuthParameters = new EventConnectionAuthParametersArgs { ApiKey = new EventConnectionAuthParametersApiKeyArgs { Key = "x-api-key", Value = "secret" } },
        });
        var webhook = new EventApiDestination("webhook", new EventApiDestinationArgs
        {
            ConnectionArn = connection.Arn, HttpMethod = "POST", InvocationEndpoint = "https://example.com/hook", InvocationRateLimitPerSecond = 10,
        });
        _ = new EventTarget("flagged-to-webhook", new EventTargetArgs
        {
            Rule = rule.Name, EventBusName = bus.Name, Arn = webhook.Arn, RoleArn = role.Arn,
            HttpTarget = new EventTargetHttpTargetArgs { HeaderParameters = { ["x-from"] = "eventchat" } },
        });
    }

    private static void Schedules(Role role, StateMachine machine, Queue dead)
    {
        var group = new ScheduleGroup("nightly", new ScheduleGroupArgs { Name = "nightly" });
        _ = new Schedule("digest", new ScheduleArgs
        {
            GroupName = group.Name, ScheduleExpression = "cron(0 3 * * ? *)", ScheduleExpressionTimezone = "Europe/Berlin",
            FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "FLEXIBLE", MaximumWindowInMinutes = 15 },
            Target = new ScheduleTargetArgs
            {
                Arn = machine.Arn, RoleArn = role.Arn, Input = """{"at":"<aws.scheduler.scheduled-time>"}""",
                RetryPolicy = new ScheduleTargetRetryPolicyArgs { MaximumRetryAttempts = 3, MaximumEventAgeInSeconds = 3600 },
                DeadLetterConfig = new ScheduleTargetDeadLetterConfigArgs { Arn = dead.Arn },
            },
        });
    }

    private static void Buckets()
    {
        var bucket = new BucketV2("failures", new BucketV2Args { ForceDestroy = false });
        _ = new BucketPublicAccessBlock("failures-private", new BucketPublicAccessBlockArgs
        {
            Bucket = bucket.Id, BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true,
        });
        _ = new BucketServerSideEncryptionConfigurationV2("failures-encrypted", new BucketServerSideEncryptionConfigurationV2Args
        {
            Bucket = bucket.Id,
            Rules =
            {
                new BucketServerSideEncryptionConfigurationV2RuleArgs
                {
                    ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" },
                },
            },
        });
        _ = new BucketVersioningV2("failures-versioned", new BucketVersioningV2Args
        {
            Bucket = bucket.Id, VersioningConfiguration = new BucketVersioningV2VersioningConfigurationArgs { Status = "Enabled" },
        });
        _ = new BucketLifecycleConfigurationV2("failures-expire", new BucketLifecycleConfigurationV2Args
        {
            Bucket = bucket.Id,
            Rules =
            {
                new BucketLifecycleConfigurationV2RuleArgs
                {
                    Id = "expire", Status = "Enabled", Filter = new BucketLifecycleConfigurationV2RuleFilterArgs { Prefix = "failed/" },
                    Expiration = new BucketLifecycleConfigurationV2RuleExpirationArgs { Days = 90 },
                },
            },
        });
    }

    private static void Alarms(Queue dead)
    {
        var topic = new Topic("alarms", new TopicArgs { DisplayName = "EventChat" });
        _ = new MetricAlarm("dead-letters-arrived", new MetricAlarmArgs
        {
            Namespace = "AWS/SQS", MetricName = "ApproximateNumberOfMessagesVisible", Dimensions = { ["QueueName"] = dead.Name }, Statistic = "Maximum",
            ComparisonOperator = "GreaterThanThreshold", Threshold = 0.5, Period = 60, EvaluationPeriods = 1, TreatMissingData = "notBreaching",
            AlarmActions = { topic.Arn },
        });
    }

    private static string Document(string action, string service) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[] { new Dictionary<string, object> { ["Effect"] = "Allow", ["Principal"] = new { Service = service }, ["Action"] = action } },
    });
}
