using System.Net;
using Amazon.Runtime;

namespace EventChat.Pipeline;

/// <summary>Comprehend takes no more calls for the moment. The workflow knows it by this name and tries again.</summary>
public sealed class ComprehendThrottledException(Exception inner) : Exception("Comprehend throttles.", inner);

/// <summary>Comprehend does not answer, or not in time. The workflow knows it by this name and tries again, less often.</summary>
public sealed class ComprehendUnavailableException(Exception inner) : Exception("Comprehend does not answer.", inner);

public static class ComprehendFailures
{
    private static readonly string[] Throttles = ["ThrottlingException", "TooManyRequestsException", "Throttling", "RequestLimitExceeded"];

    /// <summary>The failure as the workflow knows it. A request that Comprehend refuses stays what it is: trying again would not help.</summary>
    public static Exception Named(Exception failure) => failure switch
    {
        AmazonServiceException e when Throttles.Contains(e.ErrorCode) || e.StatusCode is HttpStatusCode.TooManyRequests => new ComprehendThrottledException(e),
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => failure,
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException =>
            new ComprehendUnavailableException(failure),
        _ => failure,
    };
}
