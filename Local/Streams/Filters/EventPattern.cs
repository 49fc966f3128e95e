using System.Text.Json;

namespace EventChat.Local.Streams.Filters;

/// <summary>
/// An event pattern, as an event source mapping takes it. Every key of the pattern must match; the values of a key are alternatives, and
/// so are the patterns under <c>$or</c>. A pattern looks into the elements of arrays: one that matches is enough.
/// </summary>
public sealed class EventPattern
{
    private readonly IReadOnlyList<IReadOnlyList<PatternField>> _alternatives;

    private EventPattern(string text, IReadOnlyList<IReadOnlyList<PatternField>> alternatives) => (Text, _alternatives) = (text, alternatives);

    /// <summary>The pattern's JSON, as it was given.</summary>
    public string Text { get; }

    /// <exception cref="EventPatternException">It is no pattern, or uses an operator that mappings do not know.</exception>
    public static EventPattern Parse(string pattern)
    {
        try
        {
            using var document = JsonDocument.Parse(pattern);
            return new EventPattern(pattern, PatternReader.ReadObject(document.RootElement, path: ""));
        }
        catch (JsonException e)
        {
            throw new EventPatternException($"It is no JSON: {e.Message}");
        }
    }

    /// <param name="record">An object of the event's <c>Records</c>.</param>
    public bool Matches(JsonElement record) => Matches(_alternatives, record);

    internal static bool Matches(IReadOnlyList<IReadOnlyList<PatternField>> alternatives, JsonElement value)
    {
        foreach (var fields in alternatives)
            if (fields.All(f => f.Matches(value))) return true;
        return false;
    }
}

public sealed class EventPatternException(string message) : Exception($"Invalid filter pattern definition. {message}");
