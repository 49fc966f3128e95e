namespace Amazon.Lambda.SQSEvents;

/// <summary>A batch of messages. The JSON names differ in case from these (<c>messageId</c>, <c>eventSourceARN</c>): the Lambda serializers read them case-insensitively.</summary>
public class SQSEvent
{
    public List<SQSMessage> Records { get; set; }

    public class SQSMessage
    {
        public Dictionary<string, string> Attributes { get; set; }
        public string AwsRegion { get; set; }
        public string Body { get; set; }
        public string EventSource { get; set; }
        public string EventSourceArn { get; set; }
        public string Md5OfBody { get; set; }
        public string Md5OfMessageAttributes { get; set; }
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
        public string MessageId { get; set; }
        public string ReceiptHandle { get; set; }
    }

    public class MessageAttribute
    {
        public List<MemoryStream> BinaryListValues { get; set; }
        public MemoryStream BinaryValue { get; set; }

        /// <summary><c>String</c>, <c>Number</c> or <c>Binary</c>, or one of them with a suffix after a dot.</summary>
        public string DataType { get; set; }

        public List<string> StringListValues { get; set; }
        public string StringValue { get; set; }
    }
}
