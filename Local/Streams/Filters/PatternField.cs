using System.Text.Json;

namespace EventChat.Local.Streams.Filters;

/// <summary>What a pattern asks of one key.</summary>
internal abstract record PatternField(string Name)
{
    public abstract bool Matches(JsonElement parent);

    /// <summary>The key holds an object, or an array with an object, that matches a pattern.</summary>
    public sealed record Nested(string Name, IReadOnlyList<IReadOnlyList<PatternField>> Alternatives) : PatternField(Name)
    {
        /// <summary>Asks only for keys that are absent, so it also matches where there is no object at all.</summary>
        private readonly bool _matchesNothing = EventPattern.Matches(Alternatives, default);

        public override bool Matches(JsonElement parent) =>
            TryGet(parent, Name, out var value) ? MatchesValue(value) : _matchesNothing;

        private bool MatchesValue(JsonElement value) => value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Any(MatchesValue)
            : EventPattern.Matches(Alternatives, value);
    }

    /// <summary>The key holds a value, or an array with a value, that one of the tests accepts.</summary>
    public sealed record Leaf(string Name, IReadOnlyList<ValueTest> Tests) : PatternField(Name)
    {
        public override bool Matches(JsonElement parent)
        {
            if (!TryGet(parent, Name, out var value)) return Tests.Any(t => t is ValueTest.Absent);
            return Tests.Any(test => Accepts(test, value));
        }

        private static bool Accepts(ValueTest test, JsonElement value) => test switch
        {
            ValueTest.Absent => false,
            ValueTest.Present => value.ValueKind is not JsonValueKind.Object,
            _ => value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().Any(e => Accepts(test, e)) : test.Accepts(value),
        };
    }

    private static bool TryGet(JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out value);
    }
}
