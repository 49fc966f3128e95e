using System.Text;

namespace EventChat.Projections;

/// <summary>A text's words as they are found: lower case, without marks. Of scripts without spaces every two neighbours are one.</summary>
public static class Words
{
    /// <summary>Characters of a word; of a longer one the beginning counts. Longer are links and noise.</summary>
    public const int Characters = 32;

    /// <summary>Different words of a message, the first: what a longer one costs is bounded, 64 rows and not a thousand.</summary>
    public const int PerMessage = 64;

    /// <returns>Each once, in the order of the text.</returns>
    public static IReadOnlyList<string> Of(string text)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> words = [];
        void Add(string word)
        {
            if (word.Length > 0 && words.Count < PerMessage && seen.Add(word)) words.Add(word);
        }

        var word = new StringBuilder();
        var run = new StringBuilder();
        void End()
        {
            Add(Cut(word));
            word.Clear();
            if (run.Length == 1) Add(run.ToString());
            for (var i = 0; i + 1 < run.Length; i++) Add(run.ToString(i, 2));
            run.Clear();
        }

        foreach (var c in text)
        {
            if (words.Count >= PerMessage) break;
            if (Letters.Parts(c)) End();
            else if (Letters.RunsOn(c))
            {
                if (word.Length > 0) End();
                run.Append(c);
            }
            else
            {
                if (run.Length > 0) End();
                word.Append(Letters.Fold(c));
            }
        }
        End();
        return words;
    }

    private static string Cut(StringBuilder word) => word.Length <= Characters ? word.ToString() : word.ToString(0, Characters);
}
