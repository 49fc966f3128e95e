using EventChat.Local.Wire;

namespace EventChat.Local.Sqs;

/// <summary>An error of the API as it goes over the wire: HTTP 400 with this type and text.</summary>
/// <param name="queryCode">The name of the older Query protocol, which SDKs still put into their exceptions.</param>
internal sealed class SqsException(string type, string message, string? queryCode = null) : WireException(type, message)
{
    private const string Legacy = "AWS.SimpleQueueService.";

    public string QueryCode => queryCode ?? Type;

    public static SqsException NoSuchQueue() => new("QueueDoesNotExist", "The specified queue does not exist.", $"{Legacy}NonExistentQueue");

    public static SqsException InvalidParameter(string message) => new("InvalidParameterValueException", message, "InvalidParameterValue");

    public static SqsException InvalidParameter(string name, string value, string reason) =>
        InvalidParameter($"Value {value} for parameter {name} is invalid. Reason: {reason}");

    public static SqsException Missing(string name) =>
        new("MissingRequiredParameterException", $"The request must contain the parameter {name}.", "MissingParameter");

    public static SqsException UnknownAttribute(string name) => new("InvalidAttributeName", $"Unknown Attribute {name}.");

    public static SqsException InvalidAttribute(string name) => new("InvalidAttributeValue", $"Invalid value for the parameter {name}.");

    public static SqsException InvalidHandle(string handle) => new("ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    /// <summary>For the errors whose older name has only a prefix more.</summary>
    public static SqsException Prefixed(string type, string message) => new(type, message, Legacy + type);

    public static SqsException Unsupported(string message) => Prefixed("UnsupportedOperation", message);

    public static SqsException NoSuchResource(string message) => new("ResourceNotFoundException", message);
}
