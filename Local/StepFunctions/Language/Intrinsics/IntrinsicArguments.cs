using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

/// <summary>The arguments of one call, checked as they are asked for.</summary>
internal readonly record struct IntrinsicArguments(string Name, JsonNode?[] Values, Random Random)
{
    public int Count => Values.Length;

    public JsonNode? this[int index] => Values[index];

    public string Text(int index) => JsonValues.IsString(Values[index], out var text) ? text : throw Wrong(index, "a string");

    public JsonArray Array(int index) => Values[index] as JsonArray ?? throw Wrong(index, "an array");

    public JsonObject Object(int index) => Values[index] as JsonObject ?? throw Wrong(index, "an object");

    public bool Boolean(int index) => JsonValues.IsBoolean(Values[index], out var value) ? value : throw Wrong(index, "true or false");

    /// <summary>Fractions are rounded, halves toward positive infinity: 2.5 is 3, -1.5 is -1.</summary>
    public long Integer(int index)
    {
        if (!JsonValues.IsNumber(Values[index], out var number)) throw Wrong(index, "a number");
        var rounded = decimal.Floor(number + 0.5m);
        return rounded is >= int.MinValue and <= int.MaxValue
            ? (long)rounded
            : throw new FormatException($"argument {index + 1} must lie between {int.MinValue} and {int.MaxValue}");
    }

    private FormatException Wrong(int index, string wanted)
    {
        var kind = JsonValues.Kind(Values[index]);
        var was = kind is JsonValueKind.True or JsonValueKind.False ? "boolean" : kind.ToString().ToLower(CultureInfo.InvariantCulture);
        return new($"argument {index + 1} must be {wanted}, not {was}");
    }
}
