namespace EventChat.Pipeline;

/// <summary>Words and phrases that are looked for in texts, as whole words only: "Scunthorpe" holds nothing. A word may be spelled out, or broken by marks.</summary>
public sealed class TermList
{
    /// <summary>Words that are joined to one at most: longer is no word.</summary>
    private const int MostPieces = 16;

    /// <summary>Single letters in a row that make a word: two are initials.</summary>
    private const int LeastLetters = 3;

    private sealed record Term(string Written, string[] Words, bool IsStem);

    /// <summary>By the squeezed first word, or the squeezed stem.</summary>
    private readonly Dictionary<string, List<Term>> _terms = new(StringComparer.Ordinal);
    private readonly List<Term> _single = [];
    private readonly int _shortestStem = int.MaxValue;

    public static readonly TermList Empty = new([]);

    private TermList(IEnumerable<Term> terms)
    {
        foreach (var term in terms)
        {
            var key = Spelling.Squeezed(term.Words[0]);
            if (!_terms.TryGetValue(key, out var same)) _terms[key] = same = [];
            same.Add(term);
            if (term.Words.Length == 1) _single.Add(term);
            if (term.IsStem) _shortestStem = Math.Min(_shortestStem, key.Length);
        }
    }

    /// <param name="terms">As people write them; each is folded as texts are.</param>
    public static TermList Of(IEnumerable<string> terms) => new(
        from written in terms
        let words = FoldedText.Of(written).Words.Select(w => w.Text).ToArray()
        where words.Length > 0
        select new Term(written, words, IsStem: false));

    /// <param name="terms">In lower case; a word that ends in + stands for all that begin so.</param>
    internal static TermList OfStems(IEnumerable<string> terms) =>
        new(terms.Select(t => new Term(t, t.TrimEnd('+').Split(' '), IsStem: t.EndsWith('+'))));

    internal bool IsIn(FoldedText text) => Find(text).Any();

    /// <summary>The terms and the place of their first word.</summary>
    internal IEnumerable<(string Term, int At)> Find(FoldedText text)
    {
        if (_terms.Count == 0) yield break;
        for (var at = 0; at < text.Words.Count; at++)
        {
            foreach (var term in Starting(text, at)) yield return (term.Written, at);
            foreach (var joined in Joined(text, at))
                foreach (var term in Matching(joined).Where(t => t.Words.Length == 1)) yield return (term.Written, at);
        }
    }

    private IEnumerable<Term> Starting(FoldedText text, int at)
    {
        var word = text.Words[at];
        var terms = Matching(word).Where(term => Follows(text, at, term));
        return word.Text.Contains('*') ? terms.Concat(_single.Where(t => Spelling.Hides(word.Text, t.Words[0]))) : terms;
    }

    /// <summary>Terms whose first word this is.</summary>
    private IEnumerable<Term> Matching(FoldedWord word)
    {
        foreach (var reading in word.Readings)
        {
            var key = Spelling.Squeezed(reading);
            foreach (var term in _terms.GetValueOrDefault(key) ?? [])
                if (Spelling.Is(reading, term.Words[0], prefix: term.IsStem && term.Words.Length == 1)) yield return term;
            for (var length = _shortestStem; length < key.Length; length++)
                foreach (var term in _terms.GetValueOrDefault(key[..length]) ?? [])
                    if (term.IsStem && term.Words.Length == 1 && Spelling.Is(reading, term.Words[0], prefix: true)) yield return term;
        }
    }

    private static bool Follows(FoldedText text, int at, Term term)
    {
        if (at + term.Words.Length > text.Words.Count) return false;
        for (var i = 1; i < term.Words.Length; i++)
        {
            var isLast = i == term.Words.Length - 1;
            if (!text.Words[at + i].Readings.Any(r => Spelling.Is(r, term.Words[i], prefix: term.IsStem && isLast))) return false;
        }
        return true;
    }

    /// <summary>Words that begin here and are one: "b l o c k", "b.l 0 c k", "blo-ck".</summary>
    private static IEnumerable<FoldedWord> Joined(FoldedText text, int at)
    {
        var words = text.Words;
        var (joined, letters, glued) = (words[at].Text, words[at].Text.Length == 1, true);
        for (var end = at + 1; end < words.Count && end - at < MostPieces; end++)
        {
            joined += words[end].Text;
            letters &= words[end].Text.Length == 1;
            glued &= words[end].Glued;
            if (!letters && !glued) yield break;
            if (glued || end - at + 1 >= LeastLetters) yield return new(joined, Glued: false);
        }
    }
}
