using EventChat.Contracts;
using EventChat.Infra.Functions;

namespace EventChat.Infra.Workflows;

/// <summary>Which alarms this stack has.</summary>
internal static class StackAlarms
{
    public static void Set(Alarms alarms, WriteSide writeSide, SealedTexts texts, ProjectionFeed projections, WorkflowFeed feed, WorkflowTasks tasks, StateMachines machines, Queues queues, IntegrationBus bus,
        Operations operations)
    {
        alarms.WhenFailing(FunctionNames.Commands, writeSide.Commands);
        alarms.WhenFailing(FunctionNames.Registration, writeSide.Registration);
        alarms.WhenFailing(FunctionNames.Reveal, texts.Reveal);
        alarms.WhenFailing(FunctionNames.Personal, texts.Personal);
        alarms.WhenFailing(FunctionNames.Projector, projections.Projector);
        alarms.WhenFailing(FunctionNames.Background, projections.Background);
        alarms.WhenFailing(FunctionNames.Router, feed.Router);
        alarms.WhenFailing(FunctionNames.Notifier, feed.Notifier);
        alarms.WhenFailing(FunctionNames.Restart, feed.Restart);
        alarms.WhenFailing(FunctionNames.Moderation, tasks.Moderation);
        alarms.WhenFailing(FunctionNames.Notification, tasks.Notification);
        alarms.WhenFailing(FunctionNames.Analytics, tasks.Analytics);
        alarms.WhenFailing(FunctionNames.Rebuild, tasks.Rebuild);
        alarms.WhenFailing(FunctionNames.Operations, operations.Function);
        alarms.WhenFailing(FunctionNames.Erasure, tasks.Erasure);
        foreach (var (name, machine) in machines.All) alarms.WhenFailing(name, machine);

        alarms.WhenBehind(FunctionNames.Projector, projections.Projector);
        alarms.WhenBehind(FunctionNames.Router, feed.Router);
        // A search that finds what was written five minutes ago only.
        alarms.WhenOld("background", projections.BackgroundQueue, seconds: 300);
        // Minutes beyond the grace period.
        alarms.WhenOld("notify", queues.Notify, seconds: 300);
        // A delivery to a webhook that is down waits a quarter of an hour between attempts.
        alarms.WhenOld("retry", queues.Retry, seconds: 3_600);

        alarms.WhenNotEmpty("projectorFailures", projections.Failures, "stream-positions-were-given-up");
        alarms.WhenNotEmpty("backgroundFailures", projections.BackgroundFailures, "background-logs-were-given-up");
        alarms.WhenNotEmpty("routerFailures", feed.RouterFailures, "stream-positions-were-given-up");
        alarms.WhenNotEmpty("workflowFailures", queues.Failed, "executions-were-given-up");
        alarms.WhenNotEmpty("integrationFailures", bus.Failed, "integration-events-were-given-up");
    }
}
