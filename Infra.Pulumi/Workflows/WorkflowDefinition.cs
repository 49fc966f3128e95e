using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventChat.Infra.GraphQL;
using Pulumi;

namespace EventChat.Infra.Workflows;

/// <summary>A file of Pipeline/workflows.</summary>
/// <param name="workflow">E.g. <c>moderation</c>, of <c>moderation.asl.json</c>.</param>
internal sealed partial class WorkflowDefinition(string workflow)
{
    private readonly string _text = EmbeddedText.Read(typeof(WorkflowDefinition).Assembly, $"workflows/{workflow}.asl.json");

    public bool Mentions(string part) => _text.Contains(part, StringComparison.Ordinal);

    /// <param name="values">Token → what stands in its place.</param>
    /// <exception cref="RunException">It has a token that nothing stands for.</exception>
    public Output<string> With(IReadOnlyList<(string Token, Output<string> Value)> values)
    {
        var format = _text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        for (var i = 0; i < values.Count; i++) format = format.Replace(values[i].Token, $"{{{i}}}", StringComparison.Ordinal);
        return Token().Match(format) is { Success: true } left
            ? throw new RunException($"The workflow '{workflow}' names {left.Value}, which it can not be given.")
            : Output.Format(FormattableStringFactory.Create(format, [.. values.Select(value => value.Value)]));
    }

    [GeneratedRegex("__[A-Z_]+__", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
