using System.Text.Json.Serialization;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>One change of one item.</summary>
public class Record
{
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get; set; }

    [JsonPropertyName("dynamodb")]
    public StreamRecord Dynamodb { get; set; }

    /// <summary>Unique to this change: the same for every reader and every read.</summary>
    [JsonPropertyName("eventID")]
    public string EventID { get; set; }

    [JsonPropertyName("eventName")]
    public OperationType EventName { get; set; }

    [JsonPropertyName("eventSource")]
    public string EventSource { get; set; }

    [JsonPropertyName("eventVersion")]
    public string EventVersion { get; set; }

    /// <summary>Set when DynamoDB itself made the change, e.g. deleted an expired item.</summary>
    [JsonPropertyName("userIdentity")]
    public Identity UserIdentity { get; set; }
}

public class StreamRecord
{
    /// <summary>To the second.</summary>
    public DateTime? ApproximateCreationDateTime { get; set; }

    public Dictionary<string, AttributeValue> Keys { get; set; }
    public Dictionary<string, AttributeValue> NewImage { get; set; }
    public Dictionary<string, AttributeValue> OldImage { get; set; }

    /// <summary>Decimal digits, 21 to 40 of them; ascending within a shard.</summary>
    public string SequenceNumber { get; set; }

    public long? SizeBytes { get; set; }
    public StreamViewType StreamViewType { get; set; }
}

public class Identity
{
    public string PrincipalId { get; set; }
    public string Type { get; set; }
}
