using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>An error that DynamoDB Streams answered; the ones a caller may act on have their own types.</summary>
public class AmazonDynamoDBStreamsException : AmazonServiceException
{
    public AmazonDynamoDBStreamsException(string message) : base(message) { }

    public AmazonDynamoDBStreamsException(string message, Exception innerException) : base(message, innerException) { }

    public AmazonDynamoDBStreamsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
