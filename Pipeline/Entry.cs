using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>The functions of the write side. Clients are built once per instance, from the environment; a handler runs anywhere.</summary>
public static class Entry
{
    /// <summary>What this process's calls would have cost on AWS.</summary>
    public static CapacityMeter Meter { get; } = new();

    public static IReadOnlyDictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>> Functions { get; } =
        new Dictionary<string, Func<IReadOnlyDictionary<string, string>, Func<Stream, ILambdaContext, Task<Stream>>>>
        {
            [FunctionNames.Commands] = environment =>
            {
                var (log, state, loop) = Build(environment);
                return new CommandsFunction(new(loop, state, log)).HandleAsync;
            },
            [FunctionNames.Registration] = environment =>
            {
                var (_, state, loop) = Build(environment);
                return new RegistrationFunction(loop, state).HandleAsync;
            },
        };

    private static (SegmentLog Log, StateTable State, CommandLoop Loop) Build(IReadOnlyDictionary<string, string> environment)
    {
        var settings = Settings.From(environment);
        var dynamo = new AmazonDynamoDBClient();
        var log = new SegmentLog(dynamo, settings.EventsTable, Meter);
        var state = new StateTable(dynamo, settings.StateTable, TimeProvider.System, Meter);
        return (log, state, new CommandLoop(log, state, TimeProvider.System));
    }
}
