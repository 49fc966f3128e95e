using Amazon.Comprehend.Model;
using Amazon.Runtime;

namespace Amazon.Comprehend;

public interface IAmazonComprehend : IAmazonService, IDisposable
{
    Task<DetectToxicContentResponse> DetectToxicContentAsync(
        DetectToxicContentRequest request, CancellationToken cancellationToken = default);

    Task<DetectPiiEntitiesResponse> DetectPiiEntitiesAsync(DetectPiiEntitiesRequest request, CancellationToken cancellationToken = default);

    Task<ContainsPiiEntitiesResponse> ContainsPiiEntitiesAsync(
        ContainsPiiEntitiesRequest request, CancellationToken cancellationToken = default);

    Task<DetectSentimentResponse> DetectSentimentAsync(DetectSentimentRequest request, CancellationToken cancellationToken = default);

    Task<BatchDetectSentimentResponse> BatchDetectSentimentAsync(
        BatchDetectSentimentRequest request, CancellationToken cancellationToken = default);

    Task<DetectDominantLanguageResponse> DetectDominantLanguageAsync(
        DetectDominantLanguageRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonComprehendConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonComprehendClient(awsCredentials, (AmazonComprehendConfig)clientConfig);
}
