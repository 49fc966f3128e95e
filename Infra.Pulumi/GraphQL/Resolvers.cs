using EventChat.Infra.Storage;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.AppSync.Inputs;

namespace EventChat.Infra.GraphQL;

/// <summary>Which code answers which field. A step is deployed once and shared by the pipelines that name it.</summary>
internal sealed class Resolvers
{
    /// <summary>AppSync's JavaScript has had one version since 2022.</summary>
    private const string RuntimeName = "APPSYNC_JS", RuntimeVersion = "1.0.0";

    private readonly GraphQLApi _api;
    private readonly ResolverCode _code;
    private readonly Dictionary<string, Function> _steps = [];

    public Resolvers(GraphQLApi api, DataSources sources, ChatTables tables)
    {
        (_api, _code) = (api, new ResolverCode(tables));
        var (none, state, views, events, reveal) = (sources.None, sources.State, sources.Views, sources.Events, sources.Reveal);

        Unit("Query", "me", "me.js", state);
        Pipeline("Query", "user", "pipeline.js", ("arguments", none), ("generation", state), ("user", views));
        Pipeline("Query", "conversations", "pipeline.js",
            ("arguments", none), ("ownViews", state), ("memberships", views), ("stillMember", state), ("conversations", views));
        // Ten steps are what a pipeline takes: hence the inbox's bound.
        Pipeline("Query", "inbox", "pipeline.js",
            ("arguments", none), ("ownViews", state), ("memberships", views), ("inboxMembers", state), ("inboxHeads", views),
            ("inboxMembers", state), ("inboxHeads", views), ("inboxMembers", state), ("inboxHeads", views), ("inbox", none));
        Pipeline("Query", "conversation", "pipeline.js", ("arguments", none), ("access", state), ("conversation", views));
        Pipeline("Query", "messages", "pipeline.js", ("arguments", none), ("access", state), ("viewSeq", views), ("messages", views), ("messageThreads", views));
        Pipeline("Query", "thread", "pipeline.js", ("arguments", none), ("access", state), ("threadReplies", views), ("threadMessages", views));
        Pipeline("Query", "threads", "pipeline.js", ("arguments", none), ("access", state), ("threadRoots", views), ("threadMessages", views));
        Pipeline("Query", "search", "pipeline.js",
            ("searchArguments", none), ("searchAccess", state), ("searchWord", views), ("searchWords", views), ("searchMessages", views));
        Pipeline("Query", "members", "pipeline.js", ("arguments", none), ("access", state), ("members", views));
        Pipeline("Query", "sync", "sync.js",
            ("arguments", none), ("access", state), ("syncTail", events), ("syncStart", events), ("syncRead", events),
            ("syncPage", none), ("syncWithheld", state), ("syncOlder", state), ("reveal", reveal));

        Pipeline("Query", "notifications", "pipeline.js", ("arguments", none), ("generation", state), ("notifications", views));
        Unit("Query", "notificationPreferences", "notificationPreferences.js", state);
        Pipeline("Query", "moderationPolicy", "pipeline.js", ("arguments", none), ("moderates", state), ("moderationPolicy", none));
        Pipeline("Query", "blocklist", "pipeline.js", ("arguments", none), ("moderates", state), ("blocklist", state));
        Pipeline("Query", "moderationQueue", "pipeline.js", ("arguments", none), ("moderates", state), ("reviews", views), ("moderationQueue", views));
        Pipeline("Query", "moderationLog", "pipeline.js",
            ("arguments", none), ("moderates", state), ("syncStart", events), ("syncRead", events), ("moderationLog", none), ("reveal", reveal));
        Pipeline("Query", "conversationAnalytics", "pipeline.js", ("arguments", none), ("moderates", state), ("conversationAnalytics", views));

        foreach (var (type, field) in Operations) Unit(type, field, "operations.js", sources.Operations);
        Pipeline("Query", "analyticsDays", "pipeline.js", ("arguments", none), ("moderates", state), ("analyticsToday", views), ("analyticsDays", views));
        Pipeline("Query", "auditTrail", "pipeline.js", ("arguments", none), ("moderates", state), ("audit", views), ("auditNames", views));
        Pipeline("Query", "auditTrailOfUser", "pipeline.js", ("arguments", none), ("auditAccess", state), ("audit", views), ("auditNames", views));
        Unit("Query", "myData", "myData.js", sources.Personal);
        Pipeline("Query", "legalHolds", "pipeline.js", ("arguments", none), ("legalHolds", state));

        foreach (var command in Commands) Unit("Mutation", command, "command.js", sources.Commands);
        foreach (var signal in (string[])["setTyping", "showPresence"])
            Pipeline("Mutation", signal, "pipeline.js", ("arguments", none), ("access", state), ("signal", views));
        Unit("Mutation", "publish", "publish.js", none);
        Unit("Mutation", "publishNotification", "announce.js", none);
        Unit("Mutation", "publishModeration", "announce.js", none);

        Unit("Subscription", "onMyConversations", "onMyConversations.js", none);
        Pipeline("Subscription", "onConversation", "onConversation.js", ("arguments", none), ("access", state));
        Unit("Subscription", "onMyNotifications", "onMyNotifications.js", none);
        Pipeline("Subscription", "onModeration", "onModeration.js", ("arguments", none), ("moderates", state));
    }

    private static IEnumerable<string> Commands =>
    [
        "createConversation", "addMember", "removeMember", "sendMessage", "editMessage", "deleteMessage",
        "markRead", "setPresence", "setNotificationPreferences",
        "flagMessage", "appealVerdict", "reviewMessage", "viewOriginal", "muteMember", "banMember", "unbanMember", "setModerationPolicy", "setBlocklist",
        "forgetMe", "forgetUser", "placeLegalHold", "releaseLegalHold",
    ];

    private static IEnumerable<(string Type, string Field)> Operations =>
    [
        ("Query", "readModels"), ("Query", "runs"), ("Query", "run"), ("Query", "parkedLogs"), ("Query", "operatorActs"),
        ("Mutation", "startRebuild"), ("Mutation", "startVerify"), ("Mutation", "throttleRebuild"), ("Mutation", "abortRebuild"), ("Mutation", "resumeRebuild"),
        ("Mutation", "rollback"), ("Mutation", "dropGeneration"), ("Mutation", "replayParked"),
    ];

    private void Unit(string type, string field, string file, DataSource source) => _ = new Resolver(LogicalName(type, field), new ResolverArgs
    {
        ApiId = _api.Id,
        Type = type,
        Field = field,
        Kind = "UNIT",
        DataSource = source.Name,
        Runtime = new ResolverRuntimeArgs { Name = RuntimeName, RuntimeVersion = RuntimeVersion },
        Code = _code.Of(file),
    });

    private void Pipeline(string type, string field, string file, params (string Step, DataSource Source)[] steps) =>
        _ = new Resolver(LogicalName(type, field), new ResolverArgs
        {
            ApiId = _api.Id,
            Type = type,
            Field = field,
            Kind = "PIPELINE",
            PipelineConfig = new ResolverPipelineConfigArgs
            {
                Functions = steps.Select(step => Step(step.Step, step.Source).FunctionId).ToArray(),
            },
            Runtime = new ResolverRuntimeArgs { Name = RuntimeName, RuntimeVersion = RuntimeVersion },
            Code = _code.Of(file),
        });

    private Function Step(string name, DataSource source)
    {
        if (_steps.TryGetValue(name, out var known)) return known;
        return _steps[name] = new Function($"{name}Step", new FunctionArgs
        {
            ApiId = _api.Id,
            Name = name,
            DataSource = source.Name,
            Runtime = new FunctionRuntimeArgs { Name = RuntimeName, RuntimeVersion = RuntimeVersion },
            Code = _code.Of($"{name}.js"),
        });
    }

    private static string LogicalName(string type, string field) => $"{char.ToLowerInvariant(type[0])}{type[1..]}{char.ToUpperInvariant(field[0])}{field[1..]}";
}
