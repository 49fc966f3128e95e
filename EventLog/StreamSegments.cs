using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <param name="Events">All that the records' images hold: more than was written last, since a segment's image repeats its earlier events.</param>
public sealed record LogDelivery(LogId Log, IReadOnlyList<RecordedEvent> Events, string FirstSequenceNumber);

/// <summary>Stream records as deliveries per log.</summary>
public static class StreamSegments
{
    public static IReadOnlyList<LogDelivery> ByLog(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records) =>
    [
        .. records
            .Where(r => r.Dynamodb.NewImage is not null)
            .GroupBy(r => new LogId(r.Dynamodb.Keys[SegmentAttributes.Log].S))
            .Select(g => new LogDelivery(g.Key, Events(g), g.First().Dynamodb.SequenceNumber)),
    ];

    /// <summary>Nothing if one of them can not be read: the reader then goes by the log, up to that event.</summary>
    private static RecordedEvent[] Events(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        try
        {
            return [.. records.SelectMany(r => Segment.Decode(Convert(r.Dynamodb.NewImage)).Events).DistinctBy(e => e.Seq)];
        }
        catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
        {
            return [];
        }
    }

    private static Dictionary<string, AttributeValue> Convert(Dictionary<string, DynamoDBEvent.AttributeValue> image) =>
        image.ToDictionary(p => p.Key, p => Convert(p.Value));

    private static AttributeValue Convert(DynamoDBEvent.AttributeValue value) => value switch
    {
        { S: { } s } => new() { S = s },
        { N: { } n } => new() { N = n },
        { B: { } b } => new() { B = b },
        { L: { } l } => new() { L = [.. l.Select(Convert)] },
        { M: { } m } => new() { M = Convert(m) },
        _ => throw new NotSupportedException("The event table holds no such attribute."),
    };
}
