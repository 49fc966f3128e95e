using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>Who reads a pattern: EventBridge's language has a few operators more than Lambda's filters, and refuses what says nothing.</summary>
public enum PatternDialect
{
    /// <summary>An event source mapping's filter.</summary>
    Mapping,

    /// <summary>A rule, an archive or TestEventPattern.</summary>
    Bus,
}

/// <summary>
/// An event pattern. Every key of the pattern must match; the values of a key are alternatives, and so are the patterns under <c>$or</c>.
/// A pattern looks into the elements of arrays: one that matches as a whole is enough.
/// </summary>
public sealed class EventPattern
{
    /// <summary>Levels of an event that are read: AWS's bound for PutEvents.</summary>
    public const int MaxDepth = 1_100;

    private readonly PatternField[][] _alternatives;

    private EventPattern(string text, PatternField[][] alternatives) => (Text, _alternatives) = (text, alternatives);

    /// <summary>The pattern's JSON, as it was given.</summary>
    public string Text { get; }

    /// <exception cref="EventPatternException">It is no pattern, or uses an operator that the dialect does not know.</exception>
    public static EventPattern Parse(string pattern, PatternDialect dialect = PatternDialect.Mapping)
    {
        try
        {
            using var document = JsonDocument.Parse(pattern, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return new EventPattern(pattern, new PatternReader(new ValueTestReader(dialect), dialect).ReadObject(document.RootElement, path: ""));
        }
        catch (JsonException e)
        {
            throw new EventPatternException($"It is no JSON: {e.Message}");
        }
        catch (InvalidOperationException e)
        {
            // A lone surrogate: JSON by its grammar, but no text.
            throw new EventPatternException($"It is no JSON: {e.Message}");
        }
    }

    /// <param name="record">The event, or an object of a batch's <c>Records</c>.</param>
    public bool Matches(JsonElement record) => Matches(_alternatives, record);

    /// <summary>The only texts with which the event's own key can match; null if there are others. What rules are indexed by.</summary>
    public IReadOnlyCollection<string>? ExactTexts(string key)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in _alternatives)
        {
            if (fields.OfType<PatternField.Leaf>().FirstOrDefault(field => field.Name == key) is not { } leaf) return null;
            foreach (var test in leaf.Tests)
            {
                if (test is not ValueTest.ExactText exact) return null;
                texts.Add(exact.Value);
            }
        }
        return texts;
    }

    internal static bool Matches(PatternField[][] alternatives, JsonElement value)
    {
        foreach (var fields in alternatives)
            if (MatchesAll(fields, value)) return true;
        return false;
    }

    internal static bool MatchesAll(PatternField[] fields, JsonElement value)
    {
        foreach (var field in fields)
            if (!field.Matches(value)) return false;
        return true;
    }
}

/// <param name="reason">Names the place, e.g. <c>At 'detail.state': …</c></param>
public sealed class EventPatternException(string reason) : Exception($"Invalid filter pattern definition. {reason}")
{
    public string Reason => reason;
}
