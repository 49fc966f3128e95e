using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

/// <summary><c>States.Format('{} of {}', 1, 2)</c>.</summary>
internal static class FormatFunction
{
    public static JsonNode Run(IntrinsicArguments a)
    {
        var template = a.Text(0);
        var result = new StringBuilder();
        var next = 1;
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '\\' when i + 1 < template.Length && template[i + 1] is '{' or '}' or '\\':
                    result.Append(template[++i]);
                    break;
                case '{' when i + 1 < template.Length && template[i + 1] == '}':
                    if (next == a.Count) throw new FormatException($"the template has more {{}} than the {a.Count - 1} values");
                    Print(a[next++], result);
                    i++;
                    break;
                case '{' or '}':
                    throw new FormatException($"'{template[i]}' in the template must be escaped by '\\'");
                default:
                    result.Append(template[i]);
                    break;
            }
        }
        return next == a.Count ? result.ToString() : throw new FormatException($"the template has {next - 1} times {{}} for {a.Count - 1} values");
    }

    /// <summary>Objects and arrays as AWS prints them: <c>{k=1, l=[y]}</c>.</summary>
    private static void Print(JsonNode? value, StringBuilder result)
    {
        switch (value)
        {
            case JsonObject fields:
                result.Append('{');
                var isFirst = true;
                foreach (var (key, field) in fields)
                {
                    result.Append(isFirst ? "" : ", ").Append(key).Append('=');
                    Print(field, result);
                    isFirst = false;
                }
                result.Append('}');
                break;
            case JsonArray items:
                result.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) result.Append(", ");
                    Print(items[i], result);
                }
                result.Append(']');
                break;
            default:
                result.Append(JsonValues.IsString(value, out var text) ? text : JsonValues.Text(value));
                break;
        }
    }
}
