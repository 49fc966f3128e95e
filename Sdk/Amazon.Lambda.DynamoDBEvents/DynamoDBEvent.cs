namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>
/// A batch of DynamoDB Streams records, oldest first. The JSON names differ in case from these (<c>eventSourceARN</c>,
/// <c>dynamodb</c>): the Lambda serializers read them case-insensitively.
/// </summary>
public class DynamoDBEvent
{
    public IList<DynamodbStreamRecord> Records { get; set; }

    public class DynamodbStreamRecord
    {
        public string EventSourceArn { get; set; }
        public string AwsRegion { get; set; }
        public StreamRecord Dynamodb { get; set; }
        public string EventID { get; set; }

        /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
        public string EventName { get; set; }

        public string EventSource { get; set; }
        public string EventVersion { get; set; }

        /// <summary>Set when DynamoDB itself made the change: <c>dynamodb.amazonaws.com</c> for an expired item.</summary>
        public Identity UserIdentity { get; set; }
    }

    public class StreamRecord
    {
        /// <summary>To the second.</summary>
        public DateTime ApproximateCreationDateTime { get; set; }

        public Dictionary<string, AttributeValue> Keys { get; set; }
        public Dictionary<string, AttributeValue> NewImage { get; set; }
        public Dictionary<string, AttributeValue> OldImage { get; set; }
        public string SequenceNumber { get; set; }
        public long SizeBytes { get; set; }
        public string StreamViewType { get; set; }
    }

    public class Identity
    {
        public string PrincipalId { get; set; }
        public string Type { get; set; }
    }

    /// <summary>Exactly one member is set.</summary>
    public class AttributeValue
    {
        public MemoryStream B { get; set; }
        public bool? BOOL { get; set; }
        public List<MemoryStream> BS { get; set; }
        public List<AttributeValue> L { get; set; }
        public Dictionary<string, AttributeValue> M { get; set; }
        public string N { get; set; }
        public List<string> NS { get; set; }
        public bool? NULL { get; set; }
        public string S { get; set; }
        public List<string> SS { get; set; }
    }
}
