using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language;

/// <summary>JSON values as the language sees them: numbers by value, texts ordinal.</summary>
internal static class JsonValues
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000 };

    public static string Text(JsonNode? value) => value is null ? "null" : value.ToJsonString(Plain);

    public static int Bytes(JsonNode? value) => Encoding.UTF8.GetByteCount(Text(value));

    public static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    public static bool IsString(JsonNode? value, out string text)
    {
        text = Kind(value) is JsonValueKind.String ? value!.GetValue<string>() : "";
        return Kind(value) is JsonValueKind.String;
    }

    public static bool IsBoolean(JsonNode? value, out bool truth)
    {
        truth = Kind(value) is JsonValueKind.True;
        return truth || Kind(value) is JsonValueKind.False;
    }

    public static bool IsNumber(JsonNode? value, out decimal number)
    {
        number = 0;
        if (Kind(value) is not JsonValueKind.Number) return false;
        var text = value!.ToJsonString();
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return true;
        // Beyond decimal's range: as far as it goes, so that comparisons still tell the sign.
        number = double.Parse(text, CultureInfo.InvariantCulture) > 0 ? decimal.MaxValue : decimal.MinValue;
        return true;
    }

    /// <summary>Null if the two have no order: different kinds, or neither texts nor numbers.</summary>
    public static int? Compare(JsonNode? left, JsonNode? right)
    {
        if (IsNumber(left, out var a) && IsNumber(right, out var b)) return a.CompareTo(b);
        return IsString(left, out var x) && IsString(right, out var y) ? string.CompareOrdinal(x, y) : null;
    }

    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (IsNumber(left, out var a) && IsNumber(right, out var b)) return a == b;
        return (left, right) switch
        {
            (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
            (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(field => y.TryGetPropertyValue(field.Key, out var other) && Same(field.Value, other)),
            _ => JsonNode.DeepEquals(left, right),
        };
    }
}
