using EventChat.Infra.FrontEnd;
using EventChat.Infra.Functions;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using EventChat.Infra.Storage;
using EventChat.Infra.Watch;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws;

namespace EventChat.Infra;

/// <summary>The whole stack, in the order in which a message travels.</summary>
internal static class EventChatStack
{
    public static IDictionary<string, object?> Define(Packages packages)
    {
        var config = StackConfig.Read(new Config(), packages);
        var names = new PhysicalNames(Deployment.Instance.ProjectName, Deployment.Instance.StackName);
        var region = GetRegion.Invoke().Apply(result => result.Name);
        var account = GetCallerIdentity.Invoke().Apply(result => result.AccountId);

        var tables = new ChatTables(names, config, region);
        var writeSide = new WriteSide(names, config, tables);
        var signIn = new SignIn(names, config, region, writeSide.Registration);
        var api = new ChatApi(names, config, region, signIn.UserPool);
        var page = config.WebHosting ? new PageHosting(names, config, region, account, api, signIn) : null;
        // The address that people know comes first.
        Output<string>[] pages = [.. config.Workflows.PageUrl is { } set ? new[] { Output.Create(set) } : [], .. page is null ? [] : new[] { page.Url }];
        signIn.LetIn(pages, config.SignIn.ReturnUrls);
        var amplifyOutputs = AmplifyOutputs.Of(config, region, signIn, api);
        page?.Upload(amplifyOutputs);
        var texts = new SealedTexts(names, config, tables);
        var projections = new ProjectionFeed(names, config, tables, api);

        // A workflow's functions first, then the workflow that calls them, then what starts it: so none has to know of what comes after it.
        var bus = new IntegrationBus(names, config);
        var queues = new Queues(names);
        var tasks = new WorkflowTasks(names, config, tables, pages.FirstOrDefault() ?? Output.Create("https://chat.example.com"));
        var machines = new StateMachines(names, config, tasks, queues, new MailSender(config), region, account);
        var feed = new WorkflowFeed(names, config, tables, queues, bus, machines);
        Digest.Schedule(names, queues, machines);

        var operations = new Operations(names, config, tables, machines, region, account);
        _ = new Resolvers(api.Api, new DataSources(names, api.Api, tables, writeSide.Commands, operations.Function, texts), tables);

        var alarms = new Alarms(names, config);
        StackAlarms.Set(alarms, writeSide, texts, projections, feed, tasks, machines, queues, bus, operations);
        ApiAlarms.Set(alarms, api.Api);
        TableAlarms.Set(alarms, tables);
        ProjectionAlarms.Set(alarms, names, config);
        Firewall.Protect(names, config, api.Api, alarms, region);
        CostBudget.Set(names, config);
        StackDashboard.Show(names, config, region, alarms, api.Api, tables);

        SettingNames.RefuseUnknown();

        var outputs = new Dictionary<string, object?>
        {
            [AmplifyOutputs.OutputName] = amplifyOutputs,
            ["region"] = region,
            ["userPoolId"] = signIn.UserPool.Id,
            ["userPoolClientId"] = signIn.Client.Id,
            // The real-time endpoint follows from it, by the rule that every AppSync client knows.
            ["graphqlUrl"] = api.Url,
            ["eventsTable"] = tables.Events.Name,
            ["keysTable"] = tables.Texts.Keys.Name,
            ["stateTable"] = tables.State.Name,
            ["viewsTable"] = tables.Views.Name,
            ["eventBus"] = bus.Name,
            ["moderationStateMachine"] = machines.Moderation.Arn,
            ["reviewStateMachine"] = machines.Review.Arn,
            ["notificationStateMachine"] = machines.Notification.Arn,
            ["analyticsStateMachine"] = machines.Analytics.Arn,
            ["digestStateMachine"] = machines.Digest.Arn,
            ["rebuildStateMachine"] = machines.Rebuild.Arn,
            ["erasureStateMachine"] = machines.Erasure.Arn,
        };
        if (page is not null) outputs["webUrl"] = page.Url;
        return outputs;
    }
}
