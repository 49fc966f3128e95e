using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <param name="Events">All that the records' images hold: more than was written last, since a segment's image repeats its earlier events.</param>
public sealed record LogDelivery(LogId Log, IReadOnlyList<RecordedEvent> Events, string FirstSequenceNumber);

/// <summary>Stream records as deliveries per log.</summary>
public static class StreamSegments
{
    /// <param name="keys">What is sealed is opened with, the keys of all logs fetched together; null: it can not be read.</param>
    public static async Task<IReadOnlyList<LogDelivery>> ByLogAsync(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records, TextKeys? keys, CancellationToken cancel)
    {
        (LogId Log, DynamoDBEvent.DynamodbStreamRecord First, Segment[]? Segments)[] logs =
        [
            .. records
                .Where(r => r.Dynamodb.NewImage is not null)
                .GroupBy(r => new LogId(r.Dynamodb.Keys[SegmentAttributes.Log].S))
                .Select(g => (g.Key, g.First(), Segments(g))),
        ];
        await keys.OpenAsync([.. logs.SelectMany(l => l.Segments ?? [])], command: null, cancel);
        return [.. logs.Select(l => new LogDelivery(l.Log, Events(l.Segments), l.First.Dynamodb.SequenceNumber))];
    }

    private static Segment[]? Segments(IEnumerable<DynamoDBEvent.DynamodbStreamRecord> records)
    {
        try
        {
            return [.. records.Select(r => Segment.Decode(Convert(r.Dynamodb.NewImage)))];
        }
        catch (LogCorruptException)
        {
            return null;
        }
    }

    /// <summary>Nothing if one of them can not be read: the reader then goes by the log, up to that event.</summary>
    private static RecordedEvent[] Events(Segment[]? segments)
    {
        try
        {
            return [.. (segments ?? []).SelectMany(s => s.Events).DistinctBy(e => e.Seq)];
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
