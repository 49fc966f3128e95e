using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SQS;
using Amazon.StepFunctions;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>The functions of the read side. Clients are built once per instance, from the environment; a handler runs anywhere.</summary>
public static class Entry
{
    /// <summary>What this process's calls would have cost on AWS.</summary>
    public static CapacityMeter Meter { get; } = new();

    private static readonly StandardOutputLogger Logger = new(Console.Out);

    public static IReadOnlyDictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>> Functions { get; } =
        new Dictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>>
        {
            [FunctionNames.Projector] = environment => BuildProjector(environment).HandleAsync,
            [FunctionNames.Background] = environment => BuildBackground(environment).HandleAsync,
            [FunctionNames.Rebuild] = environment => BuildRebuild(environment).HandleAsync,
            [FunctionNames.Operations] = environment => BuildOperations(environment).HandleAsync,
            [FunctionNames.Personal] = environment => BuildPersonal(environment).HandleAsync,
            [FunctionNames.Reveal] = environment => new RevealFunction(Keys(environment, new AmazonDynamoDBClient()), Logger).HandleAsync,
        };

    private static ProjectorFunction BuildProjector(IReadOnlyDictionary<string, string> environment)
    {
        var settings = Settings.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        var region = dynamo.Config.RegionEndpoint?.SystemName ?? dynamo.Config.AuthenticationRegion
            ?? throw new InvalidOperationException("No AWS region is configured.");
        var publisher = new AppSyncPublisher(
            new HttpClient(), settings.GraphQLUrl, SigV4RequestSigner.FromEnvironment(environment, region, TimeProvider.System), Logger);
        var keys = Keys(environment, dynamo);
        // Standard output as it is before a bootstrap redirects it: a line that is wrapped in another's JSON is no metric.
        var metrics = ProjectionMetrics.From(environment, Console.Out, TimeProvider.System);
        var projector = new Projector(
            new SegmentLog(dynamo, settings.EventsTable, Meter, keys: keys), new ViewsTable(dynamo, settings.ViewsTable, Meter), publisher, TimeProvider.System, Logger, metrics);
        return new(
            projector, new Generations(dynamo, settings.StateTable, Projection.All, Meter, TimeProvider.System),
            new BackgroundQueue(new AmazonSQSClient(), settings.BackgroundQueue, TimeProvider.System), new SourceGeneratorLambdaJsonSerializer<ProjectionsJson>(), Logger, keys, metrics);
    }

    private static BackgroundFunction BuildBackground(IReadOnlyDictionary<string, string> environment)
    {
        var tables = RebuildTables.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        var metrics = ProjectionMetrics.From(environment, Console.Out, TimeProvider.System);
        return new(
            new(new SegmentLog(dynamo, tables.Events, Meter, keys: Keys(environment, dynamo)), new ViewsTable(dynamo, tables.Views, Meter), new NoPublisher(), TimeProvider.System, Logger, metrics),
            new(dynamo, tables.State, Projection.All, Meter, TimeProvider.System), new SourceGeneratorLambdaJsonSerializer<BackgroundJson>(), Logger, metrics);
    }

    private static RebuildFunction BuildRebuild(IReadOnlyDictionary<string, string> environment)
    {
        var tables = RebuildTables.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        var runs = new RunTable(dynamo, tables.State);
        var generations = new Generations(dynamo, tables.State, Projection.All, Meter, TimeProvider.System);
        var keys = Keys(environment, dynamo);
        return new(
            new(runs, new Aliases(dynamo, tables.State), TimeProvider.System, Logger),
            new(dynamo, tables, runs, Projection.All, meter => new RunCheck(new(dynamo, new SegmentLog(dynamo, tables.Events, meter, keys: keys), tables.Views, meter, TimeProvider.System, Logger)), TimeProvider.System, keys: keys),
            new(dynamo, tables.Views, generations),
            new(new SegmentScan(dynamo, tables.Events, Meter, keys: keys),
                () => new(dynamo, new SegmentLog(dynamo, tables.Events, Meter, keys: keys), tables.Views, Meter, TimeProvider.System, Logger), generations, TimeProvider.System));
    }

    private static OperationsFunction BuildOperations(IReadOnlyDictionary<string, string> environment)
    {
        var tables = RebuildTables.From(environment);
        var machine = Settings.Required(environment, EnvironmentNames.RebuildMachine);
        var dynamo = new AmazonDynamoDBClient();
        var executions = new RunExecutions(new AmazonStepFunctionsClient(), _ => Task.FromResult(machine));
        var (log, views) = (new SegmentLog(dynamo, tables.Events, Meter, keys: Keys(environment, dynamo)), new ViewsTable(dynamo, tables.Views, Meter));
        var generations = new Generations(dynamo, tables.State, Projection.All, Meter, TimeProvider.System);
        return new(
            by => new(
                new Runs(dynamo, tables, Projection.All, executions, TimeProvider.System, by),
                new ParkedLogs(generations, views, log, new Projector(log, views, new NoPublisher(), TimeProvider.System, Logger)),
                new OperatorTrail(dynamo, tables.State, TimeProvider.System), Projection.All, by, TimeProvider.System),
            Logger);
    }

    private static PersonalFunction BuildPersonal(IReadOnlyDictionary<string, string> environment)
    {
        var tables = RebuildTables.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        return new(new(
            dynamo, tables, new SegmentLog(dynamo, tables.Events, Meter, keys: Keys(environment, dynamo)),
            new Generations(dynamo, tables.State, Projection.All, Meter, TimeProvider.System), TimeProvider.System));
    }

    private static TextKeys Keys(IReadOnlyDictionary<string, string> environment, IAmazonDynamoDB dynamo) =>
        TextKeys.From(environment, dynamo, Meter, TimeProvider.System)
            ?? throw new InvalidOperationException($"The environment variables {EnvironmentNames.KeysTable} and {EnvironmentNames.TextKey} are not set.");
}
