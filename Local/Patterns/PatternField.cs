using System.Text;
using System.Text.Json;

namespace EventChat.Local.Patterns;

/// <summary>What a pattern asks of one key.</summary>
internal abstract class PatternField(string name)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    /// <summary>Asks only that something is not there.</summary>
    public abstract bool IsAbsence { get; }

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

        /// <summary>
        /// What comes first by name and must be absent is absent from the whole array, since no element is chosen yet; after another key it is
        /// absent from the element that matched that. So it is on AWS, which goes through a pattern's keys by name.
        /// </summary>
        private readonly (PatternField[] Everywhere, PatternField[] InOne)[] _inArrays = [.. alternatives.Select(InArray)];

        public override bool IsAbsence { get; } = alternatives.All(fields => fields.All(field => field.IsAbsence));

        public override bool Matches(JsonElement parent) => TryGet(parent, out var value) ? MatchesValue(value) : _matchesNothing;

        private bool MatchesValue(JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Array) return EventPattern.Matches(alternatives, value);
            foreach (var (everywhere, inOne) in _inArrays)
                if (All(everywhere, value) && (inOne.Length == 0 || Any(inOne, value))) return true;
            return false;
        }

        private static bool All(PatternField[] fields, JsonElement value)
        {
            if (fields.Length == 0) return true;
            if (value.ValueKind is not JsonValueKind.Array) return EventPattern.MatchesAll(fields, value);
            foreach (var element in value.EnumerateArray())
                if (!All(fields, element)) return false;
            return true;
        }

        private static bool Any(PatternField[] fields, JsonElement value)
        {
            if (value.ValueKind is not JsonValueKind.Array) return EventPattern.MatchesAll(fields, value);
            foreach (var element in value.EnumerateArray())
                if (Any(fields, element)) return true;
            return false;
        }

        private static (PatternField[], PatternField[]) InArray(PatternField[] fields)
        {
            var sorted = fields.OrderBy(field => field.Name, StringComparer.Ordinal).ToList();
            var first = sorted.TakeWhile(field => field.IsAbsence).ToArray();
            return (first, [.. sorted.Skip(first.Length)]);
        }
    }

    /// <summary>The key holds a value, or an array with a value, that one of the tests accepts.</summary>
    public sealed class Leaf(string name, ValueTest[] tests) : PatternField(name)
    {
        private readonly bool _acceptsAbsent = tests.Any(test => test is ValueTest.Absent);

        public IReadOnlyList<ValueTest> Tests => tests;

        public override bool IsAbsence { get; } = tests.All(test => test is ValueTest.Absent);

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
