using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class CreateApiDestinationRequest : AmazonEventBridgeRequest
{
    public string ConnectionArn { get; set; }
    public string Description { get; set; }
    public ApiDestinationHttpMethod HttpMethod { get; set; }
    public string InvocationEndpoint { get; set; }

    /// <summary>1 or more; 300 by default.</summary>
    public int? InvocationRateLimitPerSecond { get; set; }

    public string Name { get; set; }
}

public class CreateApiDestinationResponse : AmazonWebServiceResponse
{
    public string ApiDestinationArn { get; set; }
    public ApiDestinationState ApiDestinationState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}

public class UpdateApiDestinationRequest : AmazonEventBridgeRequest
{
    public string ConnectionArn { get; set; }
    public string Description { get; set; }
    public ApiDestinationHttpMethod HttpMethod { get; set; }
    public string InvocationEndpoint { get; set; }
    public int? InvocationRateLimitPerSecond { get; set; }
    public string Name { get; set; }
}

public class UpdateApiDestinationResponse : AmazonWebServiceResponse
{
    public string ApiDestinationArn { get; set; }
    public ApiDestinationState ApiDestinationState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
}

public class DescribeApiDestinationRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DescribeApiDestinationResponse : AmazonWebServiceResponse
{
    public string ApiDestinationArn { get; set; }
    public ApiDestinationState ApiDestinationState { get; set; }
    public string ConnectionArn { get; set; }
    public DateTime? CreationTime { get; set; }
    public string Description { get; set; }
    public ApiDestinationHttpMethod HttpMethod { get; set; }
    public string InvocationEndpoint { get; set; }
    public int? InvocationRateLimitPerSecond { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public string Name { get; set; }
}

public class ListApiDestinationsRequest : AmazonEventBridgeRequest
{
    public string ConnectionArn { get; set; }
    public int? Limit { get; set; }
    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
}

public class ListApiDestinationsResponse : AmazonWebServiceResponse
{
    public List<ApiDestination> ApiDestinations { get; set; }
    public string NextToken { get; set; }
}

public class DeleteApiDestinationRequest : AmazonEventBridgeRequest
{
    public string Name { get; set; }
}

public class DeleteApiDestinationResponse : AmazonWebServiceResponse;
