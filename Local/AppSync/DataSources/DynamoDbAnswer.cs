using System.Globalization;
using System.Text.Json;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>
/// Reads an answer of DynamoDB's protocol. Items become plain values as they are read: a page of them holds hundreds of attributes, and
/// each would be a map of its own before it becomes a value. Keys stay typed, since they go back to DynamoDB.
/// </summary>
internal static class DynamoDbAnswer
{
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Dictionary<string, object?> Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        return (Dictionary<string, object?>)Read(ref reader)!;
    }

    private static object? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var list = new List<object?>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Read(ref reader));
            return list;
        }
        if (reader.TokenType != JsonTokenType.StartObject) return PlainValues.Read(ref reader);
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = (name, reader.TokenType) switch
            {
                ("Item" or "Attributes", JsonTokenType.StartObject) => Item(ref reader),
                ("Items", JsonTokenType.StartArray) => Items(ref reader),
                ("Responses", JsonTokenType.StartObject) => Tables(ref reader),
                _ => Read(ref reader),
            };
        }
        return map;
    }

    private static Dictionary<string, object?> Tables(ref Utf8JsonReader reader)
    {
        var tables = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var table = reader.GetString()!;
            reader.Read();
            tables[table] = Items(ref reader);
        }
        return tables;
    }

    private static List<object?> Items(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Item(ref reader));
        return items;
    }

    private static Dictionary<string, object?> Item(ref Utf8JsonReader reader)
    {
        var item = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            item[name] = Attribute(ref reader);
        }
        return item;
    }

    /// <summary>One typed value, e.g. <c>{"S":"text"}</c>, read to its end.</summary>
    private static object? Attribute(ref Utf8JsonReader reader)
    {
        reader.Read();
        var type = reader.GetString()!;
        reader.Read();
        object? value = type switch
        {
            "NULL" => null,
            "N" => Number(reader.GetString()!),
            "M" => Item(ref reader),
            "L" => Attributes(ref reader),
            "NS" => ((List<object?>)PlainValues.Read(ref reader)!).Select(number => (object?)Number((string)number!)).ToList(),
            _ => PlainValues.Read(ref reader),
        };
        reader.Read();
        return value;
    }

    private static List<object?> Attributes(ref Utf8JsonReader reader)
    {
        var list = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Attribute(ref reader));
        return list;
    }

    internal static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
