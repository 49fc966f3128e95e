using System.Collections;
using System.Collections.Immutable;
using Pulumi.Yaml;

namespace Pulumi;

/// <summary>A list of inputs; also the target of a collection initializer.</summary>
public sealed class InputList<T> : INodeSource, IEnumerable
{
    private readonly List<Input<T>> _items = [];

    public void Add(params Input<T>[] inputs) => _items.AddRange(inputs);

    public static implicit operator InputList<T>(T[] values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T>[] values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => From(values);

    public static implicit operator InputList<T>(List<T> values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<T> values) => From(values.Select(value => (Input<T>)value));

    private static InputList<T> From(IEnumerable<Input<T>> inputs)
    {
        var list = new InputList<T>();
        list._items.AddRange(inputs);
        return list;
    }

    YamlNode INodeSource.ToNode() => new YamlNode.Sequence([.. _items.Select(NodeConverter.From)]);

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
