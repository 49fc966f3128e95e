using System.Globalization;
using System.Text.Json.Nodes;

namespace EventChat.Local.Sns;

/// <summary>A form of the query protocol. Members that nobody asked for are refused by <see cref="Done"/>.</summary>
internal sealed class SnsRequest(IReadOnlyDictionary<string, string> form)
{
    private readonly HashSet<string> _asked = new(["Action", "Version"], StringComparer.Ordinal);

    public string? Optional(string name)
    {
        _asked.Add(name);
        return form.GetValueOrDefault(name);
    }

    public string Required(string name) => Optional(name) is { Length: > 0 } text ? text : throw SnsException.Invalid($"{name} Reason: no value for required parameter");

    /// <summary><c>Attributes.entry.1.key</c>, <c>Attributes.entry.1.value</c> …</summary>
    public Dictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var n = 1; Optional(string.Create(CultureInfo.InvariantCulture, $"{name}.entry.{n}.key")) is { } key; n++)
            map[key] = Optional(string.Create(CultureInfo.InvariantCulture, $"{name}.entry.{n}.value")) ?? "";
        return map;
    }

    /// <summary>In the shape that SQS has for them: <c>{"name":{"DataType","StringValue"|"BinaryValue"}}</c>.</summary>
    public JsonObject MessageAttributes()
    {
        var attributes = new JsonObject();
        for (var n = 1; ; n++)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{n}");
            if (Optional($"{entry}.Name") is not { } name) return attributes;
            var attribute = new JsonObject { ["DataType"] = Required($"{entry}.Value.DataType") };
            if (Optional($"{entry}.Value.StringValue") is { } text) attribute["StringValue"] = text;
            if (Optional($"{entry}.Value.BinaryValue") is { } bytes) attribute["BinaryValue"] = bytes;
            if (attribute.Count != 2) throw SnsException.Invalid($"Message attribute '{name}' has one value");
            attributes[name] = attribute;
        }
    }

    public void Done()
    {
        if (form.Keys.FirstOrDefault(key => !_asked.Contains(key) && !key.StartsWith("Tags.", StringComparison.Ordinal)) is { } unknown)
            throw SnsException.Invalid($"{unknown} is not emulated here");
    }
}
