using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>A JSON path as InputPath and InputPathsMap take it: <c>$</c>, <c>$.detail.items[0]</c>, <c>$.detail['a key']</c>.</summary>
internal sealed partial class EventPath
{
    private readonly List<(string? Name, int Position)> _steps = [];

    /// <summary>Null if it is no path, or one with a wildcard, slice or filter.</summary>
    public static EventPath? Parse(string text)
    {
        if (text.Length is 0 or > 256 || text[0] is not '$') return null;
        var path = new EventPath();
        var at = 1;
        foreach (var step in Step.EnumerateMatches(text, 1))
        {
            if (step.Index != at) return null;
            var part = text.AsSpan(step.Index, step.Length);
            at += step.Length;
            if (part[0] is '.') path._steps.Add((part[1..].ToString(), 0));
            else if (part[1] is '\'' or '"') path._steps.Add((part[2..^2].ToString(), 0));
            else path._steps.Add((null, int.Parse(part[1..^1], CultureInfo.InvariantCulture)));
        }
        return at == text.Length ? path : null;
    }

    /// <summary>Null if the event has nothing there.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var value = root;
        foreach (var (name, position) in _steps)
        {
            if (name is not null)
            {
                if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty(name, out value)) return null;
            }
            else if (value.ValueKind is not JsonValueKind.Array || position >= value.GetArrayLength()) return null;
            else value = value[position];
        }
        return value;
    }

    [GeneratedRegex("""\G(\.[\w\-]+|\[\d{1,6}\]|\['[^'\]]+'\]|\["[^"\]]+"\])""")]
    private static partial Regex Step { get; }
}
