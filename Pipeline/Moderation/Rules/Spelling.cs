using System.Text;

namespace EventChat.Pipeline;

/// <summary>Words that are spelled otherwise than they are read.</summary>
internal static class Spelling
{
    /// <summary>Letters repeated at least so often are emphasis: "stuuupid". Two are spelling.</summary>
    private const int Emphasis = 3;

    /// <summary>The word itself, then with its signs read as letters; a 1 is an i or an l. What has hardly a letter is a number.</summary>
    public static IReadOnlyList<string> Readings(string word)
    {
        var signs = word.Count(Letters.IsSign);
        var letters = word.Count(char.IsLetter);
        if (signs == 0 || letters == 0 || (letters < signs && (letters < 2 || word.Length < 5))) return [word];
        var read = string.Concat(word.Select(Letters.OfSign));
        return word.Contains('1') || word.Contains('!') || word.Contains('|')
            ? [word, string.Concat(word.Select(c => c is '1' or '!' or '|' ? 'l' : Letters.OfSign(c))), read]
            : [word, read];
    }

    /// <summary>Each run of a letter made one: what words that differ in emphasis only have in common.</summary>
    public static string Squeezed(string word)
    {
        var squeezed = new StringBuilder(word.Length);
        foreach (var c in word)
            if (squeezed.Length == 0 || squeezed[^1] != c) squeezed.Append(c);
        return squeezed.ToString();
    }

    /// <summary>The same letters in the same number, or more of them for emphasis.</summary>
    /// <param name="prefix">The word may go on after the term.</param>
    public static bool Is(string word, string term, bool prefix = false)
    {
        int w = 0, t = 0;
        while (t < term.Length)
        {
            if (w >= word.Length || word[w] != term[t]) return false;
            var (inWord, inTerm) = (Run(word, w), Run(term, t));
            var isLast = t + inTerm == term.Length;
            if (inWord < inTerm || (inWord > inTerm && inWord < Emphasis && !(prefix && isLast))) return false;
            (w, t) = (w + inWord, t + inTerm);
        }
        return prefix || w == word.Length;
    }

    /// <summary>"bl*ck" for "block": as long, the first letter shown, at most half of it hidden.</summary>
    public static bool Hides(string word, string term)
    {
        if (word.Length != term.Length || term.Length < 4 || word[0] == '*' || !word.Contains('*') || word.Count(c => c == '*') * 2 > word.Length) return false;
        for (var at = 0; at < word.Length; at++)
            if (word[at] != '*' && word[at] != term[at]) return false;
        return true;
    }

    private static int Run(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == text[at]) end++;
        return end - at;
    }
}
