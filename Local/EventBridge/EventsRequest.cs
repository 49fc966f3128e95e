using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EventChat.Local.EventBridge;

/// <summary>A request or a part of it, read with the API's own constraints. A member that nobody asked for would have been ignored, and is refused.</summary>
internal sealed partial class EventsRequest(JsonObject body, string path = "")
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public JsonObject Body => body;

    public JsonNode? Node(string name)
    {
        _asked.Add(name);
        return body[name];
    }

    public string? Text(string name, int most = int.MaxValue, int least = 0)
    {
        if (Node(name) is not { } node) return null;
        if (node is not JsonValue value || value.GetValueKind() is not JsonValueKind.String) throw NotOfType("String");
        var text = value.GetValue<string>();
        if (text.Length < least) throw EventsException.Constraint(Camel(name), $"Member must have length greater than or equal to {least}");
        return text.Length <= most ? text : throw EventsException.Constraint(Camel(name), $"Member must have length less than or equal to {most}");
    }

    public string Required(string name, int most = int.MaxValue) =>
        Text(name, most, least: 1) ?? throw EventsException.Constraint(Camel(name), "Member must not be null");

    /// <summary>A resource's name: letters, digits, <c>. - _</c>.</summary>
    public string Name(string name, int most = 64)
    {
        var text = Required(name, most);
        return NamePattern.IsMatch(text)
            ? text
            : throw EventsException.Constraint(Camel(name), @"Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+");
    }

    public string OneOf(string name, string otherwise, params ReadOnlySpan<string> values)
    {
        if (Text(name) is not { } text) return otherwise;
        return values.Contains(text)
            ? text
            : throw EventsException.Constraint(Camel(name), $"Member must satisfy enum value set: [{string.Join(", ", values.ToArray())}]");
    }

    public int? Number(string name, int least, int most)
    {
        if (Node(name) is not { } node) return null;
        if (node is not JsonValue value || !value.TryGetValue<int>(out var number)) throw NotOfType("Integer");
        if (number < least) throw EventsException.Constraint(Camel(name), $"Member must have value greater than or equal to {least}");
        return number <= most ? number : throw EventsException.Constraint(Camel(name), $"Member must have value less than or equal to {most}");
    }

    public bool Flag(string name) => Node(name) switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw NotOfType("Boolean"),
    };

    /// <summary>Seconds since 1970, or a text in ISO 8601.</summary>
    public DateTimeOffset? Time(string name)
    {
        switch (Node(name))
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue<double>(out var seconds) && Math.Abs(seconds) < 253_402_300_799:
                return DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000));
            case JsonValue value when value.TryGetValue<string>(out var text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time):
                return time;
            default:
                throw NotOfType("Timestamp");
        }
    }

    public DateTimeOffset RequiredTime(string name) => Time(name) ?? throw EventsException.Constraint(Camel(name), "Member must not be null");

    public EventsRequest? Block(string name) => Node(name) switch
    {
        null => null,
        JsonObject block => new EventsRequest(block, $"{path}{Camel(name)}."),
        _ => throw NotOfType("Structure"),
    };

    public IReadOnlyList<EventsRequest> Blocks(string name) =>
        [.. List(name).Select((item, i) => item is JsonObject block ? new EventsRequest(block, $"{path}{Camel(name)}.{i + 1}.member.") : throw NotOfType("Structure"))];

    public IReadOnlyList<string> Texts(string name) =>
        [.. List(name).Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw NotOfType("String"))];

    public IReadOnlyDictionary<string, string> Tags(string name = "Tags") => Blocks(name)
        .Select(tag => (Key: tag.Required("Key", 128), Value: tag.Text("Value", 256) ?? ""))
        .GroupBy(tag => tag.Key).ToDictionary(tags => tags.Key, tags => tags.Last().Value, StringComparer.Ordinal);

    /// <summary>All was asked for.</summary>
    public void Done()
    {
        foreach (var (name, value) in body)
            if (value is not null && !_asked.Contains(name)) throw EventsException.Invalid($"{path}{name} is not emulated here.");
    }

    private JsonArray List(string name) => Node(name) switch
    {
        null => [],
        JsonArray list => list,
        _ => throw NotOfType("List"),
    };

    private string Camel(string name) => $"{path}{char.ToLowerInvariant(name[0])}{name[1..]}";

    private static EventsException NotOfType(string type) => new("SerializationException", $"Expected a value of type {type}.");

    [GeneratedRegex(@"^[\.\-_A-Za-z0-9]+\z")]
    private static partial Regex NamePattern { get; }
}
