using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

internal static class ArrayFunctions
{
    /// <summary>Items of an ArrayRange: AWS's own bound.</summary>
    private const int MaxRange = 1_000;

    public static JsonNode Partition(IntrinsicArguments a)
    {
        var size = a.Integer(1);
        if (size <= 0) throw new FormatException("argument 2 must be positive");
        var chunks = a.Array(0).Chunk((int)size).Select(chunk => (JsonNode?)new JsonArray([.. chunk.Select(item => item?.DeepClone())]));
        return new JsonArray([.. chunks]);
    }

    public static JsonNode Range(IntrinsicArguments a)
    {
        var (first, last, step) = (a.Integer(0), a.Integer(1), a.Integer(2));
        if (step == 0) throw new FormatException("argument 3 must not be 0");
        var count = (last - first) / step + 1;
        if (count > MaxRange) throw new FormatException($"a range has at most {MaxRange} items, not {count}");
        if (Math.Sign(last - first) * Math.Sign(step) < 0) return new JsonArray();
        return new JsonArray([.. Enumerable.Range(0, (int)count).Select(i => (JsonNode)(first + i * step))]);
    }

    public static JsonNode? GetItem(IntrinsicArguments a)
    {
        var (items, index) = (a.Array(0), a.Integer(1));
        return index >= 0 && index < items.Count
            ? items[(int)index]?.DeepClone()
            : throw new FormatException($"there is no item {index} in an array of {items.Count}");
    }

    public static JsonNode Unique(IntrinsicArguments a)
    {
        var unique = new List<JsonNode?>();
        // Equal values have equal canonical texts, but for numbers written differently: those are told apart by value.
        foreach (var item in a.Array(0))
            if (!unique.Exists(known => JsonValues.Same(known, item))) unique.Add(item);
        return new JsonArray([.. unique.Select(item => item?.DeepClone())]);
    }
}
