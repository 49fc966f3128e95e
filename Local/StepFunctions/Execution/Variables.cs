using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>The variables of a scope; those of the scopes around it can be read.</summary>
internal sealed class Variables(Variables? outer = null)
{
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);

    public JsonNode? Get(string name) =>
        _values.TryGetValue(name, out var value) ? value
        : outer is not null ? outer.Get(name)
        : throw StateError.Runtime($"The variable '${name}' has no value");

    /// <summary>All at once: the values were evaluated on the old ones.</summary>
    public void Assign(JsonObject values)
    {
        foreach (var (name, value) in values) _values[name] = value?.DeepClone();
    }
}
