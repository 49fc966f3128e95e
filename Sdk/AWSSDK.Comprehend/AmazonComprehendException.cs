using System.Net;
using Amazon.Runtime;

namespace Amazon.Comprehend;

/// <summary>An error that Comprehend answered; the ones a caller may act on have their own types.</summary>
public class AmazonComprehendException : AmazonServiceException
{
    public AmazonComprehendException(string message) : base(message) { }

    public AmazonComprehendException(string message, Exception innerException) : base(message, innerException) { }

    public AmazonComprehendException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
