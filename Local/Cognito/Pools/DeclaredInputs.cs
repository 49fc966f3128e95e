using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Cognito.Pools;

/// <summary>A resource's inputs, each to be asked for by name: what nobody asked for would have been ignored, and is refused.</summary>
internal sealed class DeclaredInputs(string resource, JsonObject inputs)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public static DeclaredInputs Of(ResourceDeclaration resource) => new($"{resource.Type} {resource.LogicalName}", resource.Inputs);

    public JsonNode? Node(string name)
    {
        _asked.Add(name);
        return inputs[name];
    }

    public string? Text(string name) => Node(name)?.ToString();

    public string RequiredText(string name) => Text(name) ?? throw Refuse($"needs the input {name}");

    public bool? Flag(string name) => Text(name) is { } text ? bool.Parse(text) : null;

    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public IReadOnlyList<string>? Texts(string name) => (Node(name) as JsonArray)?.Select(item => item!.ToString()).ToList();

    public DeclaredInputs? Block(string name) => Node(name) is JsonObject block ? new($"{resource}: {name}", block) : null;

    public IEnumerable<DeclaredInputs> Blocks(string name) =>
        (Node(name) as JsonArray)?.OfType<JsonObject>().Select(block => new DeclaredInputs($"{resource}: {name}", block)) ?? [];

    /// <summary>Inputs without an effect that a user of this machine could see: kept as declared, no more.</summary>
    public void Record(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _asked.Add(name);
    }

    /// <summary>An input that only one value of can be honoured.</summary>
    public void Only(string name, string value)
    {
        if (Text(name) is { } given && !given.Equals(value, StringComparison.OrdinalIgnoreCase))
            throw Refuse($"{name} = {given} is not emulated (only {value})");
    }

    /// <exception cref="UnsupportedResourceException">An input was never asked for.</exception>
    public void Done()
    {
        var ignored = inputs.Where(i => i.Value is not null && !_asked.Contains(i.Key)).Select(i => i.Key).Order(StringComparer.Ordinal).ToList();
        if (ignored.Count > 0) throw Refuse($"not emulated: {string.Join(", ", ignored)}");
    }

    public UnsupportedResourceException Refuse(string why) => new($"{resource}: {why}.");
}
