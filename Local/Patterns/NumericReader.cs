using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>Reads <c>{"numeric": [">", 0, "&lt;=", 5]}</c>.</summary>
internal static class NumericReader
{
    /// <summary>EventBridge compares numbers from -5 to 5 billion.</summary>
    private const decimal Limit = 5_000_000_000m;

    public static ValueTest.Numeric Read(JsonElement value, string path, PatternDialect dialect)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() is not (2 or 4))
            throw PatternReader.Wrong(path, "numeric takes one or two pairs of an operator and a number");
        var bounds = new List<(NumericOperator Operator, decimal Number)>();
        for (var i = 0; i < value.GetArrayLength(); i += 2) bounds.Add((Operator(value[i], path), Number(value[i + 1], path, dialect)));
        if (dialect is PatternDialect.Bus && bounds is [var lower, var upper]) CheckRange(lower, upper, path);
        return new ValueTest.Numeric([.. bounds]);
    }

    private static void CheckRange((NumericOperator Operator, decimal Number) lower, (NumericOperator Operator, decimal Number) upper, string path)
    {
        if (lower.Operator is not (NumericOperator.Above or NumericOperator.AtLeast) || upper.Operator is not (NumericOperator.Below or NumericOperator.AtMost))
            throw PatternReader.Wrong(path, "a range is > or >= a number, then < or <= another");
        if (lower.Number >= upper.Number) throw PatternReader.Wrong(path, "Bottom must be less than top");
    }

    private static NumericOperator Operator(JsonElement value, string path) => (value.ValueKind is JsonValueKind.String ? value.GetString() : null) switch
    {
        "=" => NumericOperator.Equal,
        "<" => NumericOperator.Below,
        "<=" => NumericOperator.AtMost,
        ">" => NumericOperator.Above,
        ">=" => NumericOperator.AtLeast,
        _ => throw PatternReader.Wrong(path, $"{value.GetRawText()} is no numeric operator"),
    };

    private static decimal Number(JsonElement value, string path, PatternDialect dialect)
    {
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDecimal(out var number)) throw PatternReader.Wrong(path, "numeric compares with numbers");
        return dialect is PatternDialect.Mapping || Math.Abs(number) <= Limit
            ? number
            : throw PatternReader.Wrong(path, "a number to compare with lies between -5.0E9 and 5.0E9, inclusive");
    }
}

internal enum NumericOperator { Equal, Below, AtMost, Above, AtLeast }
