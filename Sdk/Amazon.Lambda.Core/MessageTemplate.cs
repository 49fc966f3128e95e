using System.Globalization;
using System.Text;

namespace Amazon.Lambda.Core;

/// <summary>Message templates: <c>{Name}</c> is replaced by the next argument, <c>{0}</c> by that one, <c>{{</c> is a brace.</summary>
internal static class MessageTemplate
{
    public static string Render(string template, object[] args)
    {
        if (template is null || args is null || args.Length == 0) return template;
        var text = new StringBuilder(template.Length + 16 * args.Length);
        var next = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            var close = c == '{' ? template.IndexOf('}', i) : -1;
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (close > i + 1)
            {
                AppendArgument(text, template.AsSpan(i + 1, close - i - 1), args, ref next);
                i = close;
            }
            else
            {
                text.Append(c);
            }
        }
        return text.ToString();
    }

    private static void AppendArgument(StringBuilder text, ReadOnlySpan<char> placeholder, object[] args, ref int next)
    {
        var colon = placeholder.IndexOf(':');
        var name = colon < 0 ? placeholder : placeholder[..colon];
        var format = colon < 0 ? null : placeholder[(colon + 1)..].ToString();
        var index = int.TryParse(name.TrimStart('@'), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : next++;
        if (index >= args.Length) text.Append('{').Append(placeholder).Append('}');
        else if (args[index] is IFormattable value) text.Append(value.ToString(format, CultureInfo.InvariantCulture));
        else text.Append(args[index]);
    }
}
