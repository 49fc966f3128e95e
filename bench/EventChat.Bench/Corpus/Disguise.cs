namespace EventChat.Bench.Corpus;

/// <summary>Spells a text so that people still read it and a list of words does not find it.</summary>
internal static class Disguise
{
    private const string Latin = "aeiost", Digits = "431057", Cyrillic = "аеіоѕт";

    public static string Of(string text, Random dice)
    {
        var words = text.Split(' ');
        // The longer words are the ones that matter to a list.
        foreach (var at in Enumerable.Range(0, words.Length).OrderByDescending(i => words[i].Length).Take(Math.Max(2, words.Length / 2)).ToList())
            words[at] = Word(words[at], dice.Next(6), dice);
        return string.Join(' ', words);
    }

    private static string Word(string word, int way, Random dice) => way switch
    {
        0 => Swap(word, Digits),
        1 => Swap(word, Cyrillic),
        2 => string.Join('.', word.ToCharArray()),
        3 => word.Length > 2 ? word[..(word.Length / 2)] + '\u200b' + word[(word.Length / 2)..] : word,
        4 => Stretch(word, dice),
        _ => string.Concat(word.Select(c => c is >= 'a' and <= 'z' ? (char)(c - 'a' + 'ａ') : c)),
    };

    private static string Swap(string word, string with) => string.Concat(word.Select(c => Latin.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? with[i] : c));

    private static string Stretch(string word, Random dice)
    {
        var at = word.IndexOfAny([.. "aeiou"]);
        return at < 0 ? word : word[..at] + new string(word[at], 3 + dice.Next(4)) + word[(at + 1)..];
    }
}
