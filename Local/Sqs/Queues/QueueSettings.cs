using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace EventChat.Local.Sqs.Queues;

/// <summary>A queue's attributes as they were set, and its tags.</summary>
/// <param name="CreatedAt">Unix seconds, as the attribute.</param>
internal sealed record QueueSettings(ImmutableSortedDictionary<string, string> Attributes, ImmutableSortedDictionary<string, string> Tags, long CreatedAt, long ModifiedAt)
{
    public bool IsFifo => Flag("FifoQueue");

    public bool DeduplicatesByContent => Flag("ContentBasedDeduplication");

    public bool DeduplicatesByGroup => Attributes.GetValueOrDefault("DeduplicationScope") is "messageGroup";

    public TimeSpan Delay => Seconds("DelaySeconds");

    public TimeSpan Retention => Seconds("MessageRetentionPeriod");

    public TimeSpan Visibility => Seconds("VisibilityTimeout");

    public TimeSpan Wait => Seconds("ReceiveMessageWaitTimeSeconds");

    /// <summary>Bytes of body and attributes.</summary>
    public int MaximumMessageSize => (int)QueueAttributes.Number(this, "MaximumMessageSize");

    public Redrive? Redrive => Sqs.Queues.Redrive.Parse(Attributes.GetValueOrDefault("RedrivePolicy"));

    private bool Flag(string name) => Attributes.GetValueOrDefault(name) is "true";

    private TimeSpan Seconds(string name) => TimeSpan.FromSeconds(QueueAttributes.Number(this, name));
}

/// <param name="MaximumReceives">A message received this often is not given out again, but moved.</param>
internal sealed record Redrive(string Target, int MaximumReceives)
{
    /// <summary>Null: none. Throws InvalidAttributeValue for one that AWS refuses.</summary>
    public static Redrive? Parse(string? policy)
    {
        if (string.IsNullOrEmpty(policy)) return null;
        var document = QueueAttributes.Document("RedrivePolicy", policy);
        // AWS takes the count as a number or as text.
        return document.Count == 2 && document["deadLetterTargetArn"] is JsonValue target
            && int.TryParse(document["maxReceiveCount"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= 1000
                ? new Redrive(target.ToString(), most)
                : throw new SqsException("InvalidParameterValueException",
                    $"Value {policy} for parameter RedrivePolicy is invalid. Reason: It takes deadLetterTargetArn and maxReceiveCount, 1 to 1000.", "InvalidParameterValue");
    }
}

/// <summary>Which queues may name a queue their dead-letter queue.</summary>
internal static class RedriveAllowance
{
    public static void Check(string policy) => Allows(policy, source: "");

    public static bool Allows(string? policy, string source)
    {
        if (string.IsNullOrEmpty(policy)) return true;
        var document = QueueAttributes.Document("RedriveAllowPolicy", policy);
        var sources = document["sourceQueueArns"] as JsonArray;
        return (document["redrivePermission"]?.ToString(), sources) switch
        {
            ("allowAll", null) => true,
            ("denyAll", null) => false,
            ("byQueue", { Count: >= 1 and <= 10 }) => sources.Any(arn => arn?.ToString() == source),
            _ => throw SqsException.InvalidParameter("RedriveAllowPolicy", policy,
                "It takes redrivePermission allowAll, denyAll or byQueue, the last with 1 to 10 sourceQueueArns."),
        };
    }
}
