using System.Text;
using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>One alternative in a pattern's list of values, asked of a value that is neither object nor array.</summary>
internal abstract record ValueTest
{
    private ValueTest() { }

    public virtual bool Accepts(JsonElement value) => false;

    public sealed record ExactText(string Value) : ValueTest
    {
        private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Value);

        public override bool Accepts(JsonElement value) => value.ValueKind is JsonValueKind.String && value.ValueEquals(_utf8);
    }

    /// <summary>The same JSON value. Numbers are compared as they are written, as AWS does: 300 is not 3.0e2.</summary>
    public sealed record Exact(JsonElement Value) : ValueTest
    {
        private readonly string _text = Value.GetRawText();

        public override bool Accepts(JsonElement value) =>
            value.ValueKind == Value.ValueKind && (Value.ValueKind is not JsonValueKind.Number || value.GetRawText() == _text);
    }

    /// <summary>A text that begins with, ends with or is another.</summary>
    public sealed record Text(TextPlace Place, string Sought, bool IgnoreCase) : ValueTest
    {
        private StringComparison Comparison => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

        public override bool Accepts(JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.String) return false;
            var text = value.GetString()!;
            return Place switch
            {
                TextPlace.Start => text.StartsWith(Sought, Comparison),
                TextPlace.End => text.EndsWith(Sought, Comparison),
                _ => text.Equals(Sought, Comparison),
            };
        }
    }

    /// <summary>A number within bounds. DynamoDB's numbers are text in an event (<c>{"N": "3"}</c>), so this never matches one.</summary>
    public sealed record Numeric((NumericOperator Operator, decimal Bound)[] Bounds) : ValueTest
    {
        public override bool Accepts(JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDecimal(out var number)) return false;
            foreach (var (comparison, bound) in Bounds)
                if (!Holds(comparison, number, bound)) return false;
            return true;
        }

        private static bool Holds(NumericOperator comparison, decimal number, decimal bound) => comparison switch
        {
            NumericOperator.Equal => number == bound,
            NumericOperator.Below => number < bound,
            NumericOperator.AtMost => number <= bound,
            NumericOperator.Above => number > bound,
            _ => number >= bound,
        };
    }

    public sealed record Wild(Wildcard Pattern) : ValueTest
    {
        public override bool Accepts(JsonElement value) => value.ValueKind is JsonValueKind.String && Pattern.Matches(value.GetString()!);
    }

    public sealed record Within(AddressRange Range) : ValueTest
    {
        public override bool Accepts(JsonElement value) => value.ValueKind is JsonValueKind.String && Range.Contains(value.GetString()!);
    }

    /// <summary>A value that none of the tests accepts.</summary>
    public sealed record AnythingBut(IReadOnlyList<ValueTest> Tests) : ValueTest
    {
        public override bool Accepts(JsonElement value)
        {
            foreach (var test in Tests)
                if (test.Accepts(value)) return false;
            return true;
        }
    }

    /// <summary><c>{"exists": true}</c></summary>
    public sealed record Present : ValueTest
    {
        public static readonly Present Instance = new();

        public override bool Accepts(JsonElement value) => true;
    }

    /// <summary><c>{"exists": false}</c></summary>
    public sealed record Absent : ValueTest
    {
        public static readonly Absent Instance = new();
    }
}

internal enum TextPlace { Whole, Start, End }
