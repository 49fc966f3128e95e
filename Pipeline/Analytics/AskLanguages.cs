using System.Collections.Concurrent;
using Amazon.Comprehend;
using Amazon.Comprehend.Model;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <param name="Language">RFC 5646; <c>und</c> if Comprehend does not say.</param>
/// <param name="Sentiment">Null: not asked for, or not in a language that has any.</param>
public sealed record TextAnalysis(string Language, string? Sentiment = null, IReadOnlyDictionary<string, double>? Scores = null, double Units = 0);

/// <summary>
/// Asks Comprehend for the language of texts and the mood of some of them. It is billed by the text, so a call per text costs no more than one for 25;
/// moods go together all the same, to stay below the calls per second.
/// </summary>
public sealed class AskLanguages(IAmazonComprehend comprehend)
{
    /// <summary>Calls at once: a fifth of the 20 a second that an account begins with.</summary>
    private const int ParallelCalls = 4;

    /// <summary>Texts of one call.</summary>
    private const int TextsPerCall = 25;

    /// <summary>Characters of a unit, and units that a text is billed at least.</summary>
    private const int UnitCharacters = 100, LeastUnits = 3;

    private static readonly HashSet<string> WithSentiment = ["en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW"];

    /// <param name="texts">A text, and whether its mood is wanted.</param>
    /// <returns>In the order of the texts.</returns>
    /// <exception cref="TooManyRequestsException">Throttled: the workflow waits and asks again.</exception>
    public async Task<IReadOnlyList<TextAnalysis>> AskAsync(IReadOnlyList<(string Text, bool Sentiment)> texts, CancellationToken cancel)
    {
        var found = new TextAnalysis[texts.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, texts.Count), new ParallelOptions { MaxDegreeOfParallelism = ParallelCalls, CancellationToken = cancel },
            async (i, token) => found[i] = new(await LanguageAsync(texts[i].Text, token), Units: UnitsOf(texts[i].Text)));

        var moods = Enumerable.Range(0, texts.Count).Where(i => texts[i].Sentiment && WithSentiment.Contains(found[i].Language))
            .GroupBy(i => found[i].Language).SelectMany(g => g.Chunk(TextsPerCall));
        foreach (var chunk in moods) await SentimentAsync(texts, chunk, found, cancel);
        return found;
    }

    public static double UnitsOf(string text) => Math.Max(LeastUnits, Math.Ceiling(text.EnumerateRunes().Count() / (double)UnitCharacters));

    private async Task<string> LanguageAsync(string text, CancellationToken cancel)
    {
        var answer = await comprehend.DetectDominantLanguageAsync(new DetectDominantLanguageRequest { Text = text }, cancel);
        return answer.Languages?.MaxBy(l => l.Score ?? 0)?.LanguageCode ?? "und";
    }

    private async Task SentimentAsync(IReadOnlyList<(string Text, bool Sentiment)> texts, int[] chunk, TextAnalysis[] found, CancellationToken cancel)
    {
        var answer = await comprehend.BatchDetectSentimentAsync(
            new BatchDetectSentimentRequest { LanguageCode = new LanguageCode(found[chunk[0]].Language), TextList = [.. chunk.Select(i => texts[i].Text)] }, cancel);
        foreach (var result in answer.ResultList ?? [])
        {
            var i = chunk[result.Index ?? 0];
            found[i] = found[i] with
            {
                Sentiment = result.Sentiment?.Value, Scores = ScoresOf(result.SentimentScore), Units = found[i].Units + UnitsOf(texts[i].Text),
            };
        }
    }

    private static Dictionary<string, double>? ScoresOf(SentimentScore? score) => score is null ? null : new()
    {
        ["Positive"] = Rounded(score.Positive), ["Negative"] = Rounded(score.Negative), ["Neutral"] = Rounded(score.Neutral), ["Mixed"] = Rounded(score.Mixed),
    };

    /// <summary>Four digits: more is noise, and five times as long.</summary>
    private static double Rounded(float? score) => Math.Round(score ?? 0, 4);
}
