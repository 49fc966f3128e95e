using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Functions;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Workflows;

/// <summary>What starts workflows: the router on the log's stream, the notifier and the restart on their queues.</summary>
internal sealed class WorkflowFeed
{
    public const int NotifierTimeoutSeconds = 30, RestartTimeoutSeconds = 30;

    public WorkflowFeed(PhysicalNames names, StackConfig config, ChatTables tables, Queues queues, IntegrationBus bus, StateMachines machines)
    {
        // The log itself is never lost, but nobody else will start what the router gave up: see docs/workflows.md.
        RouterFailures = Queues.Failures(names, "routerFailures", "router-failures");
        Queues.AllowNoQueue("routerFailuresSources", RouterFailures);
        Router = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Router,
            Artifact = Artifacts.Pipeline,
            Description = "Hands committed events to workflows and to the bus",
            MemoryMb = 512,
            // A batch with holes reads the log as well; twice this is what a stuck invocation may hold up a shard.
            TimeoutSeconds = 60,
            Environment = tables.Texts.Tell(new InputMap<string>
            {
                [EnvironmentNames.EventsTable] = tables.Events.Name,
                [EnvironmentNames.StateTable] = tables.State.Name,
                [EnvironmentNames.ModerationMachine] = machines.Moderation.Arn,
                [EnvironmentNames.ReviewMachine] = machines.Review.Arn,
                [EnvironmentNames.AnalyticsMachine] = machines.Analytics.Arn,
                [EnvironmentNames.ErasureMachine] = machines.Erasure.Arn,
                [EnvironmentNames.NotifyQueue] = queues.Notify.Url,
                [EnvironmentNames.EventBus] = bus.Name,
                [EnvironmentNames.IntegrationBodies] = config.Workflows.IntegrationBodies ? "true" : "false",
            }),
            Grants =
            [
                tables.ReadEvents("a hole in the stream is read from the log"),
                Grant.To(
                    "checkpoints are read and moved; the policy and the case say where an event goes",
                    tables.State.Arn, "dynamodb:GetItem", "dynamodb:PutItem"),
                new Grant(
                    "an event starts its workflow", ["states:StartExecution"],
                    [machines.Moderation.Arn, machines.Review.Arn, machines.Analytics.Arn, machines.Erasure.Arn]),
                Grant.To("the moderators' verdict goes to the execution that waits for it", machines.Review.Arn, "states:SendTaskSuccess"),
                Grant.To("a message waits out its grace period", queues.Notify.Arn, "sqs:SendMessage"),
                bus.Put("every committed event is an integration event"),
                .. tables.Texts.Open(),
                .. tables.ReadStream(RouterFailures),
                .. tables.UseKey(),
            ],
        }).Function;
        tables.Feed("routerFeed", Router, RouterFailures);

        Notifier = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Notifier,
            Artifact = Artifacts.Pipeline,
            Description = "Starts the notification of what is still unread after the grace period",
            MemoryMb = 512,
            TimeoutSeconds = NotifierTimeoutSeconds,
            Environment = new InputMap<string> { [EnvironmentNames.NotificationMachine] = machines.Notification.Arn },
            Grants =
            [
                Grant.To("a conversation's messages are one execution", machines.Notification.Arn, "states:StartExecution"),
                QueueReader.ReceiveFrom(queues.Notify),
            ],
        }).Function;
        // A second of gathering makes one execution of a conversation's burst. Ten instances start more executions than their channels take.
        queues.Notify.Feed("notifierFeed", Notifier, batchSize: 100, windowSeconds: 1, maximumConcurrency: 10);

        Restart = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Restart,
            Artifact = Artifacts.Pipeline,
            Description = "Starts failed executions again",
            MemoryMb = 256,
            TimeoutSeconds = RestartTimeoutSeconds,
            Environment = new InputMap<string>
            {
                [EnvironmentNames.ModerationMachine] = machines.Moderation.Arn,
                [EnvironmentNames.NotificationMachine] = machines.Notification.Arn,
                [EnvironmentNames.AnalyticsMachine] = machines.Analytics.Arn,
            },
            Grants =
            [
                new Grant(
                    "an execution that failed is started again", ["states:StartExecution"],
                    [machines.Moderation.Arn, machines.Notification.Arn, machines.Analytics.Arn]),
                QueueReader.ReceiveFrom(queues.Retry),
            ],
        }).Function;
        // Two: what failed because a service is overwhelmed comes back slowly.
        queues.Retry.Feed("restartFeed", Restart, batchSize: 10, windowSeconds: null, maximumConcurrency: 2);
    }

    public Function Router { get; }
    public Function Notifier { get; }
    public Function Restart { get; }
    public Queue RouterFailures { get; }
}
