using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Bench.ReadModels;

/// <summary>A log's events as the items that appending them one by one would have left.</summary>
internal static class StoredSegments
{
    /// <param name="key">Seals what is personal, whoever it is of; null: it lies there as it is.</param>
    public static IEnumerable<Item> Of(IEnumerable<RecordedEvent> log, TextKey? key = null)
    {
        List<AttributeValue> ids = [], events = [];
        var (start, bytes) = (0L, 0);
        LogId id = default;
        foreach (var e in log)
        {
            if (events.Count == 0) (id, start) = (e.Log, e.Seq);
            var command = new AttributeValue { B = new MemoryStream(e.Causation.ToBytes()) };
            var encoded = EventItem.Encode(e.Causation, new(e.Sender, e.At, e.GroupVersion, e.Body), key is null ? null : SealedEvents.Seal(e.Log, e.Causation, e.Body, e.Sender, key));
            ids.Add(command);
            events.Add(encoded);
            bytes += ItemSize.Of(command) + ItemSize.Of(encoded) + 2 * ItemSize.ElementBytes;
            if (bytes < SegmentFormat.CapBytes) continue;
            yield return Segment();
            (ids, events, bytes) = ([], [], 0);
        }
        if (events.Count > 0) yield return Segment();

        Item Segment() => new(SegmentKey.Of(id, start))
        {
            [SegmentAttributes.Count] = EventItem.Number(events.Count), [SegmentAttributes.Bytes] = EventItem.Number(bytes),
            [SegmentAttributes.LastWrite] = EventItem.Number(1), [SegmentAttributes.Commands] = new() { L = ids }, [SegmentAttributes.Events] = new() { L = events },
        };
    }
}
