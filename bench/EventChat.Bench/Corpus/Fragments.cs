using System.Text;

namespace EventChat.Bench.Corpus;

/// <summary><c>fragments.txt</c>: templates by kind, and what fills their slots.</summary>
public sealed class Fragments
{
    private readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    public static Fragments Default { get; } = new();

    private Fragments()
    {
        using var stream = typeof(Fragments).Assembly.GetManifestResourceStream("fragments.txt") ?? throw new InvalidOperationException("fragments.txt is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        List<string>? section = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('[')) _sections[line.Trim('[', ']')] = section = [];
            else if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) section?.Add(line);
        }
    }

    /// <summary>A template of the section, its slots filled.</summary>
    public string Draw(string section, Random dice)
    {
        var lines = _sections[section];
        return Fill(lines[dice.Next(lines.Count)], dice);
    }

    private string Fill(string template, Random dice)
    {
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            var slot = close < 0 ? null : template[(at + 1)..close];
            if (slot is not null && _sections.ContainsKey(slot))
            {
                text.Append(Draw(slot, dice));
                at = close + 1;
            }
            else
            {
                text.Append(template[at++]);
            }
        }
        return text.ToString();
    }
}
