using System.Globalization;
using System.Text;

namespace Pulumi.Yaml;

/// <summary>Writes text parts the way pulumi-yaml reads them: <c>${…}</c> is a reference and <c>$$</c> one dollar sign.</summary>
internal static class Interpolation
{
    public static string Write(IReadOnlyList<TextPart> parts)
    {
        var text = new StringBuilder();
        var literal = new StringBuilder();
        foreach (var part in parts)
            switch (part)
            {
                // Neighbours are one text: a dollar at the end of one means something together with the brace of the next.
                case TextPart.Literal { Value: var value }:
                    literal.Append(value);
                    break;
                case TextPart.Reference reference:
                    Escape(literal.ToString(), dollarFollows: true, text);
                    literal.Clear();
                    Append(reference, text);
                    break;
            }
        Escape(literal.ToString(), dollarFollows: false, text);
        return text.ToString();
    }

    public static string Escape(string literal)
    {
        var text = new StringBuilder();
        Escape(literal, dollarFollows: false, text);
        return text.ToString();
    }

    /// <summary>Doubles the dollars that would be read as something else; a lone one, as in <c>"$.body"</c>, stays as it is.</summary>
    private static void Escape(string literal, bool dollarFollows, StringBuilder text)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] is not '$')
            {
                text.Append(literal[i]);
                continue;
            }
            var run = 1;
            while (i + run < literal.Length && literal[i + run] is '$') run++;
            var end = i + run;
            var isPlain = run == 1 && (end < literal.Length ? literal[end] is not '{' : !dollarFollows);
            text.Append('$', isPlain ? 1 : 2 * run);
            i = end - 1;
        }
    }

    private static void Append(TextPart.Reference reference, StringBuilder text)
    {
        text.Append("${").Append(IsIdentifier(reference.Root) ? reference.Root : Quoted(reference.Root));
        foreach (var step in reference.Path)
            text.Append(step switch
            {
                PathStep.Index index => string.Create(CultureInfo.InvariantCulture, $"[{index.Position}]"),
                PathStep.Key key when IsIdentifier(key.Name) => "." + key.Name,
                PathStep.Key key => Quoted(key.Name),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        text.Append('}');
    }

    /// <summary>pulumi-yaml knows one escape in a subscript, <c>\"</c>; a backslash elsewhere is itself, so one before the closing quote can not be written.</summary>
    private static string Quoted(string name) =>
        name.EndsWith('\\') || name.Contains("\\\"", StringComparison.Ordinal)
            ? throw new RunException($"The name '{name}' can not be written in a Pulumi YAML reference.")
            : $"[\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
}
