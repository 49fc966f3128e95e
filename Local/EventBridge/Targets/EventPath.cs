using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>A JSON path as InputPath and InputPathsMap take it: <c>$</c>, <c>$.detail.items[0]</c>, <c>$.detail['a key']</c>, <c>$.detail.items[*].id</c>.</summary>
internal sealed partial class EventPath
{
    private const string All = "*";

    private readonly List<string> _steps = [];

    /// <summary>Null if it is no path, or one with a slice or filter.</summary>
    public static EventPath? Parse(string text)
    {
        if (text.Length is 0 or > 256 || text[0] is not '$') return null;
        var path = new EventPath();
        var at = 1;
        foreach (var step in Step.EnumerateMatches(text, 1))
        {
            if (step.Index != at) return null;
            at += step.Length;
            path._steps.Add(text.Substring(step.Index, step.Length));
        }
        return at == text.Length ? path : null;
    }

    /// <summary>Null if the event has nothing there; an array of all that is found if the path has a <c>*</c>.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var found = new List<JsonElement>();
        Find(root, 0, found);
        if (!_steps.Any(step => step.Trim('.', '[', ']') == All)) return found.Count > 0 ? found[0] : null;
        return JsonSerializer.SerializeToElement(found, BusEvent.Serializing);
    }

    private void Find(JsonElement value, int at, List<JsonElement> found)
    {
        if (at == _steps.Count)
        {
            found.Add(value);
            return;
        }
        var step = _steps[at];
        var isName = step[0] is '.' || step[1] is '\'' or '"';
        var part = isName && step[0] is '[' ? step[2..^2] : step.Trim('.', '[', ']');
        if (part == All)
        {
            var children = value.ValueKind switch
            {
                JsonValueKind.Array => value.EnumerateArray().ToList(),
                JsonValueKind.Object => value.EnumerateObject().Select(property => property.Value).ToList(),
                _ => [],
            };
            foreach (var child in children) Find(child, at + 1, found);
        }
        else if (isName)
        {
            if (value.ValueKind is JsonValueKind.Object && value.TryGetProperty(part, out var child)) Find(child, at + 1, found);
        }
        else if (value.ValueKind is JsonValueKind.Array && int.Parse(part, CultureInfo.InvariantCulture) is var position && position < value.GetArrayLength())
            Find(value[position], at + 1, found);
    }

    [GeneratedRegex("""\G(\.[\w\-/]+|\.\*|\[\*\]|\[\d{1,6}\]|\['[^'\]]+'\]|\["[^"\]]+"\])""")]
    private static partial Regex Step { get; }
}
