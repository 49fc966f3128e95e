using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>Reads a pattern's JSON. An object becomes its alternatives: more than one when it has a <c>$or</c>.</summary>
internal sealed class PatternReader(ValueTestReader tests, PatternDialect dialect)
{
    /// <summary>Combinations that all <c>$or</c> of a pattern may multiply to, as on AWS.</summary>
    private const int MaxCombinations = 1_000;

    public PatternField[][] ReadObject(JsonElement pattern, string path)
    {
        if (pattern.ValueKind is not JsonValueKind.Object) throw Wrong(path, "an object was expected");
        var keys = LastOfEachKey(pattern);
        if (keys.Count == 0 && dialect is PatternDialect.Bus) throw Wrong(path, "empty objects are not allowed");
        PatternField[][] alternatives = [[]];
        foreach (var (name, value) in keys)
        {
            PatternField[][] these = name is "$or" ? ReadOr(value, path) : [[ReadField(name, value, path)]];
            if ((long)alternatives.Length * these.Length > MaxCombinations)
                throw Wrong(path, $"$or makes more than {MaxCombinations} combinations");
            alternatives = [.. alternatives.SelectMany(left => these.Select(right => (PatternField[])[.. left, .. right]))];
        }
        return alternatives;
    }

    internal static EventPatternException Wrong(string path, string why) => new($"At '{path}': {why}.");

    /// <summary>A key given twice counts once, with its last value, as on AWS.</summary>
    private static Dictionary<string, JsonElement> LastOfEachKey(JsonElement pattern)
    {
        var keys = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in pattern.EnumerateObject()) keys[property.Name] = property.Value;
        return keys;
    }

    private PatternField[][] ReadOr(JsonElement patterns, string path)
    {
        if (patterns.ValueKind is not JsonValueKind.Array || patterns.GetArrayLength() < 2)
            throw Wrong(path, "$or takes an array of at least two patterns");
        var read = new List<PatternField[]>();
        var place = path is "" ? "$or" : $"{path}.$or";
        foreach (var pattern in patterns.EnumerateArray())
        {
            read.AddRange(ReadObject(pattern, place));
            if (read.Count > MaxCombinations) throw Wrong(place, $"$or makes more than {MaxCombinations} combinations");
        }
        return [.. read];
    }

    private PatternField ReadField(string name, JsonElement value, string path)
    {
        path = path is "" ? name : $"{path}.{name}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => new PatternField.Nested(name, ReadObject(value, path)),
            JsonValueKind.Array when value.GetArrayLength() > 0 =>
                new PatternField.Leaf(name, [.. value.EnumerateArray().Select(test => tests.Read(test, path))]),
            _ => throw Wrong(path, "an object, or an array of values that is not empty, was expected"),
        };
    }
}
