using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>A value of the program, not yet computed.</summary>
internal abstract record StackExpression
{
    private StackExpression() { }

    /// <summary>Null, a boolean or a number.</summary>
    public sealed record Literal(JsonNode? Value) : StackExpression;

    /// <summary>Text; with one part that is a reference, the value referred to, whatever its type.</summary>
    public sealed record Text(IReadOnlyList<TextPart> Parts) : StackExpression;

    public sealed record Sequence(IReadOnlyList<StackExpression> Items) : StackExpression;

    public sealed record Mapping(IReadOnlyList<KeyValuePair<string, StackExpression>> Entries) : StackExpression;

    /// <summary><c>fn::&lt;name&gt;</c> with its argument.</summary>
    public sealed record Call(string Function, StackExpression Argument) : StackExpression;

    /// <summary>The names that must be known before this can be computed.</summary>
    public IEnumerable<string> Roots => this switch
    {
        Text text => text.Parts.OfType<TextPart.Reference>().Select(reference => reference.Root),
        Sequence sequence => sequence.Items.SelectMany(item => item.Roots),
        Mapping mapping => mapping.Entries.SelectMany(entry => entry.Value.Roots),
        Call call => call.Argument.Roots,
        _ => [],
    };
}

internal abstract record TextPart
{
    private TextPart() { }

    public sealed record Constant(string Value) : TextPart;

    /// <summary><c>${root.path}</c>; a step is a property's name or a position.</summary>
    public sealed record Reference(string Root, IReadOnlyList<PathStep> Path) : TextPart
    {
        public override string ToString() => Path.Aggregate(Root, (text, step) => step.Property is { } name ? $"{text}.{name}" : $"{text}[{step.Position}]");
    }
}

/// <summary>Either a property or a position.</summary>
internal readonly record struct PathStep(string? Property, int Position);
