using System.Runtime.CompilerServices;
using Amazon.Comprehend;
using Amazon.DynamoDBv2;
using Amazon.EventBridge;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SQS;
using Amazon.StepFunctions;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>The functions of the write side. Clients are built once per instance, from the environment; a handler runs anywhere.</summary>
public static class Entry
{
    /// <summary>What this process's calls would have cost on AWS.</summary>
    public static CapacityMeter Meter { get; } = new();

    private static readonly StandardOutputLogger Logger = new(Console.Out);
    private static readonly SourceGeneratorLambdaJsonSerializer<StreamEventsJson> StreamSerializer = new();
    private static readonly SourceGeneratorLambdaJsonSerializer<QueueEventsJson> QueueSerializer = new();

    public static IReadOnlyDictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>> Functions { get; } =
        new Dictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>>
        {
            [FunctionNames.Commands] = environment =>
            {
                var (log, state, loop) = Of(environment);
                return new CommandsFunction(new(loop, state, log, TimeProvider.System)).HandleAsync;
            },
            [FunctionNames.Registration] = environment =>
            {
                var (_, state, loop) = Of(environment);
                return new RegistrationFunction(loop, state).HandleAsync;
            },
            [FunctionNames.Notification] = environment => Notification(environment).HandleAsync,
            [FunctionNames.Router] = environment => new RouterFunction(BuildRouter(environment), StreamSerializer, Of(environment).Keys).HandleAsync,
            [FunctionNames.Notifier] = environment => new NotifierFunction(
                new AmazonStepFunctionsClient(), Settings.Required(environment, EnvironmentNames.NotificationMachine), QueueSerializer, Logger).HandleAsync,
            [FunctionNames.Restart] = environment =>
                new RestartFunction(new AmazonStepFunctionsClient(), RestartFunction.MachinesOf(environment), QueueSerializer, Logger).HandleAsync,
            [FunctionNames.Analytics] = environment =>
            {
                var (_, state, loop) = Of(environment);
                return new AnalyticsFunction(
                    new(loop, state, new AskLanguages(new AmazonComprehendClient()), AnalyticsRates.From(environment)), new(loop, state)).HandleAsync;
            },
            [FunctionNames.Moderation] = environment => ModerationOf(environment).HandleAsync,
            [FunctionNames.Erasure] = environment =>
            {
                var parts = Of(environment);
                var keys = parts.Keys ?? throw new InvalidOperationException($"The environment variable {EnvironmentNames.KeysTable} is not set.");
                return new ErasureFunction(new(parts.Loop, parts.State, parts.Log, keys, TimeProvider.System), new(parts.Loop, parts.State)).HandleAsync;
            },
        };

    private static NotificationFunction Notification(IReadOnlyDictionary<string, string> environment)
    {
        var (log, state, loop) = Of(environment);
        var time = TimeProvider.System;
        var table = new NotificationTable(new AmazonDynamoDBClient(), Settings.From(environment).StateTable, time, Meter);
        var webhooks = new WebhookClient(
            PublicAddresses.From(environment.GetValueOrDefault(EnvironmentNames.WebhookAllowedNetworks)), time,
            WebhookTrust.From(environment.GetValueOrDefault(EnvironmentNames.WebhookTrustedAuthority)));
        var text = new NotificationText(Settings.Required(environment, EnvironmentNames.PageUrl));
        return new(
            new(table, state, log), new(table, state, log, loop, text, time), new(state, table, log, webhooks), new(table, state), new(table, state, log, loop, time), time);
    }

    // On AWS a process is one instance. A host that runs many instances of a function in one process gives them all the same environment, and what is built
    // from it: with a memory of the logs' tails and a queue for each of its own, they would refuse each other's appends as soon as there is a crowd.
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, Parts> Built = [];

    /// <summary>Built once, as its memory of policies and blocklists is an instance's.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, ModerationFunction> BuiltModeration = [];

    private sealed record Parts(SegmentLog Log, StateTable State, CommandLoop Loop, TextKeys? Keys)
    {
        public void Deconstruct(out SegmentLog log, out StateTable state, out CommandLoop loop) => (log, state, loop) = (Log, State, Loop);
    }

    private static Parts Of(IReadOnlyDictionary<string, string> environment) => Built.GetValue(environment, Build);

    private static Parts Build(IReadOnlyDictionary<string, string> environment)
    {
        var settings = Settings.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        var keys = TextKeys.From(environment, dynamo, Meter, TimeProvider.System);
        var log = new SegmentLog(dynamo, settings.EventsTable, Meter, keys: keys);
        var state = new StateTable(dynamo, settings.StateTable, TimeProvider.System, Meter, environment.GetValueOrDefault(EnvironmentNames.KeysTable));
        return new(log, state, new CommandLoop(log, state, TimeProvider.System), keys);
    }

    private static Router BuildRouter(IReadOnlyDictionary<string, string> environment)
    {
        var (settings, targets) = (Settings.From(environment), RouterSettings.From(environment));
        var (log, state, _) = Of(environment);
        var checkpoints = new Checkpoints(new AmazonDynamoDBClient(), settings.StateTable, Meter);
        var workflows = new AmazonStepFunctionsClient();
        return new Router(
            new RoundReader(log, checkpoints, Logger), checkpoints, new ModerationModes(state, TimeProvider.System),
            new Targets(
                new WorkflowStarts(workflows, Logger), new Reviews(state, workflows, targets.ReviewMachine, Logger),
                new ErasureStarts(workflows, targets.ErasureMachine, Logger),
                new GraceQueue(new AmazonSQSClient(), targets.NotifyQueue, TimeProvider.System, Logger),
                new EventBus(new AmazonEventBridgeClient(), targets.EventBus, TimeProvider.System, Logger), targets),
            TimeProvider.System, Logger);
    }

    private static ModerationFunction ModerationOf(IReadOnlyDictionary<string, string> environment) => BuiltModeration.GetValue(environment, BuildModeration);

    private static ModerationFunction BuildModeration(IReadOnlyDictionary<string, string> environment)
    {
        var (log, state, loop) = Of(environment);
        // The workflow tries again, with longer pauses than a client has time for while its function is billed.
        var comprehend = new AmazonComprehendClient(new AmazonComprehendConfig { MaxErrorRetry = 1, Timeout = TimeSpan.FromSeconds(5) });
        var seen = new SeenTable(new AmazonDynamoDBClient(), Settings.From(environment).StateTable, TimeProvider.System, Meter);
        return ModerationFunction.Of(log, state, loop, comprehend, seen, TimeProvider.System);
    }
}
