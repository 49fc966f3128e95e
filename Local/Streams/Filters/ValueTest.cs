using System.Text.Json;

namespace EventChat.Local.Streams.Filters;

/// <summary>One alternative in a pattern's list of values.</summary>
internal abstract record ValueTest
{
    private ValueTest() { }

    public virtual bool Accepts(JsonElement value) => false;

    /// <summary>The same JSON value. Numbers are compared as they are written, as AWS does: 300 is not 3.0e2.</summary>
    public sealed record Exact(JsonElement Value) : ValueTest
    {
        public override bool Accepts(JsonElement value) => value.ValueKind == Value.ValueKind && Value.ValueKind switch
        {
            JsonValueKind.String => value.ValueEquals(Value.GetString()),
            JsonValueKind.Number => value.GetRawText() == Value.GetRawText(),
            _ => true,
        };
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
    public sealed record Numeric(IReadOnlyList<(string Operator, decimal Bound)> Bounds) : ValueTest
    {
        public override bool Accepts(JsonElement value) =>
            value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) && Bounds.All(b => b.Operator switch
            {
                "=" => number == b.Bound,
                "<" => number < b.Bound,
                "<=" => number <= b.Bound,
                ">" => number > b.Bound,
                _ => number >= b.Bound,
            });
    }

    /// <summary>A value that none of the tests accepts.</summary>
    public sealed record AnythingBut(IReadOnlyList<ValueTest> Tests) : ValueTest
    {
        public override bool Accepts(JsonElement value) => value.ValueKind is not JsonValueKind.Object && !Tests.Any(t => t.Accepts(value));
    }

    /// <summary><c>{"exists": true}</c></summary>
    public sealed record Present : ValueTest;

    /// <summary><c>{"exists": false}</c></summary>
    public sealed record Absent : ValueTest;
}

internal enum TextPlace { Whole, Start, End }
