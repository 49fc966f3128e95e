using Amazon.EventBridge.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime.Internal;

namespace Amazon.EventBridge.Internal;

internal static class EventBridgeService
{
    public static readonly JsonService Definition = new(
        Id: "EventBridge", ApiVersion: "2015-10-07", HostPrefix: "events", SigningName: "events",
        TargetPrefix: "AWSEvents", JsonVersion: "1.1", ToException);

    private static AmazonEventBridgeException ToException(ErrorResponse e) => e.Code switch
    {
        "AccessDeniedException" => new AccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ConcurrentModificationException" => new ConcurrentModificationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "IllegalStatusException" => new IllegalStatusException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalException" => new InternalException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidEventPatternException" => new InvalidEventPatternException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidStateException" => new InvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "LimitExceededException" => new LimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ManagedRuleException" => new ManagedRuleException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "OperationDisabledException" => new OperationDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceAlreadyExistsException" => new ResourceAlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFoundException" => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ThrottlingException" => new ThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonEventBridgeException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
