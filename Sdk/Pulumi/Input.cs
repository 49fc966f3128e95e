using Pulumi.Yaml;

namespace Pulumi;

/// <summary>A value, or an output of another resource.</summary>
public class Input<T> : INodeSource
{
    private readonly Output<T> _output;

    private protected Input(Output<T> output) => _output = output;

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    internal Output<T> ToOutput() => _output;

    YamlNode INodeSource.ToNode() => _output.ToNode();
}

public static class InputExtensions
{
    public static Output<T> ToOutput<T>(this Input<T>? input) => input is null ? Output.Create<T>(default!) : input.ToOutput();
}
