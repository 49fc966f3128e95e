using Pulumi.Yaml;

namespace Pulumi;

/// <summary>A value of one of two types.</summary>
public sealed class InputUnion<T0, T1> : INodeSource
{
    private readonly INodeSource _source;

    private InputUnion(INodeSource source) => _source = source;

    public static implicit operator InputUnion<T0, T1>(T0 value) => new(Output.Create(value));

    public static implicit operator InputUnion<T0, T1>(T1 value) => new(Output.Create(value));

    public static implicit operator InputUnion<T0, T1>(Output<T0> value) => new(value);

    YamlNode INodeSource.ToNode() => _source.ToNode();
}
