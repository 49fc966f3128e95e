using System.Globalization;

namespace EventChat.Local.Comprehend.Sentiment;

/// <summary><c>sentiment.tsv</c> of one language.</summary>
internal sealed class SentimentLexicon
{
    private static readonly Lazy<Dictionary<string, SentimentLexicon>> ByLanguage = new(() =>
    {
        var rows = EmbeddedTable.Read("sentiment.tsv");
        return rows.Select(r => r[0]).Where(language => language is not "*").Distinct()
            .ToDictionary(language => language, language => new SentimentLexicon(rows.Where(r => r[0] == language || r[0] is "*")));
    });

    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> _denials = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stresses = new(StringComparer.Ordinal);

    private SentimentLexicon(IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
            foreach (var word in row[2].Split(' '))
                if (row[1] is "not") _denials.Add(word);
                else if (row[1] is "very") _stresses.Add(word);
                else _weights[word] = double.Parse(row[1], CultureInfo.InvariantCulture);
    }

    public static IReadOnlyCollection<string> Languages => ByLanguage.Value.Keys;

    public static SentimentLexicon Of(string language) => ByLanguage.Value[language];

    /// <summary>Above 0: pleased. 0: says nothing.</summary>
    public double Weight(string word) => _weights.GetValueOrDefault(word);

    public bool Denies(string word) => _denials.Contains(word);

    public bool Stresses(string word) => _stresses.Contains(word);
}
