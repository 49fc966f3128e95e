using System.Linq.Expressions;
using System.Text.Json;
using Pulumi.Yaml;

namespace Pulumi;

/// <summary>A value that is known now, or that only the engine will know.</summary>
public sealed class Output<T> : INodeSource
{
    private readonly T _value = default!;
    private readonly YamlNode? _unknown;

    internal Output(T value) => _value = value;

    internal Output(YamlNode unknown) => _unknown = unknown;

    internal bool IsKnown => _unknown is null;

    internal T Value => _value;

    /// <summary>
    /// The official method takes a delegate; an expression compiles from the same lambda as long as YAML might be able to say it.
    /// </summary>
    /// <exception cref="UnknownOutputException">The value is not known and <paramref name="func"/> is more than member and index access.</exception>
    public Output<TResult> Apply<TResult>(Expression<Func<T, TResult>> func) =>
        _unknown is null
            ? new Output<TResult>(func.Compile()(_value))
            : new Output<TResult>(PropertyPath.Append(_unknown, func));

    internal YamlNode ToNode() => _unknown ?? NodeConverter.From(_value);

    YamlNode INodeSource.ToNode() => ToNode();

    /// <summary>As in the official SDK, text made from an output is a mistake; here it fails at once.</summary>
    public override string ToString() => _unknown is null
        ? _value?.ToString() ?? ""
        : throw new UnknownOutputException(PropertyPath.Describe(_unknown), "put into a string; use Output.Format($\"…\")");
}

public static class Output
{
    public static Output<T> Create<T>(T value) => new(value);

    /// <summary>Text with outputs in its holes.</summary>
    public static Output<string> Format(FormattableString formattableString) => OutputFormat.Format(formattableString);

    /// <summary>JSON text of a value that may hold outputs: <c>fn::toJSON</c>.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null) =>
        new(new YamlNode.Call("toJSON", value.IsKnown ? JsonNodes.From(value.Value, options) : value.ToNode()));
}
