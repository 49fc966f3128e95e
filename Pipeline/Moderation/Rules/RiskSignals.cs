namespace EventChat.Pipeline;

/// <summary>What makes a text worth a look by Comprehend. Each signal alone suffices; together they are meant to take at most an eighth of ordinary talk.</summary>
/// <param name="IsEnglish">A word of the lexicon.</param>
/// <param name="IsForeign">A word of the lexicon's other languages.</param>
/// <param name="IsForm">The way it is written: shouted, spelled out, disguised.</param>
internal sealed record RiskSignals(bool IsEnglish, bool IsForeign, bool IsForm)
{
    /// <summary>Letters and share of capitals from which a text is shouted: below it is an acronym, a headline, a part number.</summary>
    private const int ShoutedLetters = 14;
    private const double ShoutedShare = 0.8;

    /// <summary>Words around a doubtful one in which it matters whether a person is meant: "you are the most stupid person here" is one sentence.</summary>
    private const int Near = 7;

    private static readonly HashSet<string> Persons =
        [.. "you u ur your youre youve ya yall yourself yourselves he hes his him she shes her they theyre them these those people everyone everybody nobody guys moderators admin support women men".Split(' ')];

    private static readonly Dictionary<string, TermList> Lexicon = Read();

    /// <param name="isForeign">The text is taken for another language than English.</param>
    public static RiskSignals Of(string text, FoldedText folded, bool isForeign) => new(
        Lexicon["[plain]"].IsIn(folded)
            || (!isForeign && (Lexicon["[shared]"].IsIn(folded) || Lexicon["[personal]"].Find(folded).Any(found => IsPersonal(folded, found.At)))),
        isForeign && Lexicon["[foreign]"].IsIn(folded),
        !isForeign && (folded.IsDisguised || folded.IsSpelled || IsShouted(text)));

    private static bool IsPersonal(FoldedText folded, int at) =>
        folded.Words.Skip(at - Near).Take(2 * Near + 1 + Math.Min(0, at - Near)).Any(w => w.Readings.Any(Persons.Contains));

    private static bool IsShouted(string text)
    {
        int letters = 0, capitals = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (char.IsUpper(c)) capitals++;
        }
        return letters >= ShoutedLetters && capitals >= letters * ShoutedShare;
    }

    /// <summary>Sections of the embedded <c>risk-words.txt</c>.</summary>
    private static Dictionary<string, TermList> Read()
    {
        using var stream = typeof(RiskSignals).Assembly.GetManifestResourceStream("risk-words.txt") ?? throw new InvalidOperationException("risk-words.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? section = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('[')) sections[line] = section = [];
            else if (line.Length > 0 && line[0] != '#') section?.Add(line);
        }
        return sections.ToDictionary(s => s.Key, s => TermList.OfStems(s.Value));
    }
}
