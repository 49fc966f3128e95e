using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.JsonProtocol;

/// <summary>All that tells one AWS-JSON service from another.</summary>
/// <param name="Id">The service id: <c>DynamoDB Streams</c> is also <c>AWS_ENDPOINT_URL_DYNAMODB_STREAMS</c>.</param>
/// <param name="ApiVersion">E.g. <c>2012-08-10</c>.</param>
/// <param name="HostPrefix">What stands before the region in the host name.</param>
/// <param name="SigningName">The service's name in a SigV4 scope.</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="JsonVersion"><c>1.0</c> or <c>1.1</c>.</param>
/// <param name="ToException">The typed exception of an error the service answered.</param>
public sealed record JsonService(
    string Id, string ApiVersion, string HostPrefix, string SigningName, string TargetPrefix, string JsonVersion,
    Func<ErrorResponse, AmazonServiceException> ToException) : IServiceMetadata
{
    string IServiceMetadata.ServiceId => Id;

    IDictionary<string, string> IServiceMetadata.OperationNameMapping { get; } = new Dictionary<string, string>();
}
