using System.Text.Json;

namespace EventChat.Local.Streams.Filters;

/// <summary>Reads a pattern's JSON. An object becomes its alternatives: more than one when it has a <c>$or</c>.</summary>
internal static class PatternReader
{
    public static IReadOnlyList<IReadOnlyList<PatternField>> ReadObject(JsonElement pattern, string path)
    {
        if (pattern.ValueKind is not JsonValueKind.Object) throw Wrong(path, "an object was expected");
        IReadOnlyList<IReadOnlyList<PatternField>> alternatives = [[]];
        foreach (var property in pattern.EnumerateObject())
        {
            IReadOnlyList<IReadOnlyList<PatternField>> these = property.Name is "$or"
                ? ReadOr(property.Value, path)
                : [[ReadField(property, path)]];
            alternatives = [.. alternatives.SelectMany(left => these.Select(right => (IReadOnlyList<PatternField>)[.. left, .. right]))];
        }
        return alternatives;
    }

    private static IReadOnlyList<IReadOnlyList<PatternField>> ReadOr(JsonElement patterns, string path) =>
        patterns.ValueKind is JsonValueKind.Array && patterns.GetArrayLength() > 1
            ? [.. patterns.EnumerateArray().SelectMany(p => ReadObject(p, $"{path}.$or"))]
            : throw Wrong(path, "$or takes an array of at least two patterns");

    private static PatternField ReadField(JsonProperty property, string path)
    {
        path = path is "" ? property.Name : $"{path}.{property.Name}";
        return property.Value.ValueKind switch
        {
            JsonValueKind.Object => new PatternField.Nested(property.Name, ReadObject(property.Value, path)),
            JsonValueKind.Array when property.Value.GetArrayLength() > 0 =>
                new PatternField.Leaf(property.Name, [.. property.Value.EnumerateArray().Select(t => ReadTest(t, path))]),
            _ => throw Wrong(path, "an object, or an array of values that is not empty, was expected"),
        };
    }

    private static ValueTest ReadTest(JsonElement test, string path)
    {
        if (test.ValueKind is JsonValueKind.Array) throw Wrong(path, "an array within an array of values");
        if (test.ValueKind is not JsonValueKind.Object) return new ValueTest.Exact(test.Clone());
        if (test.EnumerateObject().Count() != 1) throw Wrong(path, "an operator stands alone in its object");
        var (name, value) = (test.EnumerateObject().First().Name, test.EnumerateObject().First().Value);
        return name switch
        {
            "prefix" => ReadText(TextPlace.Start, value, path),
            "suffix" => ReadText(TextPlace.End, value, path),
            "equals-ignore-case" => new ValueTest.Text(TextPlace.Whole, TextOf(value, path), IgnoreCase: true),
            "anything-but" => ReadAnythingBut(value, path),
            "numeric" => new ValueTest.Numeric(ReadBounds(value, path)),
            "exists" when value.ValueKind is JsonValueKind.True => new ValueTest.Present(),
            "exists" when value.ValueKind is JsonValueKind.False => new ValueTest.Absent(),
            _ => throw Wrong(path, $"the operator '{name}' with {value.GetRawText()} is not one of an event source mapping's"),
        };
    }

    private static ValueTest.Text ReadText(TextPlace place, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object) return new ValueTest.Text(place, TextOf(value, path), IgnoreCase: false);
        return value.TryGetProperty("equals-ignore-case", out var sought) && value.EnumerateObject().Count() == 1
            ? new ValueTest.Text(place, TextOf(sought, path), IgnoreCase: true)
            : throw Wrong(path, "prefix and suffix take a text or equals-ignore-case");
    }

    /// <summary>A value, a list of values, or one operator on a text or a list of texts.</summary>
    private static ValueTest.AnythingBut ReadAnythingBut(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 => new([.. value.EnumerateArray().Select(v => Scalar(v, path))]),
        JsonValueKind.Object when value.EnumerateObject().Count() == 1 => ReadAnythingButOperator(value.EnumerateObject().First(), path),
        JsonValueKind.String or JsonValueKind.Number => new([Scalar(value, path)]),
        _ => throw Wrong(path, "anything-but takes texts, numbers or one operator"),
    };

    private static ValueTest.AnythingBut ReadAnythingButOperator(JsonProperty test, string path)
    {
        IEnumerable<JsonElement> values = test.Value.ValueKind is JsonValueKind.Array ? test.Value.EnumerateArray() : [test.Value];
        return test.Name switch
        {
            "prefix" => new([.. values.Select(v => ReadText(TextPlace.Start, v, path))]),
            "suffix" => new([.. values.Select(v => ReadText(TextPlace.End, v, path))]),
            "equals-ignore-case" => new([.. values.Select(v => new ValueTest.Text(TextPlace.Whole, TextOf(v, path), IgnoreCase: true))]),
            _ => throw Wrong(path, $"anything-but does not take '{test.Name}'"),
        };
    }

    private static List<(string, decimal)> ReadBounds(JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() is not (2 or 4))
            throw Wrong(path, "numeric takes one or two pairs of an operator and a number");
        var bounds = new List<(string, decimal)>();
        for (var i = 0; i < value.GetArrayLength(); i += 2)
        {
            var name = TextOf(value[i], path);
            if (name is not ("=" or "<" or "<=" or ">" or ">=")) throw Wrong(path, $"'{name}' is no numeric operator");
            if (value[i + 1].ValueKind is not JsonValueKind.Number) throw Wrong(path, "numeric compares with numbers");
            bounds.Add((name, value[i + 1].GetDecimal()));
        }
        return bounds;
    }

    private static ValueTest.Exact Scalar(JsonElement value, string path) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? new ValueTest.Exact(value.Clone())
        : throw Wrong(path, "anything-but lists texts and numbers");

    private static string TextOf(JsonElement value, string path) => value.ValueKind is JsonValueKind.String
        ? value.GetString()!
        : throw Wrong(path, $"a text was expected, not {value.GetRawText()}");

    private static EventPatternException Wrong(string path, string why) => new($"At '{path}': {why}.");
}
