using Amazon.StepFunctions.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

internal static class StepFunctionsService
{
    public static readonly JsonService Definition = new(
        Id: "SFN", ApiVersion: "2016-11-23", HostPrefix: "states", SigningName: "states",
        TargetPrefix: "AWSStepFunctions", JsonVersion: "1.0", ToException);

    private static AmazonStepFunctionsException ToException(ErrorResponse e) => e.Code switch
    {
        "ConflictException" => new ConflictException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ExecutionLimitExceeded" => new ExecutionLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ExecutionNotRedrivable" => new ExecutionNotRedrivableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidArn" => new InvalidArnException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidDefinition" => new InvalidDefinitionException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidEncryptionConfiguration" => new InvalidEncryptionConfigurationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidExecutionInput" => new InvalidExecutionInputException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidLoggingConfiguration" => new InvalidLoggingConfigurationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidName" => new InvalidNameException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidOutput" => new InvalidOutputException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidToken" => new InvalidTokenException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidTracingConfiguration" => new InvalidTracingConfigurationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KmsAccessDeniedException" => new KmsAccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KmsInvalidStateException" => new KmsInvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KmsThrottlingException" => new KmsThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "MissingRequiredParameter" => new MissingRequiredParameterException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFound" => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ServiceQuotaExceededException" => new ServiceQuotaExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "StateMachineAlreadyExists" => new StateMachineAlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "StateMachineDeleting" => new StateMachineDeletingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "StateMachineLimitExceeded" => new StateMachineLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "StateMachineTypeNotSupported" => new StateMachineTypeNotSupportedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TaskDoesNotExist" => new TaskDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TaskTimedOut" => new TaskTimedOutException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TooManyTags" => new TooManyTagsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ValidationException" => new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonStepFunctionsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
