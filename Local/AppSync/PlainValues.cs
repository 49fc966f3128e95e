using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace EventChat.Local.AppSync;

/// <summary>
/// The values that pass between resolvers, data sources and the response: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="decimal"/> (a DynamoDB number beyond both), <see cref="string"/>, <see cref="Dictionary{TKey,TValue}"/> of them and <see cref="List{T}"/> of them.
/// </summary>
internal static class PlainValues
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Contracts.Wire.Encoder, SkipValidation = true };

    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public static object? Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var value = Read(ref reader);
        if (reader.Read()) throw new JsonException("More than one JSON value.");
        return value;
    }

    public static object? Parse(string json) => Parse(System.Text.Encoding.UTF8.GetBytes(json));

    public static object? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    map[name] = Read(ref reader);
                }
                return map;
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Read(ref reader));
                return list;
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble();
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Null: return null;
            default: throw new JsonException($"Unexpected {reader.TokenType}.");
        }
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case double: writer.WriteNullValue(); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (name, item) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, item);
                }
                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            case IFormattable other: writer.WriteRawValue(other.ToString(null, CultureInfo.InvariantCulture)); break;
            default: throw new InvalidOperationException($"A {value.GetType().Name} is not a plain value.");
        }
    }

    public static byte[] ToUtf8(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) Write(writer, value);
        return buffer.WrittenSpan.ToArray();
    }

    public static string ToJson(object? value) => System.Text.Encoding.UTF8.GetString(ToUtf8(value));

    public static bool IsNumber(object? value) => value is int or long or double or decimal;

    public static double ToDouble(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
