using System.Text.RegularExpressions;

namespace EventChat.Local.Comprehend.Sentiment;

/// <summary>Four shares of 1.</summary>
internal readonly partial record struct SentimentScore(double Positive, double Negative, double Neutral, double Mixed)
{
    /// <summary>What says nothing weighs this much: one mild word turns a text, none leaves it neutral.</summary>
    private const double NeutralWeight = 0.6;

    /// <summary>What a denied word is worth of its opposite: "not good" is less bad than "bad".</summary>
    private const double Denied = -0.75;

    private const double Stressed = 1.5;
    private const int DenialReach = 3;

    public string Sentiment => Math.Max(Math.Max(Positive, Negative), Math.Max(Neutral, Mixed)) switch
    {
        var most when most == Neutral => "NEUTRAL",
        var most when most == Mixed => "MIXED",
        var most when most == Positive => "POSITIVE",
        _ => "NEGATIVE",
    };

    public static SentimentScore Of(string text, string language)
    {
        double pleased = 0, displeased = 0;
        foreach (var weight in Weights(text, SentimentLexicon.Of(language)))
            if (weight > 0) pleased += weight;
            else displeased -= weight;
        var all = pleased + displeased;
        if (all == 0) return new(0, 0, 1, 0);
        // One side alone is that side; both alike are mixed.
        double positive = pleased * pleased / all, negative = displeased * displeased / all, mixed = 3 * pleased * displeased / all;
        var sum = positive + negative + mixed + NeutralWeight;
        return new(positive / sum, negative / sum, NeutralWeight / sum, mixed / sum);
    }

    private static IEnumerable<double> Weights(string text, SentimentLexicon lexicon)
    {
        foreach (var clause in Clause.Split(text.ToLowerInvariant().Replace('’', '\'')))
        {
            string[] words = [.. Word.Matches(clause).Select(m => m.Value)];
            for (var at = 0; at < words.Length; at++)
            {
                if (lexicon.Weight(words[at]) is not (not 0 and var weight)) continue;
                if (at > 0 && lexicon.Stresses(words[at - 1])) weight *= Stressed;
                if (words[Math.Max(0, at - DenialReach)..at].Any(lexicon.Denies)) weight *= Denied;
                yield return weight;
            }
        }
    }

    /// <summary>A denial does not reach over these.</summary>
    [GeneratedRegex(@"[.!?;:,\n]+|\bbut\b|\baber\b|\bmais\b|\bpero\b|\bma\b|\bmas\b")]
    private static partial Regex Clause { get; }

    [GeneratedRegex(@"[\p{L}\p{M}']+|[\u2600-\u27BF]|[\uD83C-\uD83E][\uDC00-\uDFFF]")]
    private static partial Regex Word { get; }
}
