using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulumi.Yaml;

/// <summary>A composite format string whose holes may be outputs.</summary>
internal static partial class OutputFormat
{
    public static Output<string> Format(FormattableString text)
    {
        var parts = new List<TextPart>();
        var position = 0;
        foreach (Match hole in Hole().Matches(text.Format))
        {
            AddLiteral(parts, text.Format[position..hole.Index]);
            Add(parts, hole, text);
            position = hole.Index + hole.Length;
        }
        AddLiteral(parts, text.Format[position..]);
        return parts.All(part => part is TextPart.Literal)
            ? new Output<string>(string.Concat(parts.Cast<TextPart.Literal>().Select(part => part.Value)))
            : new Output<string>(new YamlNode.Text(parts));
    }

    private static void Add(List<TextPart> parts, Match hole, FormattableString text)
    {
        if (hole.Value is "{{" or "}}")
        {
            AddLiteral(parts, hole.Value[..1]);
            return;
        }
        var argument = text.GetArgument(int.Parse(hole.Groups["index"].ValueSpan, CultureInfo.InvariantCulture));
        if (argument is not INodeSource source)
        {
            AddLiteral(parts, string.Format(CultureInfo.InvariantCulture, $"{{0{hole.Groups["shape"].Value}}}", argument));
            return;
        }
        switch (source.ToNode())
        {
            case YamlNode.Text node when hole.Groups["shape"].Length == 0:
                parts.AddRange(node.Parts);
                break;
            case YamlNode.Scalar { Value: { } value }:
                AddLiteral(parts, string.Format(CultureInfo.InvariantCulture, $"{{0{hole.Groups["shape"].Value}}}", value));
                break;
            case var node:
                throw new UnknownOutputException(PropertyPath.Describe(node), $"put into the format '{text.Format}'");
        }
    }

    private static void AddLiteral(List<TextPart> parts, string text)
    {
        if (text.Length > 0) parts.Add(new TextPart.Literal(text));
    }

    [GeneratedRegex(@"\{\{|\}\}|\{(?<index>[0-9]+)(?<shape>(?:,-?[0-9]+)?(?::[^}]*)?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
