using System.Text.Json.Nodes;

namespace EventChat.Local.Sqs.Queues;

/// <summary>A message as the journal keeps it. Times are Unix milliseconds.</summary>
/// <param name="Ordinal">Its place in the queue; a FIFO queue's sequence number.</param>
/// <param name="VisibleAt">Until then nobody is given it: delayed, or in flight.</param>
/// <param name="Receives">Over its life, dead-letter queues included.</param>
/// <param name="Turn">Receives in this queue: only the newest handle counts. 0: not yet, so that a hidden message is a delayed one.</param>
/// <param name="Source">ARN of the queue that gave it up; null outside dead-letter queues.</param>
internal sealed record StoredMessage(
    string Id, long Ordinal, long SentAt, string Body, JsonObject? Attributes, string? Trace, string? Group, string? Deduplication, string Sender,
    long VisibleAt, int Receives = 0, int Turn = 0, long FirstReceived = 0, string? Source = null)
{
    public bool InFlight(long now) => VisibleAt > now && Turn > 0;

    public string SequenceNumber => Sequence(Ordinal);

    /// <summary>20 digits, as AWS's are: they compare as text.</summary>
    public static string Sequence(long ordinal) => ordinal.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A message on its way into a queue.</summary>
/// <param name="Delay">Null: the queue's.</param>
internal sealed record OutgoingMessage(
    string Body, JsonObject? Attributes, string? Trace, string? Group, string? Deduplication, string Sender, TimeSpan? Delay);
