using System.Text.Json.Nodes;
using Lingua;

namespace EventChat.Local.Comprehend.Languages;

/// <summary>Which language a text is in. Models are read with the first text: that takes seconds (6.8 s beside other work on two cores) and memory that most hosts never need.</summary>
internal static class DominantLanguage
{
    /// <summary>Less likely ones are not named, as AWS does not.</summary>
    private const double Least = 0.05;

    private static readonly Lazy<LanguageDetector> Detector = new(() => LanguageDetectorBuilder
        .FromLanguages(
            Language.English, Language.Spanish, Language.French, Language.German, Language.Italian, Language.Portuguese, Language.Dutch, Language.Polish,
            Language.Russian, Language.Ukrainian, Language.Turkish, Language.Arabic, Language.Hindi, Language.Japanese, Language.Korean, Language.Chinese)
        .WithLanguageModelsDirectory(Path.Combine(AppContext.BaseDirectory, "Lingua", "LanguageModels"))
        .Build());

    /// <summary>Empty for a text without words. The likeliest first.</summary>
    public static IReadOnlyList<(string Code, double Score)> Of(string text) =>
    [
        .. Detector.Value.ComputeLanguageConfidenceValues(text)
            .Where(c => c.Value >= Least).OrderByDescending(c => c.Value)
            .Select(c => (c.Key.IsoCode6391().ToString().ToLowerInvariant(), Math.Min(c.Value, 0.999))),
    ];

    public static JsonArray View(string text) =>
        [.. Of(text).Select(l => new JsonObject { ["LanguageCode"] = l.Code, ["Score"] = Math.Round(l.Score, 4) })];
}
