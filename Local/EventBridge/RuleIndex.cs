using System.Text.Json;
using EventChat.Local.Patterns;

namespace EventChat.Local.EventBridge;

/// <summary>
/// A bus's enabled rules, found by the source and detail type that they name: an event is tried only on those that name its own, or none.
/// </summary>
public sealed class RuleIndex<T>
{
    private readonly Dictionary<string, BySource> _sources = new(StringComparer.Ordinal);
    private readonly BySource _anySource = new();

    public RuleIndex(IEnumerable<(EventPattern Pattern, T Rule)> rules)
    {
        foreach (var (pattern, rule) in rules)
        {
            var types = pattern.ExactTexts("detail-type");
            if (pattern.ExactTexts("source") is not { } sources) _anySource.Add(types, pattern, rule);
            else
                foreach (var source in sources)
                {
                    if (!_sources.TryGetValue(source, out var bucket)) _sources[source] = bucket = new BySource();
                    bucket.Add(types, pattern, rule);
                }
        }
    }

    /// <param name="matched">Gets the rules whose pattern the event matches; each once.</param>
    public void Match(JsonElement @event, List<T> matched)
    {
        var source = TextOf(@event, "source"u8);
        var type = TextOf(@event, "detail-type"u8);
        if (source is not null && _sources.TryGetValue(source, out var named)) named.Match(type, @event, matched);
        _anySource.Match(type, @event, matched);
    }

    private static string? TextOf(JsonElement @event, ReadOnlySpan<byte> key) =>
        @event.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private sealed class BySource
    {
        private readonly Dictionary<string, List<(EventPattern Pattern, T Rule)>> _types = new(StringComparer.Ordinal);
        private readonly List<(EventPattern Pattern, T Rule)> _anyType = [];

        public void Add(IReadOnlyCollection<string>? types, EventPattern pattern, T rule)
        {
            if (types is null) _anyType.Add((pattern, rule));
            else
                foreach (var type in types)
                {
                    if (!_types.TryGetValue(type, out var bucket)) _types[type] = bucket = [];
                    bucket.Add((pattern, rule));
                }
        }

        public void Match(string? type, JsonElement @event, List<T> matched)
        {
            if (type is not null && _types.TryGetValue(type, out var named)) Match(named, @event, matched);
            Match(_anyType, @event, matched);
        }

        private static void Match(List<(EventPattern Pattern, T Rule)> rules, JsonElement @event, List<T> matched)
        {
            foreach (var (pattern, rule) in rules)
                if (pattern.Matches(@event)) matched.Add(rule);
        }
    }
}
