using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class CreateArchiveRequest : AmazonEventBridgeRequest
{
    public string ArchiveName { get; set; }
    public string Description { get; set; }
    public string EventPattern { get; set; }
    public string EventSourceArn { get; set; }
    public string KmsKeyIdentifier { get; set; }

    /// <summary>0, the default, keeps events for ever.</summary>
    public int? RetentionDays { get; set; }
}

public class CreateArchiveResponse : AmazonWebServiceResponse
{
    public string ArchiveArn { get; set; }
    public DateTime? CreationTime { get; set; }
    public ArchiveState State { get; set; }
    public string StateReason { get; set; }
}

public class UpdateArchiveRequest : AmazonEventBridgeRequest
{
    public string ArchiveName { get; set; }
    public string Description { get; set; }
    public string EventPattern { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public int? RetentionDays { get; set; }
}

public class UpdateArchiveResponse : AmazonWebServiceResponse
{
    public string ArchiveArn { get; set; }
    public DateTime? CreationTime { get; set; }
    public ArchiveState State { get; set; }
    public string StateReason { get; set; }
}

public class DescribeArchiveRequest : AmazonEventBridgeRequest
{
    public string ArchiveName { get; set; }
}

public class DescribeArchiveResponse : AmazonWebServiceResponse
{
    public string ArchiveArn { get; set; }
    public string ArchiveName { get; set; }
    public DateTime? CreationTime { get; set; }
    public string Description { get; set; }
    public long? EventCount { get; set; }
    public string EventPattern { get; set; }
    public string EventSourceArn { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public int? RetentionDays { get; set; }
    public long? SizeBytes { get; set; }
    public ArchiveState State { get; set; }
    public string StateReason { get; set; }
}

public class ListArchivesRequest : AmazonEventBridgeRequest
{
    public string EventSourceArn { get; set; }
    public int? Limit { get; set; }
    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
    public ArchiveState State { get; set; }
}

public class ListArchivesResponse : AmazonWebServiceResponse
{
    public List<Archive> Archives { get; set; }
    public string NextToken { get; set; }
}

public class DeleteArchiveRequest : AmazonEventBridgeRequest
{
    public string ArchiveName { get; set; }
}

public class DeleteArchiveResponse : AmazonWebServiceResponse;
