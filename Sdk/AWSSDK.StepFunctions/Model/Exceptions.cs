using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class ConflictException : AmazonStepFunctionsException
{
    public ConflictException(string message) : base(message) { }

    public ConflictException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The name was used with another input, or its execution has ended.</summary>
public class ExecutionAlreadyExistsException : AmazonStepFunctionsException
{
    public ExecutionAlreadyExistsException(string message) : base(message) { }

    public ExecutionAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class ExecutionDoesNotExistException : AmazonStepFunctionsException
{
    public ExecutionDoesNotExistException(string message) : base(message) { }

    public ExecutionDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Too many executions are running.</summary>
public class ExecutionLimitExceededException : AmazonStepFunctionsException
{
    public ExecutionLimitExceededException(string message) : base(message) { }

    public ExecutionLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>It did not fail, or too long ago.</summary>
public class ExecutionNotRedrivableException : AmazonStepFunctionsException
{
    public ExecutionNotRedrivableException(string message) : base(message) { }

    public ExecutionNotRedrivableException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidArnException : AmazonStepFunctionsException
{
    public InvalidArnException(string message) : base(message) { }

    public InvalidArnException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Not a valid state machine; the message names the place.</summary>
public class InvalidDefinitionException : AmazonStepFunctionsException
{
    public InvalidDefinitionException(string message) : base(message) { }

    public InvalidDefinitionException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidEncryptionConfigurationException : AmazonStepFunctionsException
{
    public InvalidEncryptionConfigurationException(string message) : base(message) { }

    public InvalidEncryptionConfigurationException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidExecutionInputException : AmazonStepFunctionsException
{
    public InvalidExecutionInputException(string message) : base(message) { }

    public InvalidExecutionInputException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidLoggingConfigurationException : AmazonStepFunctionsException
{
    public InvalidLoggingConfigurationException(string message) : base(message) { }

    public InvalidLoggingConfigurationException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidNameException : AmazonStepFunctionsException
{
    public InvalidNameException(string message) : base(message) { }

    public InvalidNameException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidOutputException : AmazonStepFunctionsException
{
    public InvalidOutputException(string message) : base(message) { }

    public InvalidOutputException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Not a task token.</summary>
public class InvalidTokenException : AmazonStepFunctionsException
{
    public InvalidTokenException(string message) : base(message) { }

    public InvalidTokenException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class InvalidTracingConfigurationException : AmazonStepFunctionsException
{
    public InvalidTracingConfigurationException(string message) : base(message) { }

    public InvalidTracingConfigurationException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class KmsAccessDeniedException : AmazonStepFunctionsException
{
    public KmsAccessDeniedException(string message) : base(message) { }

    public KmsAccessDeniedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class KmsInvalidStateException : AmazonStepFunctionsException
{
    public KmsInvalidStateException(string message) : base(message) { }

    public KmsInvalidStateException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class KmsThrottlingException : AmazonStepFunctionsException
{
    public KmsThrottlingException(string message) : base(message) { }

    public KmsThrottlingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class MissingRequiredParameterException : AmazonStepFunctionsException
{
    public MissingRequiredParameterException(string message) : base(message) { }

    public MissingRequiredParameterException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class ResourceNotFoundException : AmazonStepFunctionsException
{
    public ResourceNotFoundException(string message) : base(message) { }

    public ResourceNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class ServiceQuotaExceededException : AmazonStepFunctionsException
{
    public ServiceQuotaExceededException(string message) : base(message) { }

    public ServiceQuotaExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class StateMachineAlreadyExistsException : AmazonStepFunctionsException
{
    public StateMachineAlreadyExistsException(string message) : base(message) { }

    public StateMachineAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class StateMachineDeletingException : AmazonStepFunctionsException
{
    public StateMachineDeletingException(string message) : base(message) { }

    public StateMachineDeletingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class StateMachineDoesNotExistException : AmazonStepFunctionsException
{
    public StateMachineDoesNotExistException(string message) : base(message) { }

    public StateMachineDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class StateMachineLimitExceededException : AmazonStepFunctionsException
{
    public StateMachineLimitExceededException(string message) : base(message) { }

    public StateMachineLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>An Express machine, where only a Standard one will do, or the other way round.</summary>
public class StateMachineTypeNotSupportedException : AmazonStepFunctionsException
{
    public StateMachineTypeNotSupportedException(string message) : base(message) { }

    public StateMachineTypeNotSupportedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The task is no longer known.</summary>
public class TaskDoesNotExistException : AmazonStepFunctionsException
{
    public TaskDoesNotExistException(string message) : base(message) { }

    public TaskDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>The task had ended, or timed out, before.</summary>
public class TaskTimedOutException : AmazonStepFunctionsException
{
    public TaskTimedOutException(string message) : base(message) { }

    public TaskTimedOutException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

public class TooManyTagsException : AmazonStepFunctionsException
{
    public TooManyTagsException(string message) : base(message) { }

    public TooManyTagsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>A member of the request is out of its range.</summary>
public class ValidationException : AmazonStepFunctionsException
{
    public ValidationException(string message) : base(message) { }

    public ValidationException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
