using EventChat.Contracts;
using EventChat.Infra.Functions;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using EventChat.Infra.Storage;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws;

namespace EventChat.Infra;

/// <summary>The whole stack, in the order in which a message travels.</summary>
internal static class EventChatStack
{
    public static IDictionary<string, object?> Define()
    {
        var config = StackConfig.Read(new Config());
        var names = new PhysicalNames(Deployment.Instance.ProjectName, Deployment.Instance.StackName);
        var region = GetRegion.Invoke().Apply(result => result.Name);
        var account = GetCallerIdentity.Invoke().Apply(result => result.AccountId);

        var tables = new ChatTables(names, config, region);
        var writeSide = new WriteSide(names, config, tables);
        var signIn = new SignIn(names, config, writeSide.Registration);
        var api = new ChatApi(names, config, region, signIn.UserPool);
        var sources = new DataSources(names, api.Api, tables, writeSide.Commands);
        _ = new Resolvers(api.Api, sources, tables);
        var projections = new ProjectionFeed(names, config, tables, api);

        // A workflow's functions first, then the workflow that calls them, then what starts it: so none has to know of what comes after it.
        var bus = new IntegrationBus(names, config);
        var queues = new Queues(names);
        var tasks = new WorkflowTasks(names, config, tables);
        var machines = new StateMachines(
            names, config, tasks, queues, new MailSender(config), pushEndpoints: Output.Format($"arn:aws:sns:{region}:{account}:endpoint/*"));
        var feed = new WorkflowFeed(names, config, tables, queues, bus, machines);
        Digest.Schedule(names, queues, machines);

        var alarms = new Alarms(names, config);
        alarms.WhenFailing(FunctionNames.Commands, writeSide.Commands);
        alarms.WhenFailing(FunctionNames.Registration, writeSide.Registration);
        Watch(alarms, projections);
        Watch(alarms, feed, tasks, machines);
        Watch(alarms, queues, bus);

        return new Dictionary<string, object?>
        {
            ["region"] = region,
            ["userPoolId"] = signIn.UserPool.Id,
            ["userPoolClientId"] = signIn.Client.Id,
            // The real-time endpoint follows from it, by the rule that every AppSync client knows.
            ["graphqlUrl"] = api.Url,
            ["eventsTable"] = tables.Events.Name,
            ["stateTable"] = tables.State.Name,
            ["viewsTable"] = tables.Views.Name,
            ["eventBus"] = bus.Name,
            ["moderationStateMachine"] = machines.Moderation.Arn,
            ["reviewStateMachine"] = machines.Review.Arn,
            ["notificationStateMachine"] = machines.Notification.Arn,
            ["analyticsStateMachine"] = machines.Analytics.Arn,
            ["digestStateMachine"] = machines.Digest.Arn,
        };
    }

    private static void Watch(Alarms alarms, ProjectionFeed projections)
    {
        alarms.WhenFailing(FunctionNames.Projector, projections.Projector);
        alarms.WhenBehind(FunctionNames.Projector, projections.Projector);
        alarms.WhenNotEmpty("projectorFailures", projections.Failures);
    }

    private static void Watch(Alarms alarms, WorkflowFeed feed, WorkflowTasks tasks, StateMachines machines)
    {
        alarms.WhenFailing(FunctionNames.Router, feed.Router);
        alarms.WhenBehind(FunctionNames.Router, feed.Router);
        alarms.WhenNotEmpty("routerFailures", feed.RouterFailures);
        alarms.WhenFailing(FunctionNames.Notifier, feed.Notifier);
        alarms.WhenFailing(FunctionNames.Restart, feed.Restart);
        alarms.WhenFailing(FunctionNames.Moderation, tasks.Moderation);
        alarms.WhenFailing(FunctionNames.Notification, tasks.Notification);
        alarms.WhenFailing(FunctionNames.Analytics, tasks.Analytics);
        foreach (var (name, machine) in machines.All) alarms.WhenFailing(name, machine);
    }

    private static void Watch(Alarms alarms, Queues queues, IntegrationBus bus)
    {
        alarms.WhenOld("notify", queues.Notify, seconds: 300);
        alarms.WhenOld("retry", queues.Retry, seconds: 900);
        alarms.WhenNotEmpty("workflowFailures", queues.Failed);
        alarms.WhenNotEmpty("integrationFailures", bus.Failed);
    }
}
