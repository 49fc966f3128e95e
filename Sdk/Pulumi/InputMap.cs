using System.Collections;
using Pulumi.Yaml;

namespace Pulumi;

/// <summary>A map of inputs; also the target of a collection initializer.</summary>
public sealed class InputMap<T> : INodeSource, IEnumerable
{
    private readonly SortedDictionary<string, Input<T>> _entries = new(StringComparer.Ordinal);

    public void Add(string key, Input<T> value) => _entries.Add(key, value);

    public Input<T> this[string key]
    {
        set => _entries[key] = value;
    }

    public static implicit operator InputMap<T>(Dictionary<string, T> values)
    {
        var map = new InputMap<T>();
        foreach (var (key, value) in values) map.Add(key, value);
        return map;
    }

    YamlNode INodeSource.ToNode() =>
        NodeConverter.Mapping([.. _entries.Select(entry => KeyValuePair.Create(entry.Key, NodeConverter.From(entry.Value)))]);

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();
}
