using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

/// <summary>The projector on the tables of a write side, fed with stream records that a test arranges as it likes.</summary>
internal sealed class ReadSide : IPublisher, IBackgroundQueue
{
    private readonly DynamoDbLocalFixture _dynamo;
    private readonly ChatTables _tables;
    private readonly bool _waits;
    private readonly ProjectorFunction _function;
    private readonly BackgroundFunction _background;

    public ReadSide(DynamoDbLocalFixture dynamo, ChatTables tables, IReadOnlyList<Projection>? projections = null, TextKeys? keys = null, ProjectionMetrics? metrics = null)
    {
        (_dynamo, _tables, _waits) = (dynamo, tables, projections is not null);
        var meter = new CapacityMeter();
        Generations = new Generations(dynamo.Client, tables.State, projections ?? Projection.All, meter, TimeProvider.System);
        Projector = new Projector(
            new SegmentLog(dynamo.Client, tables.Events, meter, keys: keys), new ViewsTable(dynamo.Client, tables.Views, meter), this,
            TimeProvider.System, NullLogger.Instance, metrics);
        _background = new(
            new(new SegmentLog(dynamo.Client, tables.Events, meter, keys: keys), new ViewsTable(dynamo.Client, tables.Views, meter), new NoPublisher(), TimeProvider.System, NullLogger.Instance),
            Generations, new SourceGeneratorLambdaJsonSerializer<BackgroundJson>(), NullLogger.Instance);
        _function = new(Projector, Generations, this, new SourceGeneratorLambdaJsonSerializer<ProjectionsJson>(), NullLogger.Instance, keys, metrics);
    }

    public Projector Projector { get; }
    public Generations Generations { get; }

    public ConcurrentQueue<(LogId Log, IReadOnlyList<RecordedEvent> Events, IReadOnlyList<UserId>? Audience, IReadOnlyList<UserId> Removed)> Published { get; } = [];

    public Task PublishAsync(
        LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience, IReadOnlyList<UserId> removed, CancellationToken cancel)
    {
        Published.Enqueue((log, events, audience, removed));
        return Task.CompletedTask;
    }

    /// <summary>What was announced event by event: of users' logs and of moderation logs.</summary>
    public ConcurrentQueue<RecordedEvent> Announced { get; } = [];

    public Task PublishNotificationsAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => AnnounceAsync(events);

    public Task PublishModerationAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => AnnounceAsync(events);

    private Task AnnounceAsync(IReadOnlyList<RecordedEvent> events)
    {
        foreach (var e in events) Announced.Enqueue(e);
        return Task.CompletedTask;
    }

    /// <summary>What waits for the background lane.</summary>
    public ConcurrentQueue<LogNews> News { get; } = [];

    public Task TellAsync(LogId log, long? first, CancellationToken cancel)
    {
        News.Enqueue(new(log.Value, first));
        return Task.CompletedTask;
    }

    /// <summary>Hands the background lane what waits; in any order, as a standard queue does.</summary>
    public async Task WorkOffAsync(Random? order = null)
    {
        List<LogNews> news = [];
        while (News.TryDequeue(out var one)) news.Add(one);
        var shuffled = news.ToArray();
        order?.Shuffle(shuffled);
        foreach (var batch in shuffled.Chunk(3))
        {
            var answer = await _background.HandleAsync(
                new SQSEvent { Records = [.. batch.Select((n, i) => new SQSEvent.SQSMessage { MessageId = $"{i}", Body = JsonSerializer.Serialize(n, BackgroundJson.Default.LogNews) })] }, default);
            Assert.Empty(answer.BatchItemFailures);
        }
    }

    public async Task<StreamsEventResponse> DeliverAsync(params IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        var answer = await _function.HandleAsync(new DynamoDBEvent { Records = [.. records] }, default);
        // Tests that are not about the queue do not wait for it.
        if (!_waits) await WorkOffAsync();
        return answer;
    }

    /// <summary>A record for each event, as if the segment had been written event by event: its image holds the segment up to there.</summary>
    public async Task<List<DynamoDBEvent.DynamodbStreamRecord>> RecordsAsync(LogId log)
    {
        var answer = await _dynamo.Client.QueryAsync(new QueryRequest
        {
            TableName = _tables.Events,
            KeyConditionExpression = "pk = :log",
            ExpressionAttributeValues = new() { [":log"] = new() { S = log.Value } },
            ConsistentRead = true,
        });
        return [.. answer.Items.SelectMany(Records)];
    }

    /// <summary>
    /// Every row of the conversation's and its members' partitions, ordered and without what may differ: of read models that not every event concerns, how far a checkpoint
    /// lies behind such events.
    /// </summary>
    public async Task<string[]> RowsAsync()
    {
        var answer = await _dynamo.Client.ScanAsync(new ScanRequest { TableName = _tables.Views, ConsistentRead = true });
        return [.. answer.Items.Select(Comparable).Select(Text).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, AttributeValue> Comparable(Dictionary<string, AttributeValue> row)
    {
        if (row["sk"].S == ViewKeys.Head && row["pk"].S.Split('@')[0] is not (ViewKeys.ConversationProjection or BackgroundLaneTests.LateName)) row.Remove(RowItems.Seq);
        return row;
    }

    private static IEnumerable<DynamoDBEvent.DynamodbStreamRecord> Records(Dictionary<string, AttributeValue> segment)
    {
        var start = long.Parse(segment[SegmentAttributes.Start].N, System.Globalization.CultureInfo.InvariantCulture);
        var events = segment[SegmentAttributes.Events].L;
        for (var n = 1; n <= events.Count; n++)
        {
            var image = segment.ToDictionary(p => p.Key, p => Convert(p.Value));
            image[SegmentAttributes.Events] = new() { L = [.. events.Take(n).Select(Convert)] };
            image[SegmentAttributes.Count] = new() { N = $"{n}" };
            image[SegmentAttributes.LastWrite] = new() { N = "1" };
            yield return new()
            {
                EventName = n == 1 ? "INSERT" : "MODIFY",
                Dynamodb = new()
                {
                    SequenceNumber = $"{start * 1000 + n:D21}",
                    Keys = new() { [SegmentAttributes.Log] = image[SegmentAttributes.Log], [SegmentAttributes.Start] = image[SegmentAttributes.Start] },
                    NewImage = image,
                },
            };
        }
    }

    private static DynamoDBEvent.AttributeValue Convert(AttributeValue value) => value switch
    {
        { S: { } s } => new() { S = s },
        { N: { } n } => new() { N = n },
        { B: { } b } => new() { B = b },
        { M: { Count: > 0 } m } => new() { M = m.ToDictionary(p => p.Key, p => Convert(p.Value)) },
        _ => new() { L = [.. value.L.Select(Convert)] },
    };

    public static string Text(Dictionary<string, AttributeValue> item) =>
        string.Join(" ", item.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Text(p.Value)}"));

    private static string Text(AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { N: { } n } => n,
        { BOOL: { } b } => b.ToString(),
        { M: { Count: > 0 } m } => $"{{{Text(m)}}}",
        _ => $"[{string.Join(",", value.L?.Select(Text) ?? [])}]",
    };
}
