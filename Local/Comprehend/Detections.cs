using System.Text.Json.Nodes;
using EventChat.Local.Comprehend.Languages;
using EventChat.Local.Comprehend.Pii;
using EventChat.Local.Comprehend.Sentiment;
using EventChat.Local.Comprehend.Toxicity;

namespace EventChat.Local.Comprehend;

/// <summary>The operations, each from its request to its answer.</summary>
internal static class Detections
{
    public static readonly IReadOnlyDictionary<string, Func<ComprehendRequest, JsonObject>> All = new SortedDictionary<string, Func<ComprehendRequest, JsonObject>>(StringComparer.Ordinal)
    {
        ["DetectToxicContent"] = DetectToxicContent,
        ["DetectPiiEntities"] = DetectPiiEntities,
        ["ContainsPiiEntities"] = ContainsPiiEntities,
        ["DetectSentiment"] = DetectSentiment,
        ["BatchDetectSentiment"] = BatchDetectSentiment,
        ["DetectDominantLanguage"] = DetectDominantLanguage,
        ["BatchDetectDominantLanguage"] = BatchDetectDominantLanguage,
    };

    private static JsonObject DetectToxicContent(ComprehendRequest request)
    {
        request.Only("TextSegments", "LanguageCode").Language("en");
        return new() { ["ResultList"] = new JsonArray([.. request.Segments().Select(ToxicityScore.View)]) };
    }

    private static JsonObject DetectPiiEntities(ComprehendRequest request)
    {
        request.Only("Text", "LanguageCode").Language("en", "es");
        return new()
        {
            ["Entities"] = new JsonArray([.. PiiSearch.In(request.Text(ComprehendRequest.LongText)).Select(e => new JsonObject
            {
                ["Score"] = e.Score, ["Type"] = e.Type, ["BeginOffset"] = e.Begin, ["EndOffset"] = e.End,
            })]),
        };
    }

    private static JsonObject ContainsPiiEntities(ComprehendRequest request)
    {
        request.Only("Text", "LanguageCode").Language("en", "es");
        return new()
        {
            ["Labels"] = new JsonArray([.. PiiSearch.In(request.Text(ComprehendRequest.LongText)).GroupBy(e => e.Type)
                .Select(type => new JsonObject { ["Name"] = type.Key, ["Score"] = type.Max(e => e.Score) })]),
        };
    }

    private static JsonObject DetectSentiment(ComprehendRequest request)
    {
        var language = request.Only("Text", "LanguageCode").Language([.. SentimentLexicon.Languages]);
        return View(SentimentScore.Of(request.Text(ComprehendRequest.ShortText), language));
    }

    private static JsonObject BatchDetectSentiment(ComprehendRequest request)
    {
        var language = request.Only("TextList", "LanguageCode").Language([.. SentimentLexicon.Languages]);
        return Batch(request, text => View(SentimentScore.Of(text, language)));
    }

    private static JsonObject DetectDominantLanguage(ComprehendRequest request) =>
        new() { ["Languages"] = DominantLanguage.View(request.Only("Text").Text(ComprehendRequest.LongText)) };

    private static JsonObject BatchDetectDominantLanguage(ComprehendRequest request) =>
        Batch(request.Only("TextList"), text => new() { ["Languages"] = DominantLanguage.View(text) });

    private static JsonObject Batch(ComprehendRequest request, Func<string, JsonObject> detect)
    {
        JsonArray results = [], errors = [];
        foreach (var (text, index) in request.Documents().Select((text, index) => (text, index)))
        {
            try
            {
                var result = detect(ComprehendRequest.Sized(text, ComprehendRequest.ShortText));
                result["Index"] = index;
                results.Add(result);
            }
            catch (ComprehendException e) when (e.Type is "TextSizeLimitExceededException")
            {
                errors.Add(new JsonObject { ["Index"] = index, ["ErrorCode"] = "TEXT_SIZE_LIMIT_EXCEEDED", ["ErrorMessage"] = e.Message });
            }
        }
        return new() { ["ResultList"] = results, ["ErrorList"] = errors };
    }

    private static JsonObject View(SentimentScore score) => new()
    {
        ["Sentiment"] = score.Sentiment,
        ["SentimentScore"] = new JsonObject { ["Positive"] = score.Positive, ["Negative"] = score.Negative, ["Neutral"] = score.Neutral, ["Mixed"] = score.Mixed },
    };
}
