using System.Globalization;
using System.Text;

namespace EventChat.Local.Stack;

/// <summary>Reads <c>${a.b[0]["c d"]}</c> and <c>$$</c> with pulumi-yaml's grammar (pkg/pulumiyaml/ast/{interpolation,property}.go).</summary>
internal static class Interpolation
{
    /// <exception cref="FormatException">A reference is not closed or not well formed.</exception>
    public static IReadOnlyList<TextPart> Parse(string text)
    {
        var parts = new List<TextPart>();
        var constant = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] is '$' && next is '$')
            {
                constant.Append('$');
                i += 2;
            }
            else if (text[i] is '$' && next is '{')
            {
                if (constant.Length > 0) parts.Add(new TextPart.Constant(constant.ToString()));
                constant.Clear();
                parts.Add(ParseReference(text, i + 2, out i));
            }
            else
            {
                constant.Append(text[i++]);
            }
        }
        if (constant.Length > 0 || parts.Count == 0) parts.Add(new TextPart.Constant(constant.ToString()));
        return parts;
    }

    private static TextPart.Reference ParseReference(string text, int start, out int end)
    {
        var steps = new List<PathStep>();
        for (var i = start; i < text.Length;)
            switch (text[i])
            {
                case '}':
                    end = i + 1;
                    return steps is [{ Property: { } root }, .. var path]
                        ? new(root, path)
                        : throw new FormatException($"'{text[(start - 2)..end]}' does not begin with a name");
                case '.':
                    i++;
                    break;
                case '[':
                    steps.Add(ParseSubscript(text, i + 1, out i));
                    break;
                default:
                    var stop = text.AsSpan(i).IndexOfAny('.', '[', '}');
                    if (stop < 0) throw Unclosed(text, start);
                    steps.Add(new(text.Substring(i, stop), 0));
                    i += stop;
                    break;
            }
        throw Unclosed(text, start);
    }

    private static PathStep ParseSubscript(string text, int start, out int end)
    {
        if (start < text.Length && text[start] is '"') return ParseQuoted(text, start + 1, out end);
        var close = text.IndexOf(']', start);
        if (close < 0 || !int.TryParse(text.AsSpan(start, close - start), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            throw new FormatException($"'{text[start..]}' is not a position followed by ']'");
        end = close + 1;
        return new(null, position);
    }

    private static PathStep ParseQuoted(string text, int start, out int end)
    {
        var name = new StringBuilder();
        for (var i = start; i + 1 < text.Length; i++)
        {
            if (text[i] is '\\' && text[i + 1] is '"')
            {
                name.Append('"');
                i++;
            }
            else if (text[i] is '"')
            {
                end = text[i + 1] is ']' ? i + 2 : throw new FormatException($"']' is missing after \"{name}\"");
                return new(name.ToString(), 0);
            }
            else
            {
                name.Append(text[i]);
            }
        }
        throw Unclosed(text, start);
    }

    private static FormatException Unclosed(string text, int start) => new($"'{text[Math.Max(0, start - 2)..]}' is not closed");
}
