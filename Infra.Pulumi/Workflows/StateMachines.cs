using EventChat.Contracts;
using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sfn.Inputs;

namespace EventChat.Infra.Workflows;

/// <summary>The workflows, each under a role that allows what its definition names and nothing else.</summary>
internal sealed class StateMachines
{
    private const string Express = "EXPRESS", Standard = "STANDARD";

    private readonly PhysicalNames _names;
    private readonly StackConfig _config;
    private readonly Output<string> _pushEndpoints, _states;
    private readonly List<Callee> _callees;

    public StateMachines(PhysicalNames names, StackConfig config, WorkflowTasks tasks, Queues queues, MailSender mail, Output<string> region, Output<string> account)
    {
        (_names, _config) = (names, config);
        _pushEndpoints = Output.Format($"arn:aws:sns:{region}:{account}:endpoint/*");
        _states = Output.Format($"arn:aws:states:{region}:{account}");
        _callees =
        [
            new(WorkflowTokens.ModerationFunction, tasks.Moderation.Arn, Grant.To("its tasks", tasks.Moderation.Arn, "lambda:InvokeFunction")),
            new(WorkflowTokens.NotificationFunction, tasks.Notification.Arn, Grant.To("its tasks", tasks.Notification.Arn, "lambda:InvokeFunction")),
            new(WorkflowTokens.AnalyticsFunction, tasks.Analytics.Arn, Grant.To("its tasks", tasks.Analytics.Arn, "lambda:InvokeFunction")),
            new(WorkflowTokens.RebuildFunction, tasks.Rebuild.Arn, Grant.To("its tasks", tasks.Rebuild.Arn, "lambda:InvokeFunction")),
            new(WorkflowTokens.ErasureFunction, tasks.Erasure.Arn, Grant.To("its tasks", tasks.Erasure.Arn, "lambda:InvokeFunction")),
            new(WorkflowTokens.NotifyQueue, queues.Notify.Url, Grant.To("an approved message's readers are told", queues.Notify.Arn, "sqs:SendMessage")),
            new(WorkflowTokens.RetryQueue, queues.Retry.Url, Grant.To("an execution that fails is started again", queues.Retry.Arn, "sqs:SendMessage")),
            new(WorkflowTokens.FailureQueue, queues.Failed.Url, Grant.To("what is given up is kept for a person", queues.Failed.Arn, "sqs:SendMessage")),
            new(WorkflowTokens.MailFrom, Output.Create(mail.Address), Grant.To("mails leave from this address alone", mail.Identity.Arn, "ses:SendEmail")),
        ];
        // Standard: a person may take weeks, and only this kind waits for a token. All others are done in seconds and cost a 25th.
        Review = Create("review", Standard);
        _callees.Add(new(WorkflowTokens.ReviewMachine, Review.Arn, Grant.To("what a rule can not decide goes to moderators", Review.Arn, "states:StartExecution")));
        Moderation = Create("moderation", Express);
        Notification = Create("notification", Express);
        Analytics = Create("analytics", Express);
        Digest = Create("digest", Express);
        // Standard: a rebuild may take hours, and only this kind has a Distributed Map.
        Rebuild = Create("rebuild", Standard);
        // Standard: done once, seen for 90 days, and it may wait for a rebuild.
        Erasure = Create("erasure", Standard);
    }

    public StateMachine Review { get; }
    public StateMachine Moderation { get; }
    public StateMachine Notification { get; }
    public StateMachine Analytics { get; }
    public StateMachine Digest { get; }
    public StateMachine Rebuild { get; }
    public StateMachine Erasure { get; }

    public IEnumerable<(string Name, StateMachine Machine)> All =>
        [("moderation", Moderation), ("review", Review), ("notification", Notification), ("analytics", Analytics), ("digest", Digest), ("rebuild", Rebuild), ("erasure", Erasure)];

    /// <summary>What a definition can name: the token, what stands for it, and what naming it needs.</summary>
    private sealed record Callee(string Token, Output<string> Value, Grant Grant);

    private StateMachine Create(string workflow, string type)
    {
        var definition = new WorkflowDefinition(workflow);
        // The prefix keeps the account's resource policy for logs short: each other group would be named there, and it holds 5,120 characters.
        var logs = new LogGroup($"{workflow}MachineLogs", new LogGroupArgs
        {
            Name = $"/aws/vendedlogs/states/{_names.Of(workflow)}",
            RetentionInDays = _config.LogRetentionDays,
        });
        var role = new ServiceRole(_names, $"{workflow}Machine", $"{workflow}-machine", "states.amazonaws.com", $"The {workflow} workflow");
        var policy = role.Allow(
        [
            .. _callees.Where(callee => definition.Mentions(callee.Token)).Select(callee => callee.Grant),
            .. definition.Mentions("sns:publish") ? Push : [],
            .. definition.Mentions("DISTRIBUTED") ? OwnChildren(_names.Of(workflow)) : [],
            .. Logging,
        ]);
        return new StateMachine($"{workflow}Machine", new StateMachineArgs
        {
            Name = _names.Of(workflow),
            Type = type,
            RoleArn = role.Arn,
            Definition = definition.With([.. _callees.Select(callee => (callee.Token, callee.Value))]),
            LoggingConfiguration = new StateMachineLoggingConfigurationArgs
            {
                // What failed, and where. Inputs and outputs hold messages: they do not belong in a log.
                Level = "ERROR",
                IncludeExecutionData = false,
                LogDestination = Output.Format($"{logs.Arn}:*"),
            },
            TracingConfiguration = new StateMachineTracingConfigurationArgs { Enabled = true },
        }, new CustomResourceOptions { DependsOn = { policy } });
    }

    /// <summary>Devices come and go, so not one by one; but no topic, and nothing of another account.</summary>
    private Grant[] Push => [Grant.To("a user's devices are endpoints of this account", _pushEndpoints, "sns:Publish")];

    /// <summary>A Distributed Map runs its items as executions of the machine itself, whose ARN is not known before its role is.</summary>
    private Grant[] OwnChildren(string machine) =>
    [
        Grant.To("each segment is an execution of its own", Output.Format($"{_states}:stateMachine:{machine}"), "states:StartExecution"),
        Grant.To(
            "they are followed, and stopped with the run", Output.Format($"{_states}:execution:{machine}/*"),
            "states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"),
    ];

    private static Grant[] Logging =>
    [
        Grant.ToEverything(
            "Step Functions has its log delivered, which it sets up anew with each change; none of these actions takes a resource",
            "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
            "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"),
        Grant.ToEverything(
            "its traces; X-Ray has no resources to name",
            "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"),
    ];
}
