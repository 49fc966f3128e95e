using System.Text.Json;

namespace EventChat.Local.EventBridge.Operations;

/// <summary>The event that TestEventPattern is given: a whole envelope, or it is refused.</summary>
internal static class TestedEvent
{
    private static readonly string[] Mandatory = ["id", "account", "source", "time", "region", "detail-type"];

    public static JsonElement Read(string text)
    {
        try
        {
            var json = JsonElement.Parse(text, BusEvent.Reading);
            if (json.ValueKind is not JsonValueKind.Object) throw EventsException.Invalid("Parameter Event is not valid. Reason: Event is not a JSON object.");
            foreach (var field in Mandatory)
                if (!json.TryGetProperty(field, out _)) throw EventsException.Invalid($"Parameter Event is not valid. Reason: Event does not contain the mandatory field '{field}'.");
            return json;
        }
        catch (JsonException)
        {
            throw EventsException.Invalid("Parameter Event is not valid. Reason: Event is not JSON.");
        }
    }
}
