namespace EventChat.Local.Lambda;

/// <summary>An invocation that Lambda refuses before the function sees it.</summary>
public abstract class LambdaException(int status, string message) : Exception(message)
{
    /// <summary>The name on the wire.</summary>
    public string ErrorType => GetType().Name;

    public int Status => status;
}

/// <summary>All the concurrency that the function has is in use.</summary>
public sealed class TooManyRequestsException(string reason) : LambdaException(429, "Rate Exceeded.")
{
    /// <summary>E.g. <c>ReservedFunctionConcurrentInvocationLimitExceeded</c>.</summary>
    public string Reason { get; } = reason;
}

public sealed class RequestTooLargeException(int limit)
    : LambdaException(413, $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

public sealed class InvalidRequestContentException(string why)
    : LambdaException(400, $"Could not parse request body into json: {why}");
