using System.Net;
using Amazon.Runtime;

namespace Amazon.EventBridge;

/// <summary>An error that EventBridge answered; the ones a caller may act on have their own types.</summary>
public class AmazonEventBridgeException : AmazonServiceException
{
    public AmazonEventBridgeException(string message) : base(message) { }

    public AmazonEventBridgeException(string message, Exception innerException) : base(message, innerException) { }

    public AmazonEventBridgeException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
