using System.Text;
using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>What a pattern asks of one key.</summary>
internal abstract class PatternField(string name)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    public abstract bool Matches(JsonElement parent);

    protected bool TryGet(JsonElement parent, out JsonElement value)
    {
        value = default;
        return parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(_utf8, out value);
    }

    /// <summary>The key holds an object, or an array with an object, that matches a pattern.</summary>
    public sealed class Nested(string name, PatternField[][] alternatives) : PatternField(name)
    {
        /// <summary>Asks only for keys that are absent, so it also matches where there is no object at all.</summary>
        private readonly bool _matchesNothing = EventPattern.Matches(alternatives, default);

        public override bool Matches(JsonElement parent) => TryGet(parent, out var value) ? MatchesValue(value) : _matchesNothing;

        private bool MatchesValue(JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Array) return EventPattern.Matches(alternatives, value);
            foreach (var element in value.EnumerateArray())
                if (MatchesValue(element)) return true;
            return false;
        }
    }

    /// <summary>The key holds a value, or an array with a value, that one of the tests accepts.</summary>
    public sealed class Leaf(string name, ValueTest[] tests) : PatternField(name)
    {
        private readonly bool _acceptsAbsent = tests.Any(test => test is ValueTest.Absent);

        public IReadOnlyList<ValueTest> Tests => tests;

        public override bool Matches(JsonElement parent)
        {
            // Only values count as there; an object or an empty array at this key is as good as nothing.
            if (!TryGet(parent, out var value) || !HoldsValue(value)) return _acceptsAbsent;
            foreach (var test in tests)
                if (Accepts(test, value)) return true;
            return false;
        }

        private static bool Accepts(ValueTest test, JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Array) return value.ValueKind is not JsonValueKind.Object && test.Accepts(value);
            foreach (var element in value.EnumerateArray())
                if (Accepts(test, element)) return true;
            return false;
        }

        private static bool HoldsValue(JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Array) return value.ValueKind is not JsonValueKind.Object;
            foreach (var element in value.EnumerateArray())
                if (HoldsValue(element)) return true;
            return false;
        }
    }
}
