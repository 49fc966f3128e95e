using System.Text.Json.Nodes;

namespace EventChat.Local.Comprehend.Toxicity;

/// <summary>What a text has of each label. Of several terms of one label the strongest counts and the others add to it.</summary>
internal static class ToxicityScore
{
    public static readonly string[] Labels = ["PROFANITY", "HATE_SPEECH", "INSULT", "GRAPHIC", "HARASSMENT_OR_ABUSE", "SEXUAL", "VIOLENCE_OR_THREAT"];

    /// <summary>Share of its score that a term keeps when it is denied: "you are not stupid".</summary>
    private const double Denied = 0.3;

    /// <summary>Share of its score that an insult keeps when no person is near it: "a stupid bug".</summary>
    private const double Impersonal = 0.5;

    private static readonly HashSet<string> Persons =
        ["you", "youre", "your", "u", "ur", "ya", "yourself", "he", "hes", "she", "shes", "they", "theyre", "him", "her", "them", "such", "are", "these", "those"];

    private static readonly HashSet<string> Denials = ["not", "never", "arent", "isnt", "dont", "wont", "no"];

    public static IReadOnlyDictionary<string, double> Of(string text)
    {
        var words = FoldedText.Words(text);
        var readings = words.Select(Readings).ToArray();
        var left = Labels.ToDictionary(label => label, _ => 1.0);
        for (var at = 0; at < words.Count; at++)
            foreach (var term in readings[at].SelectMany(ToxicityLexicon.Default.StartingWith).Distinct())
                if (Matches(term, readings, at)) left[term.Label] *= 1 - Weighed(term, words, at);
        return left.ToDictionary(l => l.Key, l => Math.Round(Math.Min(1 - l.Value, 0.999), 4));
    }

    public static JsonObject View(string text)
    {
        var scores = Of(text);
        return new()
        {
            ["Labels"] = new JsonArray([.. Labels.Select(label => new JsonObject { ["Name"] = label, ["Score"] = scores[label] })]),
            ["Toxicity"] = scores.Values.Max(),
        };
    }

    private static HashSet<string> Readings(string word) =>
        [.. Spellings.Of(word), .. word.Contains('*') ? ToxicityLexicon.Default.SingleWords.Where(term => Spellings.Hides(word, term)) : []];

    private static bool Matches(ToxicityLexicon.Term term, HashSet<string>[] readings, int at) =>
        at + term.Words.Length <= readings.Length && term.Words.Select((word, i) => readings[at + i].Contains(word)).All(hit => hit);

    private static double Weighed(ToxicityLexicon.Term term, IReadOnlyList<string> words, int at)
    {
        var score = term.Score;
        if (words.Skip(Math.Max(0, at - 3)).Take(Math.Min(3, at)).Any(Denials.Contains)) score *= Denied;
        var isInsult = term.Label is "INSULT" && term.Words.Length == 1;
        if (isInsult && words.Count > 2 && !words.Skip(Math.Max(0, at - 3)).Take(7).Any(Persons.Contains)) score *= Impersonal;
        return score;
    }
}
