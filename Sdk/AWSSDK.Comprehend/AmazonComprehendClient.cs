using Amazon.Comprehend.Internal;
using Amazon.Comprehend.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.Comprehend;

/// <summary>Safe for concurrent use.</summary>
public class AmazonComprehendClient : JsonServiceClient, IAmazonComprehend
{
    private static readonly ComprehendJson Json = ComprehendJson.Default;

    public AmazonComprehendClient() : this(new AmazonComprehendConfig()) { }

    public AmazonComprehendClient(RegionEndpoint region) : this(new AmazonComprehendConfig { RegionEndpoint = region }) { }

    public AmazonComprehendClient(AmazonComprehendConfig config) : base(ComprehendService.Definition, config) { }

    public AmazonComprehendClient(AWSCredentials credentials) : this(credentials, new AmazonComprehendConfig()) { }

    public AmazonComprehendClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonComprehendConfig { RegionEndpoint = region }) { }

    public AmazonComprehendClient(AWSCredentials credentials, AmazonComprehendConfig clientConfig)
        : base(ComprehendService.Definition, credentials, clientConfig) { }

    public virtual Task<DetectToxicContentResponse> DetectToxicContentAsync(
        DetectToxicContentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DetectToxicContent", request, Json.DetectToxicContentRequest, Json.DetectToxicContentResponse, cancellationToken);

    public virtual Task<DetectPiiEntitiesResponse> DetectPiiEntitiesAsync(
        DetectPiiEntitiesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DetectPiiEntities", request, Json.DetectPiiEntitiesRequest, Json.DetectPiiEntitiesResponse, cancellationToken);

    public virtual Task<ContainsPiiEntitiesResponse> ContainsPiiEntitiesAsync(
        ContainsPiiEntitiesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ContainsPiiEntities", request, Json.ContainsPiiEntitiesRequest, Json.ContainsPiiEntitiesResponse, cancellationToken);

    public virtual Task<DetectSentimentResponse> DetectSentimentAsync(
        DetectSentimentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DetectSentiment", request, Json.DetectSentimentRequest, Json.DetectSentimentResponse, cancellationToken);

    public virtual Task<BatchDetectSentimentResponse> BatchDetectSentimentAsync(
        BatchDetectSentimentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("BatchDetectSentiment", request, Json.BatchDetectSentimentRequest, Json.BatchDetectSentimentResponse,
            cancellationToken);

    public virtual Task<DetectDominantLanguageResponse> DetectDominantLanguageAsync(
        DetectDominantLanguageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DetectDominantLanguage", request, Json.DetectDominantLanguageRequest, Json.DetectDominantLanguageResponse,
            cancellationToken);
}
