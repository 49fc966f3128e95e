using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

/// <summary>What the queue itself says of a message.</summary>
internal static class SystemAttributes
{
    public static readonly string[] Names =
    [
        "All", "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "SequenceNumber", "MessageDeduplicationId",
        "MessageGroupId", "AWSTraceHeader", "DeadLetterQueueSourceArn",
    ];

    public static JsonObject Of(StoredMessage message, IReadOnlyList<string> wanted)
    {
        var isFifo = message.Deduplication is not null;
        var all = new Dictionary<string, string?>
        {
            ["SenderId"] = message.Sender,
            ["SentTimestamp"] = Text(message.SentAt),
            ["ApproximateReceiveCount"] = Text(message.Receives),
            ["ApproximateFirstReceiveTimestamp"] = Text(message.FirstReceived),
            ["SequenceNumber"] = isFifo ? message.SequenceNumber : null,
            ["MessageDeduplicationId"] = message.Deduplication,
            ["MessageGroupId"] = message.Group,
            ["AWSTraceHeader"] = message.Trace,
            ["DeadLetterQueueSourceArn"] = message.Source,
        };
        return new JsonObject(all.Where(a => a.Value is not null && (wanted.Contains("All") || wanted.Contains(a.Key)))
            .Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
