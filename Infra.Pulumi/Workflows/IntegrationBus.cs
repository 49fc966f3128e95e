using System.Text.Json.Serialization;
using EventChat.Contracts;
using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Workflows;

/// <summary>Every committed event, for whoever has a rule: a log and an archive of our own, and a webhook where one is configured.</summary>
internal sealed class IntegrationBus
{
    /// <summary>Characters of an archive's name, by EventBridge.</summary>
    private const int ArchiveNameLength = 48;

    private readonly PhysicalNames _names;
    private readonly EventBus _bus;

    public IntegrationBus(PhysicalNames names, StackConfig config)
    {
        _names = names;
        _bus = new EventBus("integrationBus", new EventBusArgs { Name = names.Of("events"), Description = "Every committed event of the chat" });
        Failed = Queues.Failures(names, "integrationFailures", "integration-failures");
        Queues.AllowNoQueue("integrationFailuresSources", Failed);
        _ = new EventArchive("integrationArchive", new EventArchiveArgs
        {
            Name = names.Of("archive", ArchiveNameLength),
            Description = "Replays integration events to rules that came later",
            EventSourceArn = _bus.Arn,
            EventPattern = Everything,
            RetentionDays = config.Workflows.ArchiveDays,
        });
        List<EventRule> rules = [Log(config)];
        if (config.Workflows.Webhook is { } webhook) rules.Add(Webhook(webhook));
        AllowFailures(rules);
    }

    public Output<string> Name => _bus.Name;
    /// <summary>Events that a target did not take for a day.</summary>
    public Queue Failed { get; }

    public Grant Put(string why) => Grant.To(why, _bus.Arn, "events:PutEvents") with
    {
        // Nobody is taken in by an event that only looks like ours.
        Condition = Equal("StringEquals", "events:source", Output.Create(IntegrationEvents.Source)),
    };

    private static Output<string> Everything => Output.JsonSerialize(Output.Create(new Pattern([IntegrationEvents.Source])));

    private EventRule Log(StackConfig config)
    {
        var logs = new LogGroup("integrationLogs", new LogGroupArgs
        {
            // EventBridge writes to groups of this prefix only.
            Name = $"/aws/events/{_names.Of("events")}",
            RetentionInDays = config.LogRetentionDays,
        });
        var rule = Rule("integrationLogRule", "events-log", "Every integration event, to the log");
        var policy = new LogResourcePolicy("integrationLogAccess", new LogResourcePolicyArgs
        {
            PolicyName = _names.Of("events-log"),
            PolicyDocument = new PolicyDocument(
            [
                // EventBridge makes the stream before it names a rule, hence no condition.
                new() { Principal = LogWriters, Action = ["logs:CreateLogStream"], Resource = [Output.Format($"{logs.Arn}:*")] },
                new()
                {
                    Principal = LogWriters, Action = ["logs:PutLogEvents"], Resource = [Output.Format($"{logs.Arn}:*")],
                    Condition = Equal("ArnEquals", "aws:SourceArn", rule.Arn),
                },
            ]).ToJson(),
        });
        _ = new EventTarget("integrationLogTarget", Target(rule, logs.Arn), new CustomResourceOptions { DependsOn = { policy } });
        return rule;
    }

    private EventRule Webhook(IntegrationWebhook webhook)
    {
        var connection = new EventConnection("webhookConnection", new EventConnectionArgs
        {
            Name = _names.Of("webhook"),
            AuthorizationType = "API_KEY",
            AuthParameters = new EventConnectionAuthParametersArgs
            {
                ApiKey = new EventConnectionAuthParametersApiKeyArgs { Key = "x-api-key", Value = webhook.Key },
            },
        });
        var destination = new EventApiDestination("webhookDestination", new EventApiDestinationArgs
        {
            Name = _names.Of("webhook"),
            ConnectionArn = connection.Arn,
            HttpMethod = "POST",
            InvocationEndpoint = webhook.Url,
            // What comes faster waits with EventBridge; a server that is told of every message is not overrun.
            InvocationRateLimitPerSecond = 50,
        });
        var rule = Rule("webhookRule", "webhook", "Every integration event, to the configured server");
        var role = new ServiceRole(_names, "webhook", "webhook", "events.amazonaws.com", "EventBridge's calls of the configured server");
        var policy = role.Allow(Grant.To("the rule calls this one server", destination.Arn, "events:InvokeApiDestination"));
        var target = Target(rule, destination.Arn);
        target.RoleArn = role.Arn;
        _ = new EventTarget("webhookTarget", target, new CustomResourceOptions { DependsOn = { policy } });
        return rule;
    }

    private EventRule Rule(string logicalName, string part, string description) => new(logicalName, new EventRuleArgs
    {
        Name = _names.Of(part),
        Description = description,
        EventBusName = _bus.Name,
        EventPattern = Everything,
    });

    private EventTargetArgs Target(EventRule rule, Output<string> arn) => new()
    {
        Rule = rule.Name,
        EventBusName = _bus.Name,
        Arn = arn,
        // EventBridge's longest, said aloud: with back-off, a server may be gone for a day.
        RetryPolicy = new EventTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 24 * 3_600, MaximumRetryAttempts = 185 },
        DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = Failed.Arn },
    };

    /// <summary>EventBridge sends to dead-letter queues in its own name, for these rules alone.</summary>
    private void AllowFailures(IEnumerable<EventRule> rules) => _ = new QueuePolicy("integrationFailuresAccess", new QueuePolicyArgs
    {
        QueueUrl = Failed.Url,
        Policy = new PolicyDocument(
        [
            .. rules.Select(rule => new PolicyStatement
            {
                Principal = new(["events.amazonaws.com"]), Action = ["sqs:SendMessage"], Resource = [Failed.Arn],
                Condition = Equal("ArnEquals", "aws:SourceArn", rule.Arn),
            }),
        ]).ToJson(),
    });

    private static ServicePrincipal LogWriters => new(["events.amazonaws.com", "delivery.logs.amazonaws.com"]);

    private static Dictionary<string, IReadOnlyDictionary<string, Output<string>>> Equal(string test, string key, Output<string> value) =>
        new() { [test] = new Dictionary<string, Output<string>> { [key] = value } };

    private sealed record Pattern([property: JsonPropertyName("source")] IReadOnlyList<string> Source);
}
