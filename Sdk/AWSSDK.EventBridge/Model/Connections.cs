using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class CreateConnectionRequest : AmazonEventBridgeRequest
{
    public ConnectionAuthorizationType AuthorizationType { get; set; }
    public CreateConnectionAuthRequestParameters AuthParameters { get; set; }
    public string Description { get; set; }
    public ConnectivityResourceParameters InvocationConnectivityParameters { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public string Name { get; set; }
}

public class CreateConnectionResponse : AmazonWebServiceResponse
{
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}

public class UpdateConnectionRequest : AmazonEventBridgeRequest
{
    public ConnectionAuthorizationType AuthorizationType { get; set; }
    public UpdateConnectionAuthRequestParameters AuthParameters { get; set; }
    public string Description { get; set; }
    public ConnectivityResourceParameters InvocationConnectivityParameters { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public string Name { get; set; }
}

public class UpdateConnectionResponse : AmazonWebServiceResponse
{
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastAuthorizedTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}

public class DescribeConnectionRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DescribeConnectionResponse : AmazonWebServiceResponse
{
    public ConnectionAuthorizationType AuthorizationType { get; set; }
    public ConnectionAuthResponseParameters AuthParameters { get; set; }
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public string Description { get; set; }
    public DescribeConnectionConnectivityParameters InvocationConnectivityParameters { get; set; }
    public string KmsKeyIdentifier { get; set; }
    public DateTime? LastAuthorizedTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public string Name { get; set; }
    public string SecretArn { get; set; }
    public string StateReason { get; set; }
}

public class ListConnectionsRequest : AmazonEventBridgeRequest
{
    public ConnectionState ConnectionState { get; set; }
    public int? Limit { get; set; }
    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
}

public class ListConnectionsResponse : AmazonWebServiceResponse
{
    public List<Connection> Connections { get; set; }
    public string NextToken { get; set; }
}

public class DeauthorizeConnectionRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DeauthorizeConnectionResponse : AmazonWebServiceResponse
{
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastAuthorizedTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}

public class DeleteConnectionRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DeleteConnectionResponse : AmazonWebServiceResponse
{
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastAuthorizedTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}
