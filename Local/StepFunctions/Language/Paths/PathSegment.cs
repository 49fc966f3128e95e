using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Paths;

/// <summary>One step of a path.</summary>
internal abstract record PathSegment
{
    private PathSegment() { }

    public virtual bool IsDefinite => false;

    /// <summary>The one place a definite step leads to.</summary>
    public virtual bool TryStep(JsonNode? node, out JsonNode? next) => throw new InvalidOperationException("This step has no single place.");

    public abstract IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root);

    public sealed record Name(string Key) : PathSegment
    {
        public override bool IsDefinite => true;

        public override bool TryStep(JsonNode? node, out JsonNode? next)
        {
            next = null;
            return node is JsonObject fields && fields.TryGetPropertyValue(Key, out next);
        }

        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => TryStep(node, out var next) ? [next] : [];
    }

    /// <param name="At">Negative counts from the end.</param>
    public sealed record Index(int At) : PathSegment
    {
        public override bool IsDefinite => true;

        public override bool TryStep(JsonNode? node, out JsonNode? next)
        {
            next = null;
            if (node is not JsonArray items) return false;
            var at = At < 0 ? items.Count + At : At;
            if (at < 0 || at >= items.Count) return false;
            next = items[at];
            return true;
        }

        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => TryStep(node, out var next) ? [next] : [];
    }

    public sealed record Wildcard : PathSegment
    {
        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => Children(node);
    }

    /// <summary><c>[start:end:step]</c>; the step is positive.</summary>
    public sealed record Slice(int? Start, int? End, int Step) : PathSegment
    {
        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root)
        {
            if (node is not JsonArray items) yield break;
            var end = Bound(End ?? items.Count, items.Count);
            for (var i = Bound(Start ?? 0, items.Count); i < end; i += Step) yield return items[i];
        }

        private static int Bound(int at, int count) => Math.Clamp(at < 0 ? count + at : at, 0, count);
    }

    public sealed record Union(IReadOnlyList<PathSegment> Parts) : PathSegment
    {
        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => Parts.SelectMany(part => part.Expand(node, root));
    }

    public sealed record Filter(FilterExpression Expression) : PathSegment
    {
        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => node switch
        {
            JsonArray items => items.Where(item => Expression.Holds(item, root)),
            JsonObject when Expression.Holds(node, root) => [node],
            _ => [],
        };
    }

    /// <summary><c>..</c> before another step: that step at the node and at everything below it.</summary>
    public sealed record Descendants(PathSegment Then) : PathSegment
    {
        public override IEnumerable<JsonNode?> Expand(JsonNode? node, JsonNode? root) => SelfAndBelow(node).SelectMany(n => Then.Expand(n, root));

        private static IEnumerable<JsonNode?> SelfAndBelow(JsonNode? node)
        {
            var waiting = new Stack<JsonNode?>([node]);
            while (waiting.TryPop(out var next))
            {
                yield return next;
                foreach (var child in Children(next).Reverse()) waiting.Push(child);
            }
        }
    }

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value),
        JsonArray items => items,
        _ => [],
    };
}
