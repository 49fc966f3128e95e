using System.Globalization;

namespace EventChat.Local.Comprehend.Toxicity;

/// <summary><c>toxicity.tsv</c>, by the first word of each term.</summary>
internal sealed class ToxicityLexicon
{
    internal sealed record Term(string Label, double Score, string[] Words);

    private static readonly string[] Endings = ["", "s", "es", "ed", "er", "ers", "ing", "in", "y"];

    private readonly Dictionary<string, List<Term>> _byFirst = new(StringComparer.Ordinal);

    public static ToxicityLexicon Default { get; } = new(EmbeddedTable.Read("toxicity.tsv"));

    private ToxicityLexicon(IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
        {
            var score = double.Parse(row[1], CultureInfo.InvariantCulture);
            foreach (var form in Forms(row[2]))
            {
                var words = form.Split(' ');
                if (!_byFirst.TryGetValue(words[0], out var terms)) _byFirst[words[0]] = terms = [];
                terms.Add(new Term(row[0], score, words));
            }
        }
        SingleWords = [.. _byFirst.Where(t => t.Value.Any(term => term.Words.Length == 1)).Select(t => t.Key)];
    }

    /// <summary>Those that a row of asterisks may hide.</summary>
    public IReadOnlyList<string> SingleWords { get; }

    public IReadOnlyList<Term> StartingWith(string word) => _byFirst.GetValueOrDefault(word) ?? [];

    private static IEnumerable<string> Forms(string term)
    {
        if (!term.EndsWith('+')) return [term];
        var stem = term[..^1];
        // A final e goes before a vowel: raped, raping.
        return Endings.Select(ending => stem.EndsWith('e') && ending is ['e' or 'i' or 'y', ..] ? stem[..^1] + ending : stem + ending).Distinct();
    }
}
