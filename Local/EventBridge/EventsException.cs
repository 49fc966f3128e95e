using EventChat.Local.Wire;

namespace EventChat.Local.EventBridge;

/// <summary>An error of the API as it goes over the wire: HTTP 400 with this type and text.</summary>
internal sealed class EventsException(string type, string message) : WireException(type, message)
{
    public static EventsException Invalid(string message) => new("ValidationException", message);

    public static EventsException Constraint(string member, string constraint) =>
        Invalid($"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static EventsException NotFound(string message) => new("ResourceNotFoundException", message);

    public static EventsException Exists(string message) => new("ResourceAlreadyExistsException", message);

    public static EventsException InvalidPattern(string reason) => new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");
}
