using System.Net;
using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

/// <summary>More than 25 texts.</summary>
public class BatchSizeLimitExceededException : AmazonComprehendException
{
    public BatchSizeLimitExceededException(string message) : base(message) { }

    public BatchSizeLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InternalServerException : AmazonComprehendException
{
    public InternalServerException(string message) : base(message) { }

    public InternalServerException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidRequestException : AmazonComprehendException
{
    public InvalidRequestException(string message) : base(message) { }

    public InvalidRequestException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A text is too long.</summary>
public class TextSizeLimitExceededException : AmazonComprehendException
{
    public TextSizeLimitExceededException(string message) : base(message) { }

    public TextSizeLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Throttled; the client has retried.</summary>
public class TooManyRequestsException : AmazonComprehendException
{
    public TooManyRequestsException(string message) : base(message) { }

    public TooManyRequestsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The operation does not know this language.</summary>
public class UnsupportedLanguageException : AmazonComprehendException
{
    public UnsupportedLanguageException(string message) : base(message) { }

    public UnsupportedLanguageException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
