using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

/// <param name="Least">Arguments.</param>
/// <param name="Most">Arguments.</param>
internal sealed record IntrinsicSignature(IntrinsicFunction Run, int Least, int Most)
{
    public string Arguments => Least == Most ? $"{Least} argument(s)" : Most == int.MaxValue ? $"at least {Least} argument(s)" : $"{Least} to {Most} arguments";
}

/// <summary>The intrinsic functions of the Amazon States Language.</summary>
internal static class IntrinsicFunctions
{
    public static FrozenDictionary<string, IntrinsicSignature> All { get; } = new Dictionary<string, IntrinsicSignature>(StringComparer.Ordinal)
    {
        ["States.Array"] = new(a => new JsonArray([.. a.Values]), 0, int.MaxValue),
        ["States.ArrayPartition"] = new(ArrayFunctions.Partition, 2, 2),
        ["States.ArrayContains"] = new(a => a.Array(0).Any(item => Contained(item, a[1])), 2, 2),
        ["States.ArrayRange"] = new(ArrayFunctions.Range, 3, 3),
        ["States.ArrayGetItem"] = new(ArrayFunctions.GetItem, 2, 2),
        ["States.ArrayLength"] = new(a => a.Array(0).Count, 1, 1),
        ["States.ArrayUnique"] = new(ArrayFunctions.Unique, 1, 1),
        ["States.Base64Encode"] = new(TextFunctions.Base64Encode, 1, 1),
        ["States.Base64Decode"] = new(TextFunctions.Base64Decode, 1, 1),
        ["States.Hash"] = new(TextFunctions.Hash, 2, 2),
        ["States.Format"] = new(FormatFunction.Run, 1, int.MaxValue),
        ["States.StringSplit"] = new(TextFunctions.Split, 2, 2),
        ["States.StringToJson"] = new(TextFunctions.ToJson, 1, 1),
        ["States.JsonToString"] = new(a => JsonValues.Text(a[0]), 1, 1),
        ["States.JsonMerge"] = new(Merge, 3, 3),
        ["States.MathRandom"] = new(Random, 2, 3),
        ["States.MathAdd"] = new(Add, 2, 2),
        ["States.UUID"] = new(a => Uuid(a.Random), 0, 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static bool Contained(JsonNode? item, JsonNode? wanted) => JsonValues.Same(item, wanted);

    private static JsonObject Merge(IntrinsicArguments a)
    {
        var (first, second) = (a.Object(0), a.Object(1));
        if (a.Boolean(2)) throw new FormatException("argument 3 must be false: deep merging is not supported");
        foreach (var (key, value) in second) first[key] = value?.DeepClone();
        return first;
    }

    private static JsonNode Add(IntrinsicArguments a)
    {
        var sum = a.Integer(0) + a.Integer(1);
        return sum is >= int.MinValue and <= int.MaxValue ? sum : throw new FormatException($"the sum {sum} does not lie between {int.MinValue} and {int.MaxValue}");
    }

    /// <summary>From the first number to before the second.</summary>
    private static JsonNode Random(IntrinsicArguments a)
    {
        var (start, end) = (a.Integer(0), a.Integer(1));
        if (start >= end) throw new FormatException("argument 1 must be less than argument 2");
        var random = a.Count == 3 ? new Random((int)a.Integer(2)) : a.Random;
        return random.NextInt64(start, end);
    }

    private static JsonNode Uuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40); // version 4
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
