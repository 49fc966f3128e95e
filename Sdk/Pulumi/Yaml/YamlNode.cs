namespace Pulumi.Yaml;

/// <summary>A value of the printed program.</summary>
internal abstract record YamlNode
{
    private YamlNode() { }

    /// <summary>A boolean, a whole number, a floating-point number or null.</summary>
    public sealed record Scalar(object? Value) : YamlNode;

    /// <summary>Text with references in it. Without any it is a constant.</summary>
    public sealed record Text(IReadOnlyList<TextPart> Parts) : YamlNode;

    public sealed record Sequence(IReadOnlyList<YamlNode> Items) : YamlNode;

    public sealed record Mapping(IReadOnlyList<KeyValuePair<string, YamlNode>> Entries) : YamlNode;

    /// <summary>A builtin: <c>fn::&lt;name&gt;: argument</c>.</summary>
    public sealed record Call(string Function, YamlNode Argument) : YamlNode;

    public static Text Constant(string text) => new([new TextPart.Literal(text)]);

    public static Text Reference(string root, params string[] path) =>
        new([new TextPart.Reference(root, [.. path.Select(name => new PathStep.Key(name))])]);
}

internal abstract record TextPart
{
    private TextPart() { }

    public sealed record Literal(string Value) : TextPart;

    /// <summary><c>${root.path}</c>.</summary>
    public sealed record Reference(string Root, IReadOnlyList<PathStep> Path) : TextPart;
}

internal abstract record PathStep
{
    private PathStep() { }

    public sealed record Key(string Name) : PathStep;

    public sealed record Index(int Position) : PathStep;
}
