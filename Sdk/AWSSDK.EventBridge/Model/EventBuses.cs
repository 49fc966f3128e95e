using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class CreateEventBusRequest : AmazonEventBridgeRequest
{
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public string Description { get; set; }
    public string EventSourceName { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public LogConfig LogConfig { get; set; }
    public string Name { get; set; }
    public List<Tag> Tags { get; set; }
}

public class CreateEventBusResponse : AmazonWebServiceResponse
{
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public string Description { get; set; }
    public string EventBusArn { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public LogConfig LogConfig { get; set; }
}

public class UpdateEventBusRequest : AmazonEventBridgeRequest
{
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public string Description { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public LogConfig LogConfig { get; set; }
    public string Name { get; set; }
}

public class UpdateEventBusResponse : AmazonWebServiceResponse
{
    public string Arn { get; set; }
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public string Description { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public LogConfig LogConfig { get; set; }
    public string Name { get; set; }
}

public class DescribeEventBusRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DescribeEventBusResponse : AmazonWebServiceResponse
{
    public string Arn { get; set; }
    public DateTime? CreationTime { get; set; }
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public string Description { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public LogConfig LogConfig { get; set; }
    public string Name { get; set; }
    public string Policy { get; set; }
}

public class ListEventBusesRequest : AmazonEventBridgeRequest
{
    public int? Limit { get; set; }
    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
}

public class ListEventBusesResponse : AmazonWebServiceResponse
{
    public List<EventBus> EventBuses { get; set; }
    public string NextToken { get; set; }
}

public class DeleteEventBusRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DeleteEventBusResponse : AmazonWebServiceResponse;
