using System.Text.Json.Serialization;
using Amazon.Comprehend.Model;
using Amazon.JsonProtocol;

namespace Amazon.Comprehend.Internal;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(EpochSeconds), typeof(LanguageCodeJson), typeof(PiiEntityTypeJson), typeof(SentimentTypeJson),
        typeof(ToxicContentTypeJson),
    ])]
[JsonSerializable(typeof(DetectToxicContentRequest))]
[JsonSerializable(typeof(DetectToxicContentResponse))]
[JsonSerializable(typeof(DetectPiiEntitiesRequest))]
[JsonSerializable(typeof(DetectPiiEntitiesResponse))]
[JsonSerializable(typeof(ContainsPiiEntitiesRequest))]
[JsonSerializable(typeof(ContainsPiiEntitiesResponse))]
[JsonSerializable(typeof(DetectSentimentRequest))]
[JsonSerializable(typeof(DetectSentimentResponse))]
[JsonSerializable(typeof(BatchDetectSentimentRequest))]
[JsonSerializable(typeof(BatchDetectSentimentResponse))]
[JsonSerializable(typeof(DetectDominantLanguageRequest))]
[JsonSerializable(typeof(DetectDominantLanguageResponse))]
internal sealed partial class ComprehendJson : JsonSerializerContext;

internal sealed class LanguageCodeJson() : Constant<LanguageCode>(LanguageCode.FindValue);
internal sealed class PiiEntityTypeJson() : Constant<PiiEntityType>(PiiEntityType.FindValue);
internal sealed class SentimentTypeJson() : Constant<SentimentType>(SentimentType.FindValue);
internal sealed class ToxicContentTypeJson() : Constant<ToxicContentType>(ToxicContentType.FindValue);
