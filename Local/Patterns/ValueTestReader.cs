using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>Reads one of a key's alternatives: a value, or an operator alone in its object.</summary>
internal sealed class ValueTestReader(PatternDialect dialect)
{
    public ValueTest Read(JsonElement test, string path)
    {
        if (test.ValueKind is JsonValueKind.Array) throw Wrong(path, "an array within an array of values");
        if (test.ValueKind is not JsonValueKind.Object) return Exact(test);
        var (name, value) = OnlyProperty(test, path);
        return name switch
        {
            "prefix" => ReadText(TextPlace.Start, value, path),
            "suffix" => ReadText(TextPlace.End, value, path),
            "equals-ignore-case" => new ValueTest.Text(TextPlace.Whole, TextOf(value, path), IgnoreCase: true),
            "anything-but" => ReadAnythingBut(value, path),
            "numeric" => NumericReader.Read(value, path, dialect),
            "exists" when value.ValueKind is JsonValueKind.True => ValueTest.Present.Instance,
            "exists" when value.ValueKind is JsonValueKind.False => ValueTest.Absent.Instance,
            "wildcard" when dialect is PatternDialect.Bus => new ValueTest.Wild(Wildcard.Parse(TextOf(value, path), path)),
            "cidr" when dialect is PatternDialect.Bus => new ValueTest.Within(AddressRange.Parse(TextOf(value, path), path)),
            _ => throw Wrong(path, $"the operator '{name}' with {value.GetRawText()} is not {(dialect is PatternDialect.Bus ? "an event pattern's" : "one of an event source mapping's")}"),
        };
    }

    private static (string Name, JsonElement Value) OnlyProperty(JsonElement test, string path)
    {
        using var properties = test.EnumerateObject();
        if (!properties.MoveNext()) throw Wrong(path, "an operator stands alone in its object");
        var only = properties.Current;
        return properties.MoveNext() ? throw Wrong(path, "an operator stands alone in its object") : (only.Name, only.Value);
    }

    private static ValueTest.Text ReadText(TextPlace place, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object) return new ValueTest.Text(place, TextOf(value, path), IgnoreCase: false);
        return OnlyProperty(value, path) is ("equals-ignore-case", var sought)
            ? new ValueTest.Text(place, TextOf(sought, path), IgnoreCase: true)
            : throw Wrong(path, "prefix and suffix take a text or equals-ignore-case");
    }

    /// <summary>A value, a list of values, or one operator on a text or a list of texts.</summary>
    private ValueTest.AnythingBut ReadAnythingBut(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 => new([.. OneKind(value, path).Select(v => Scalar(v, path))]),
        JsonValueKind.Object => ReadAnythingButOperator(value, path),
        JsonValueKind.String or JsonValueKind.Number => new([Scalar(value, path)]),
        _ => throw Wrong(path, "anything-but takes texts, numbers or one operator"),
    };

    private ValueTest.AnythingBut ReadAnythingButOperator(JsonElement test, string path)
    {
        var (name, value) = OnlyProperty(test, path);
        JsonElement[] values = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (values.Length == 0) throw Wrong(path, $"anything-but's '{name}' takes a text or a list of texts that is not empty");
        return name switch
        {
            "prefix" => new([.. values.Select(v => ReadText(TextPlace.Start, v, path))]),
            "suffix" => new([.. values.Select(v => ReadText(TextPlace.End, v, path))]),
            "equals-ignore-case" => new([.. values.Select(v => new ValueTest.Text(TextPlace.Whole, TextOf(v, path), IgnoreCase: true))]),
            "wildcard" when dialect is PatternDialect.Bus => new([.. values.Select(v => new ValueTest.Wild(Wildcard.Parse(TextOf(v, path), path)))]),
            _ => throw Wrong(path, $"anything-but does not take '{name}'"),
        };
    }

    private JsonElement.ArrayEnumerator OneKind(JsonElement list, string path) =>
        dialect is PatternDialect.Mapping || list.EnumerateArray().Select(v => v.ValueKind).Distinct().Count() == 1
            ? list.EnumerateArray()
            : throw Wrong(path, "anything-but lists only texts or only numbers");

    private static ValueTest Exact(JsonElement value) => value.ValueKind is JsonValueKind.String
        ? new ValueTest.ExactText(value.GetString()!)
        : new ValueTest.Exact(value.Clone());

    private static ValueTest Scalar(JsonElement value, string path) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? Exact(value)
        : throw Wrong(path, "anything-but lists texts and numbers");

    private static string TextOf(JsonElement value, string path) => value.ValueKind is JsonValueKind.String
        ? value.GetString()!
        : throw Wrong(path, $"a text was expected, not {value.GetRawText()}");

    private static EventPatternException Wrong(string path, string why) => PatternReader.Wrong(path, why);
}
