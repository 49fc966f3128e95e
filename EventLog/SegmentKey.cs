using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

internal static class SegmentKey
{
    public static Dictionary<string, AttributeValue> Of(LogId log, long start) => new()
    {
        [SegmentAttributes.Log] = new() { S = log.Value },
        [SegmentAttributes.Start] = EventItem.Number(start),
    };
}
