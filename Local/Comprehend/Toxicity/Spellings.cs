using System.Text;

namespace EventChat.Local.Comprehend.Toxicity;

/// <summary>The words that a disguised one may stand for.</summary>
internal static class Spellings
{
    private static readonly Dictionary<char, char> Signs = new()
    {
        ['0'] = 'o', ['1'] = 'i', ['3'] = 'e', ['4'] = 'a', ['5'] = 's', ['7'] = 't', ['@'] = 'a', ['$'] = 's', ['!'] = 'i', ['|'] = 'i', ['+'] = 't',
    };

    /// <summary>Of a word in which signs outnumber letters: "1d10t" is one, "a55" may be an order's.</summary>
    private const int LeastLength = 5;

    /// <summary>The word itself first. Where signs and digits outnumber letters in a short word they stand for nothing: "455" is a number.</summary>
    public static IEnumerable<string> Of(string word)
    {
        yield return word;
        var plain = word;
        if (word.Count(Signs.ContainsKey) is > 0 and var signs && word.Count(char.IsAsciiLetter) is var letters
            && (letters >= signs || (word.Length >= LeastLength && letters >= 2)))
        {
            plain = string.Concat(word.Select(c => Signs.GetValueOrDefault(c, c)));
            yield return plain;
            if (word.Contains('1')) yield return string.Concat(word.Select(c => c == '1' ? 'l' : Signs.GetValueOrDefault(c, c)));
        }
        // Two of a letter are spelling, three are emphasis.
        if (LongestRun(plain) < 3) yield break;
        yield return Squeezed(plain, 2);
        yield return Squeezed(plain, 1);
    }

    /// <summary>"f*ck" for "fuck": the same length, the first letter shown, and not half of it hidden.</summary>
    public static bool Hides(string word, string term)
    {
        var hidden = word.Count(c => c == '*');
        if (hidden == 0 || word.Length != term.Length || term.Length < 4 || word[0] == '*' || hidden * 2 > word.Length) return false;
        return word.Zip(term).All(pair => pair.First == '*' || pair.First == pair.Second);
    }

    private static int LongestRun(string word)
    {
        int longest = 0, run = 0;
        for (var at = 0; at < word.Length; at++)
        {
            run = at > 0 && word[at] == word[at - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static string Squeezed(string word, int most)
    {
        var squeezed = new StringBuilder();
        var run = 0;
        for (var at = 0; at < word.Length; at++)
        {
            run = at > 0 && word[at] == word[at - 1] ? run + 1 : 1;
            if (run <= most) squeezed.Append(word[at]);
        }
        return squeezed.ToString();
    }
}
