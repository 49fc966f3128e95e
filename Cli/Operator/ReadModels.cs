using System.CommandLine;
using Amazon.DynamoDBv2;
using EventChat.Cli.Chat;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.Cli.Operator;

/// <summary>A stack's read models, worked on with the operator's own credentials and the classes that the functions run.</summary>
internal sealed class ReadModels(OperatorStack stack) : IDisposable
{
    private readonly IAmazonDynamoDB _dynamo = stack.DynamoDb();

    public CapacityMeter Meter { get; } = new();

    public SegmentLog Log => new(_dynamo, stack.EventsTable, Meter, keys: Keys);

    public SegmentScan Scan => new(_dynamo, stack.EventsTable, Meter, keys: Keys);

    public TextKeys Keys => field ??= TextKeys.ForReading(_dynamo, stack.KeysTable, stack.Kms(), Meter, TimeProvider.System);

    public ViewsTable Views => new(_dynamo, stack.ViewsTable, Meter);

    public CheckLogs Check => new(_dynamo, Log, stack.ViewsTable, Meter, TimeProvider.System, NullLogger.Instance);

    /// <summary>Says nothing to subscribers: the next frame shows them the hole, and they ask.</summary>
    public Projector Projector => new(Log, Views, new NoPublisher(), TimeProvider.System, NullLogger.Instance);

    public ParkedLogs Parked => new(new Generations(_dynamo, stack.StateTable, Projection.All, Meter, TimeProvider.System), Views, Log, Projector);

    public OperatorTrail Trail => new(_dynamo, stack.StateTable, TimeProvider.System);

    /// <param name="projection">Null for all.</param>
    public async Task<IReadOnlyList<LiveView>> LiveAsync(string? projection, CancellationToken cancel) =>
        await new Generations(_dynamo, stack.StateTable, Known(projection), Meter, TimeProvider.System).ReadAsync(cancel);

    /// <exception cref="CommandFailure">There is none of that name.</exception>
    public static IReadOnlyList<Projection> Known(string? name) => name is null
        ? Projection.All
        : Projection.All.Where(p => p.Name == name).ToArray() is { Length: > 0 } found
            ? found
            : throw new CommandFailure($"There is no read model '{name}'. There are {string.Join(", ", Projection.All.Select(p => p.Name))}.");

    public static LogId ParseLog(string text) => new LogId(text) is { Conversation: not null } or { User: not null } or { Moderated: not null } or { Analyzed: not null }
        ? new(text)
        : throw new CommandFailure($"'{text}' is no log. A log is c#<conversation>, u#<user>, m#<conversation> or a#<conversation>.");

    public void Dispose() => _dynamo.Dispose();
}
