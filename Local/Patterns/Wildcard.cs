using System.Text;

namespace EventChat.Local.Patterns;

/// <summary>
/// Text in which <c>*</c> stands for any characters, none included; <c>\*</c> and <c>\\</c> stand for themselves. The parts between the stars are
/// looked for from left to right, each once: no backtracking, whatever the text.
/// </summary>
internal sealed class Wildcard
{
    /// <summary>States that AWS's matcher may be in at once.</summary>
    private const int MaxComplexity = 100;

    private readonly string[] _parts;

    private Wildcard(string[] parts) => _parts = parts;

    public static Wildcard Parse(string pattern, string path)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '\\')
            {
                if (i + 1 == pattern.Length || pattern[i + 1] is not ('*' or '\\')) throw PatternReader.Wrong(path, $"wildcard: Invalid escape character at pos {i}");
                part.Append(pattern[++i]);
            }
            else if (pattern[i] is '*')
            {
                if (i + 1 < pattern.Length && pattern[i + 1] is '*') throw PatternReader.Wrong(path, $"wildcard: Consecutive wildcard characters at pos {i}");
                parts.Add(part.ToString());
                part.Clear();
            }
            else part.Append(pattern[i]);
        }
        parts.Add(part.ToString());
        if (parts.Skip(1).Sum(Complexity) > MaxComplexity)
            throw PatternReader.Wrong(path, "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character");
        return new Wildcard([.. parts]);
    }

    public bool Matches(string text)
    {
        if (_parts.Length == 1) return text == _parts[0];
        var (first, last) = (_parts[0], _parts[^1]);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(first.Length, text.Length - first.Length - last.Length);
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var found = rest.IndexOf(part, StringComparison.Ordinal);
            if (found < 0) return false;
            rest = rest[(found + part.Length)..];
        }
        return true;
    }

    /// <summary>How many beginnings of the part can be open at one place of a text: one, and one more for each time it repeats itself.</summary>
    private static int Complexity(string part)
    {
        var border = new int[part.Length + 1];
        var open = new int[part.Length + 1];
        var most = 1;
        for (int i = 1, k = 0; i < part.Length; i++)
        {
            while (k > 0 && part[i] != part[k]) k = border[k];
            if (part[i] == part[k]) k++;
            border[i + 1] = k;
            open[i + 1] = open[k] + 1;
            most = Math.Max(most, open[i + 1]);
        }
        return most;
    }
}
