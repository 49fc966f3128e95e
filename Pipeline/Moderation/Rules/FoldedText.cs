using System.Text;

namespace EventChat.Pipeline;

/// <param name="Text">Lower case; signs that may stand for letters are left in it.</param>
/// <param name="Glued">Only a mark, no blank, is between this word and the one before: "b.l.o.c.k".</param>
internal sealed record FoldedWord(string Text, bool Glued)
{
    private IReadOnlyList<string>? _readings;

    public IReadOnlyList<string> Readings => _readings ??= Spelling.Readings(Text);
}

/// <summary>A text's words as a reader sees them, however they are disguised, and the traces of disguise.</summary>
internal sealed class FoldedText
{
    /// <summary>Signs that may be within a word.</summary>
    private const string Inside = "@$!|+*€£";

    private readonly List<FoldedWord> _words = [];
    private readonly StringBuilder _word = new();
    private bool _gap = true;
    private bool _hiddenInWord;
    private bool _styledInWord;

    private FoldedText(string text)
    {
        var (latin, foreign) = Alphabets(text);
        var reads = foreign.Strange == 0 || latin > foreign.All;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Letters.IsInvisible(rune))
            {
                // Between letters it is a disguise; elsewhere it is an emoji's or a script's.
                _hiddenInWord |= _word.Length > 0 && rune.Value is not 0x200D and not 0xFE0F && char.IsAsciiLetter(_word[^1]);
                continue;
            }
            var (letter, styled) = Letters.Plain(rune);
            if (char.IsLetterOrDigit(letter) || Inside.Contains(letter))
            {
                _word.Append(letter);
                _styledInWord |= styled && char.IsAsciiLetter(letter);
            }
            else if (letter is not ('\'' or '’' or '`' or '´'))
            {
                Close(reads);
                _gap |= char.IsWhiteSpace(letter);
            }
        }
        Close(reads);
    }

    public IReadOnlyList<FoldedWord> Words => _words;

    /// <summary>Something was done so that a machine would not read a word: hidden characters, letters of two alphabets, styled letters, asterisks.</summary>
    public bool IsDisguised { get; private set; }

    /// <summary>A word written in single letters: "h e l l o".</summary>
    public bool IsSpelled { get; private set; }

    public static FoldedText Of(string text) => new(text);

    /// <summary>The words, joined: two texts with the same are the same to a reader.</summary>
    public string Same => string.Join(' ', _words.Select(w => w.Readings[^1]));

    /// <summary>Lower case, blanks made one, nothing invisible: for texts that are the same but for that.</summary>
    public static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Letters.IsInvisible(rune)) continue;
            if (!Rune.IsWhiteSpace(rune)) compact.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (compact.Length > 0 && compact[^1] != ' ') compact.Append(' ');
        }
        return compact.ToString().TrimEnd();
    }

    private static (int Latin, (int All, int Strange) Foreign) Alphabets(string text)
    {
        int latin = 0, foreign = 0, strange = 0;
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            if (Letters.IsForeign(lower)) (foreign, strange) = (foreign + 1, strange + (Letters.LooksLatinAtOnce(lower) ? 0 : 1));
            else if (char.IsLetter(lower) && lower < '\u0250') latin++;
        }
        return (latin, (foreign, strange));
    }

    private void Close(bool readsForeignAsLatin)
    {
        // What a word ends in is punctuation; at-signs before a name and plus signs before a number are as well.
        var word = _word.ToString().TrimEnd('!', '|', '+', '@').TrimStart('!', '|', '+', '*');
        if (word.EndsWith("**", StringComparison.Ordinal)) word = word.TrimEnd('*');
        _word.Clear();
        if (word.Any(char.IsLetterOrDigit))
        {
            var isMixed = word.Any(Letters.IsForeign) && word.Any(char.IsAsciiLetter);
            if (isMixed || (readsForeignAsLatin && word.All(c => !Letters.IsForeign(c) || Letters.LooksLatin(c)))) word = string.Concat(word.Select(Letters.OfForeign));
            IsDisguised |= isMixed || (_hiddenInWord && word.Length > 1) || (_styledInWord && word.Length > 1) || Masked(word);
            _words.Add(new(word, Glued: !_gap && _words.Count > 0));
            IsSpelled |= _words.Count >= 4 && _words.TakeLast(4).All(w => w.Text.Length == 1 && char.IsLetter(w.Text[0]));
        }
        (_gap, _hiddenInWord, _styledInWord) = (false, false, false);
    }

    private static bool Masked(string word) => word.IndexOf('*', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1 && char.IsLetter(word[0]) && char.IsLetter(word[^1]);
}
