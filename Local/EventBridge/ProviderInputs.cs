using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.EventBridge;

/// <summary>A resource's inputs, each to be asked for by name: what nobody asked for would have been ignored, and is refused.</summary>
internal sealed class ProviderInputs(string resource, string logicalName, JsonObject inputs)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public ProviderInputs(ResourceDeclaration resource) : this($"{resource.Type} {resource.LogicalName}", resource.LogicalName, resource.Inputs)
    {
    }

    public JsonNode? Node(string name)
    {
        _asked.Add(name);
        return inputs[name];
    }

    public string? Text(string name) => Node(name)?.ToString();

    public bool? Flag(string name) => Text(name) is { } text ? bool.Parse(text) : null;

    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Without a name the engine would make one up from the logical name.</summary>
    public string Name() => Text("name") ?? logicalName;

    public ProviderInputs? Block(string name) => Node(name) is JsonObject block ? new($"{resource}: {name}", name, block) : null;

    /// <summary>The inputs of these names as the API writes them, in PascalCase all the way down; those not given are left out.</summary>
    public JsonObject Take(params ReadOnlySpan<string> names)
    {
        var taken = new JsonObject();
        foreach (var name in names)
            if (Node(name) is { } value) taken[Pascal(name)] = Pascal(value);
        return taken;
    }

    public JsonArray Tags() => [.. (Node("tags") as JsonObject ?? []).Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value?.ToString() })];

    /// <summary>Inputs that only speak to the engine.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _asked.Add(name);
    }

    /// <exception cref="UnsupportedResourceException">An input was never asked for.</exception>
    public void Done()
    {
        var ignored = inputs.Where(i => i.Value is not null && !_asked.Contains(i.Key)).Select(i => i.Key).Order(StringComparer.Ordinal).ToList();
        if (ignored.Count > 0) throw new UnsupportedResourceException($"{resource}: not emulated: {string.Join(", ", ignored)}.");
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static JsonNode? Pascal(JsonNode? value) => value switch
    {
        JsonObject block => new JsonObject(block.Where(entry => entry.Value is not null).Select(entry => KeyValuePair.Create(Pascal(entry.Key), Pascal(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Pascal)]),
        _ => value?.DeepClone(),
    };

    public static JsonObject Compact(JsonObject request)
    {
        foreach (var name in request.Where(member => member.Value is null).Select(member => member.Key).ToList()) request.Remove(name);
        return request;
    }
}
