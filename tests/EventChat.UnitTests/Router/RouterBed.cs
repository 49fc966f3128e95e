using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.Router;

/// <summary>A router on model tables, with what it hands to written down.</summary>
internal sealed class RouterBed : IDisposable
{
    public const string Moderation = "moderation-machine";
    public const string Review = "review-machine";
    public const string Analytics = "analytics-machine";
    public const string Erasure = "erasure-machine";

    private readonly ModelDynamoDb _dynamo;
    private readonly MortalDynamoDb _mortal;
    private readonly CapacityMeter _meter = new();
    private readonly Dictionary<LogId, int> _commands = [];
    private readonly bool _bodies;
    private int _records;

    /// <param name="dynamo">Tables that hold something already.</param>
    public RouterBed(bool bodies = false, ModelDynamoDb? dynamo = null)
    {
        (_bodies, _dynamo) = (bodies, dynamo ?? new());
        (_mortal, Workflows, Queue, Bus) = (new(_dynamo, Fate), new(Fate), new(Fate), new(Fate));
        Log = new SegmentLog(_dynamo, ModelDynamoDb.Events, _meter);
        State = new StateTable(_dynamo, ModelDynamoDb.State, TimeProvider.System, _meter);
        Function = Build();
    }

    public Fate Fate { get; } = new();
    public FakeWorkflows Workflows { get; }
    public FakeQueue Queue { get; }
    public FakeBus Bus { get; }
    public SegmentLog Log { get; }
    public StateTable State { get; }
    public RouterFunction Function { get; private set; }

    /// <summary>The stream's records so far, in order.</summary>
    public List<DynamoDBEvent.DynamodbStreamRecord> Records { get; } = [];

    /// <summary>Another process: it remembers nothing.</summary>
    public void Restart()
    {
        Fate.BeBorn();
        Function = Build();
    }

    public async Task<IReadOnlyList<RecordedEvent>> AppendAsync(LogId log, UserId sender, params ChatEvent[] events)
    {
        var number = _commands[log] = _commands.GetValueOrDefault(log) + 1;
        var result = await Log.AppendAsync(
            log, CommandId.Derive(log.Value, $"{number}"), [.. events.Select(e => new PendingEvent(sender, Pipeline.Given.Noon, 1, e))], null, default);
        var appended = Assert.IsType<AppendResult.Appended>(result).Events;
        Records.Add(await RecordAsync(log));
        return appended;
    }

    /// <summary>Writes an event that this code knows nothing of.</summary>
    public async Task CorruptAsync(LogId log, long start, int index)
    {
        var item = await SegmentAsync(log, start);
        item[SegmentAttributes.Events] = new() { L = [.. item[SegmentAttributes.Events].L] };
        item[SegmentAttributes.Events].L[index] = new() { M = new(item[SegmentAttributes.Events].L[index].M) { [EventAttributes.Type] = new() { S = "message.sung" } } };
        await _dynamo.PutItemAsync(new PutItemRequest { TableName = ModelDynamoDb.Events, Item = item });
        Records[^1] = await RecordAsync(log);
    }

    public async Task MendAsync(LogId log, long start, int index, string type)
    {
        var item = await SegmentAsync(log, start);
        item[SegmentAttributes.Events].L[index].M[EventAttributes.Type] = new() { S = type };
        await _dynamo.PutItemAsync(new PutItemRequest { TableName = ModelDynamoDb.Events, Item = item });
    }

    public Task PutAsync(params StateWrite[] writes) => _dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. writes.Select(State.ToItem)] });

    public Task PutCaseAsync(ConversationId id, ModerationCase known) =>
        PutAsync(new StateWrite.PutDocument(id.Log.Value, StateKeys.Case(known.VersionSeq), JsonSerializer.Serialize(known, StateJson.Default.ModerationCase), Seen: 0));

    /// <returns>The sequence numbers that are reported as failed.</returns>
    public async Task<string[]> DeliverAsync(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        var answer = await Function.HandleAsync(new DynamoDBEvent { Records = [.. records] }, default);
        return [.. answer.BatchItemFailures.Select(f => f.ItemIdentifier)];
    }

    /// <summary>What was handed to a workflow, message by message, in order.</summary>
    public List<(string Conversation, long Seq)> Handed(string machine, string seq) =>
        [.. Workflows.Started.Where(s => s.StateMachineArn == machine).SelectMany(s => JsonDocument.Parse(s.Input).RootElement.GetProperty("messages").EnumerateArray())
            .Select(m => (m.GetProperty("conversationId").GetString()!, m.GetProperty(seq).GetInt64()))];

    public void Dispose()
    {
        _dynamo.Dispose();
        _mortal.Dispose();
        Workflows.Dispose();
        Queue.Dispose();
        Bus.Dispose();
    }

    private RouterFunction Build()
    {
        var checkpoints = new Checkpoints(_mortal, ModelDynamoDb.State, _meter);
        var settings = new RouterSettings(Moderation, Review, Analytics, Erasure, "notify-queue", "events", _bodies);
        var targets = new Targets(
            new(Workflows, NullLogger.Instance), new(State, Workflows, Review, NullLogger.Instance), new(Workflows, Erasure, NullLogger.Instance), new(Queue, settings.NotifyQueue, TimeProvider.System, NullLogger.Instance),
            new(Bus, settings.EventBus, TimeProvider.System, NullLogger.Instance), settings);
        var router = new EventChat.Pipeline.Router(
            new(Log, checkpoints, NullLogger.Instance), checkpoints, new(State, TimeProvider.System), targets, TimeProvider.System, NullLogger.Instance);
        return new(router, new SourceGeneratorLambdaJsonSerializer<StreamEventsJson>());
    }

    /// <summary>A record for each segment there is, as somebody's writing them at once would leave.</summary>
    public void RecordAll() => Records.AddRange(_dynamo.Items(ModelDynamoDb.Events).Select(Record));

    private async Task<DynamoDBEvent.DynamodbStreamRecord> RecordAsync(LogId log) => Record(await SegmentAsync(log, long.MaxValue));

    private DynamoDBEvent.DynamodbStreamRecord Record(Item image)
    {
        return new()
        {
            EventName = "MODIFY",
            Dynamodb = new() { Keys = Convert(new Item { ["pk"] = image["pk"], ["s"] = image["s"] }), NewImage = Convert(image), SequenceNumber = $"{++_records:D5}" },
        };
    }

    /// <summary>The segment that starts there or before.</summary>
    private async Task<Item> SegmentAsync(LogId log, long start) => (await _dynamo.QueryAsync(new QueryRequest
    {
        TableName = ModelDynamoDb.Events, KeyConditionExpression = "pk = :log AND s <= :seq", ScanIndexForward = false, Limit = 1,
        ExpressionAttributeValues = new() { [":log"] = new() { S = log.Value }, [":seq"] = EventItem.Number(start) },
    })).Items.Single();

    private static Dictionary<string, DynamoDBEvent.AttributeValue> Convert(Item item) => item.ToDictionary(p => p.Key, p => Convert(p.Value));

    private static DynamoDBEvent.AttributeValue Convert(AttributeValue value) => value switch
    {
        { M.Count: > 0 } => new() { M = Convert(value.M) },
        { L.Count: > 0 } => new() { L = [.. value.L.Select(Convert)] },
        { B: not null } => new() { B = value.B },
        { N: not null } => new() { N = value.N },
        _ => new() { S = value.S },
    };
}
