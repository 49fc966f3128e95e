using System.Net;
using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class AccessDeniedException : AmazonEventBridgeException
{
    public AccessDeniedException(string message) : base(message) { }

    public AccessDeniedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Changed by another at the same time: try again.</summary>
public class ConcurrentModificationException : AmazonEventBridgeException
{
    public ConcurrentModificationException(string message) : base(message) { }

    public ConcurrentModificationException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class IllegalStatusException : AmazonEventBridgeException
{
    public IllegalStatusException(string message) : base(message) { }

    public IllegalStatusException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InternalException : AmazonEventBridgeException
{
    public InternalException(string message) : base(message) { }

    public InternalException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The message names the place in the pattern.</summary>
public class InvalidEventPatternException : AmazonEventBridgeException
{
    public InvalidEventPatternException(string message) : base(message) { }

    public InvalidEventPatternException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidStateException : AmazonEventBridgeException
{
    public InvalidStateException(string message) : base(message) { }

    public InvalidStateException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class LimitExceededException : AmazonEventBridgeException
{
    public LimitExceededException(string message) : base(message) { }

    public LimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The rule belongs to an AWS service.</summary>
public class ManagedRuleException : AmazonEventBridgeException
{
    public ManagedRuleException(string message) : base(message) { }

    public ManagedRuleException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class OperationDisabledException : AmazonEventBridgeException
{
    public OperationDisabledException(string message) : base(message) { }

    public OperationDisabledException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class ResourceAlreadyExistsException : AmazonEventBridgeException
{
    public ResourceAlreadyExistsException(string message) : base(message) { }

    public ResourceAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>No such bus, rule, archive, replay, connection or destination.</summary>
public class ResourceNotFoundException : AmazonEventBridgeException
{
    public ResourceNotFoundException(string message) : base(message) { }

    public ResourceNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class ThrottlingException : AmazonEventBridgeException
{
    public ThrottlingException(string message) : base(message) { }

    public ThrottlingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
