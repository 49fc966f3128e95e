using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Items as JSON in one canonical form: two are the same if their texts are. Names in order, numbers as DynamoDB normalises them, binary as base64.</summary>
public static class ItemText
{
    /// <summary>A row's checkpointing and its key are not what it says.</summary>
    private static readonly HashSet<string> Apart =
        [StateKeys.Pk, StateKeys.Sk, RowItems.Parked, RowItems.Filling, RowItems.Awaited, RowItems.Claimed, RowItems.Repairs];

    public static string Of(Item row) => Text(json => Write(json, row, apart: true));

    public static string Of(AttributeValue value) => Text(json => Write(json, value));

    /// <summary>Whether the texts are the same, mostly without making them.</summary>
    public static bool Same(Item? a, Item? b) => a is null || b is null ? a is null && b is null : Same(a, b, apart: true);

    private static bool Same(Item a, Item b, bool apart)
    {
        var left = 0;
        foreach (var (name, value) in a)
        {
            if (apart && Apart.Contains(name)) continue;
            if (!b.TryGetValue(name, out var other) || !Same(value, other)) return false;
            left++;
        }
        foreach (var name in b.Keys)
            if (!apart || !Apart.Contains(name)) left--;
        return left == 0;
    }

    private static bool Same(AttributeValue a, AttributeValue b)
    {
        if (a.S is { } text && b.S is { } otherText) return text == otherText;
        if (a.N is { } number && b.N is { } otherNumber && number == otherNumber) return true;
        if (a.M is { Count: > 0 } map && b.M is { Count: > 0 } otherMap) return Same(map, otherMap, apart: false);
        if (a.L is not { Count: > 0 } list || b.L is not { Count: > 0 } others) return Of(a) == Of(b);
        if (list.Count != others.Count) return false;
        for (var i = 0; i < list.Count; i++)
            if (!Same(list[i], others[i])) return false;
        return true;
    }

    /// <summary>The first attribute that differs; null if none does.</summary>
    public static string? FirstDifference(Item a, Item b) =>
        a.Keys.Union(b.Keys).Where(n => !Apart.Contains(n)).Order(StringComparer.Ordinal).FirstOrDefault(n =>
            !a.TryGetValue(n, out var x) || !b.TryGetValue(n, out var y) || !Same(x, y));

    /// <summary>What the row says, by name, without its key.</summary>
    public static void Write(Utf8JsonWriter json, Item row) => Write(json, row, apart: true);

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Wire.Encoder })) write(json);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, Item map, bool apart)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map.Where(a => !apart || !Apart.Contains(a.Key)).OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        if (value.S is { } text) json.WriteStringValue(text);
        else if (value.N is { } number) json.WriteRawValue(Number(number));
        else if (value.BOOL is { } yes) json.WriteBooleanValue(yes);
        else if (value.B is { } binary) json.WriteBase64StringValue(binary.ToArray());
        else if (value.SS is { Count: > 0 } texts) WriteList(json, texts.Order(StringComparer.Ordinal), json.WriteStringValue);
        else if (value.NS is { Count: > 0 } numbers) WriteList(json, numbers.Select(Number).Order(StringComparer.Ordinal), n => json.WriteRawValue(n));
        else if (value.M is { Count: > 0 } || value.IsMSet) Write(json, value.M ?? [], apart: false);
        else if (value.NULL is true) json.WriteNullValue();
        else WriteList(json, value.L ?? [], v => Write(json, v));
    }

    private static void WriteList<T>(Utf8JsonWriter json, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var value in values) write(value);
        json.WriteEndArray();
    }

    private static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text;
}
