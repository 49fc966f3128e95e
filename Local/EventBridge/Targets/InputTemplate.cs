using System.Text;
using System.Text.Json;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>
/// An input transformer's template. A value within quotes becomes part of that text, escaped; outside, a text gets quotes and all else stays
/// as it is. What the event does not have is empty within quotes and <c>""</c> outside.
/// </summary>
internal sealed class InputTemplate
{
    private const string Reserved = "aws.events.";

    /// <summary>Variables that need no path.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal)
    {
        "aws.events.rule-arn", "aws.events.rule-name", "aws.events.event.ingestion-time", "aws.events.event", "aws.events.event.json",
    };

    private readonly List<(string Text, bool IsVariable, bool IsQuoted)> _parts = [];

    public IEnumerable<string> Variables => _parts.Where(part => part.IsVariable).Select(part => part.Text);

    public static InputTemplate Parse(string template)
    {
        var parsed = new InputTemplate();
        var (quoted, text) = (false, new StringBuilder());
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '\\' && quoted && i + 1 < template.Length)
            {
                text.Append(c).Append(template[++i]);
                continue;
            }
            if (c is '"') quoted = !quoted;
            if (c is '<' && VariableAt(template, i) is { } name)
            {
                parsed._parts.Add((text.ToString(), false, false));
                text.Clear();
                parsed._parts.Add((name, true, quoted));
                i += name.Length + 1;
            }
            else text.Append(c);
        }
        parsed._parts.Add((text.ToString(), false, false));
        return parsed;
    }

    /// <param name="value">What a variable stands for; null if the event has nothing there.</param>
    public string Fill(Func<string, JsonElement?> value)
    {
        var filled = new StringBuilder();
        foreach (var (text, isVariable, isQuoted) in _parts)
        {
            if (!isVariable) filled.Append(text);
            else if (isQuoted) filled.Append(Quoted(value(text)));
            else filled.Append(value(text) is { } found ? Compact(found) : "\"\"");
        }
        return filled.ToString();
    }

    /// <summary>JSON values one after the other: an object, or texts on a line each.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
            var any = false;
            while (reader.Read()) any = true;
            return any;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Quoted(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => Escaped(text.GetString()!),
        { } other => Escaped(Compact(other)),
    };

    private static string Escaped(string text) => JsonEncodedText.Encode(text, BusEvent.Serializing.Encoder).ToString();

    private static string Compact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, BusEvent.Writing)) value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string? VariableAt(string template, int at)
    {
        var end = template.IndexOf('>', at);
        if (end <= at + 1) return null;
        var name = template[(at + 1)..end];
        return name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' || (c is '.' && name.StartsWith(Reserved, StringComparison.Ordinal))) ? name : null;
    }
}
