using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

/// <summary>A resource's inputs, read by name; what nobody read is not supported, and said so.</summary>
internal sealed class Inputs(string resource, JsonObject inputs)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public static Inputs Of(ResourceDeclaration resource) => new($"{resource.LogicalName} ({resource.Type})", resource.Inputs);

    private JsonNode? Read(string name)
    {
        _read.Add(name);
        return inputs.TryGetPropertyName(name);
    }

    public string? Text(string name) => Read(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Unsupported($"{name} is not a text."),
    };

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Unsupported($"{name} is missing.");

    public int? Number(string name) => Read(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<double>(out var number) && number == (int)number => (int)number,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw Unsupported($"{name} is not a whole number."),
    };

    public Inputs? Map(string name) => Read(name) switch
    {
        null => null,
        JsonObject map => new Inputs($"{resource}: {name}", map),
        _ => throw Unsupported($"{name} is not a map."),
    };

    public IReadOnlyList<Inputs> Maps(string name) => Read(name) switch
    {
        null => [],
        JsonArray list => list.Select((item, i) => item is JsonObject map ? new Inputs($"{resource}: {name}[{i}]", map) : throw Unsupported($"{name}[{i}] is not a map.")).ToList(),
        _ => throw Unsupported($"{name} is not a list."),
    };

    public IReadOnlyList<string> Texts(string name) => Read(name) switch
    {
        null => [],
        JsonArray list => list.Select(item => item?.GetValue<string>() ?? throw Unsupported($"{name} holds a null.")).ToList(),
        _ => throw Unsupported($"{name} is not a list."),
    };

    public IReadOnlyDictionary<string, object?> Values(string name) =>
        Read(name) is JsonObject map ? (Dictionary<string, object?>)PlainValues.Parse(map.ToJsonString())! : new Dictionary<string, object?>();

    /// <summary>Inputs in which nobody on one machine could see a difference.</summary>
    public Inputs Ignore(params string[] names)
    {
        _read.UnionWith(names);
        return this;
    }

    /// <exception cref="UnsupportedResourceException">There are inputs that nothing here would heed.</exception>
    public void Finish()
    {
        var left = inputs.Select(input => input.Key).Where(name => !_read.Contains(name)).ToList();
        if (left.Count > 0) throw Unsupported($"the emulator does not heed {string.Join(", ", left)}.");
    }

    public UnsupportedResourceException Unsupported(string why) => new($"{resource}: {why}");
}

file static class JsonObjectReading
{
    public static JsonNode? TryGetPropertyName(this JsonObject map, string name) => map.TryGetPropertyValue(name, out var value) ? value : null;
}
