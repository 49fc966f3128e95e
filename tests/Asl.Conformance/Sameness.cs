using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Asl.Conformance;

internal static class Sameness
{
    /// <summary>Numbers by value (1 = 1.0), everything else strictly; the order of an object's fields does not count.</summary>
    public static bool Of(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (null, null) => true,
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(field => y.TryGetPropertyValue(field.Key, out var other) && Of(field.Value, other)),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Of(pair.First, pair.Second)),
        (JsonValue x, JsonValue y) => Values(x, y),
        _ => false,
    };

    private static bool Values(JsonValue a, JsonValue b)
    {
        var kind = a.GetValueKind();
        if (kind != b.GetValueKind()) return false;
        return kind switch
        {
            JsonValueKind.Number => Number(a) is var x && Number(b) is var y && (x == y || Math.Abs(x - y) <= 1e-12 * Math.Max(Math.Abs(x), Math.Abs(y))),
            JsonValueKind.String => a.GetValue<string>() == b.GetValue<string>(),
            _ => true,
        };
    }

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
