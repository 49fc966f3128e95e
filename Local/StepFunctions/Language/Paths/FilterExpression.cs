using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Paths;

/// <summary>What stands in <c>[?(…)]</c>.</summary>
internal abstract record FilterExpression
{
    private FilterExpression() { }

    public abstract bool Holds(JsonNode? current, JsonNode? root);

    public sealed record Both(FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        public override bool Holds(JsonNode? current, JsonNode? root) => Left.Holds(current, root) && Right.Holds(current, root);
    }

    public sealed record Either(FilterExpression Left, FilterExpression Right) : FilterExpression
    {
        public override bool Holds(JsonNode? current, JsonNode? root) => Left.Holds(current, root) || Right.Holds(current, root);
    }

    public sealed record Not(FilterExpression Inner) : FilterExpression
    {
        public override bool Holds(JsonNode? current, JsonNode? root) => !Inner.Holds(current, root);
    }

    public sealed record Exists(JsonPath Path) : FilterExpression
    {
        public override bool Holds(JsonNode? current, JsonNode? root) => Path.Matches(Path.Root is PathRoot.Current ? current : root).Any();
    }

    public sealed record Comparison(FilterOperand Left, string Operator, FilterOperand Right) : FilterExpression
    {
        public override bool Holds(JsonNode? current, JsonNode? root)
        {
            if (!Left.TryValue(current, root, out var left) || !Right.TryValue(current, root, out var right)) return false;
            return Operator switch
            {
                "==" => JsonValues.Same(left, right),
                "!=" => !JsonValues.Same(left, right),
                "in" => right is JsonArray set && set.Any(item => JsonValues.Same(left, item)),
                "nin" => right is JsonArray set && !set.Any(item => JsonValues.Same(left, item)),
                _ => JsonValues.Compare(left, right) is { } order && Fits(order),
            };
        }

        private bool Fits(int order) => Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}

/// <summary>A side of a comparison: a path or a literal.</summary>
internal sealed record FilterOperand(JsonPath? Path, JsonNode? Literal)
{
    public bool TryValue(JsonNode? current, JsonNode? root, out JsonNode? value)
    {
        if (Path is null)
        {
            value = Literal;
            return true;
        }
        value = Path.Select(Path.Root is PathRoot.Current ? current : root, out var found);
        return found;
    }
}
