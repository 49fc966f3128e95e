using Amazon.EventBridge.Model;
using Amazon.Runtime;

namespace Amazon.EventBridge;

public interface IAmazonEventBridge : IAmazonService, IDisposable
{
    /// <summary>Never throws for single entries: the answer says which of them failed.</summary>
    Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default);

    Task<TestEventPatternResponse> TestEventPatternAsync(TestEventPatternRequest request, CancellationToken cancellationToken = default);

    Task<CreateEventBusResponse> CreateEventBusAsync(CreateEventBusRequest request, CancellationToken cancellationToken = default);

    Task<UpdateEventBusResponse> UpdateEventBusAsync(UpdateEventBusRequest request, CancellationToken cancellationToken = default);

    Task<DescribeEventBusResponse> DescribeEventBusAsync(DescribeEventBusRequest request, CancellationToken cancellationToken = default);

    Task<ListEventBusesResponse> ListEventBusesAsync(ListEventBusesRequest request, CancellationToken cancellationToken = default);

    Task<DeleteEventBusResponse> DeleteEventBusAsync(DeleteEventBusRequest request, CancellationToken cancellationToken = default);

    Task<PutRuleResponse> PutRuleAsync(PutRuleRequest request, CancellationToken cancellationToken = default);

    Task<DescribeRuleResponse> DescribeRuleAsync(DescribeRuleRequest request, CancellationToken cancellationToken = default);

    Task<ListRulesResponse> ListRulesAsync(ListRulesRequest request, CancellationToken cancellationToken = default);

    Task<ListRuleNamesByTargetResponse> ListRuleNamesByTargetAsync(
        ListRuleNamesByTargetRequest request, CancellationToken cancellationToken = default);

    Task<EnableRuleResponse> EnableRuleAsync(EnableRuleRequest request, CancellationToken cancellationToken = default);

    Task<DisableRuleResponse> DisableRuleAsync(DisableRuleRequest request, CancellationToken cancellationToken = default);

    Task<DeleteRuleResponse> DeleteRuleAsync(DeleteRuleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Never throws for single targets: the answer says which of them failed.</summary>
    Task<PutTargetsResponse> PutTargetsAsync(PutTargetsRequest request, CancellationToken cancellationToken = default);

    Task<ListTargetsByRuleResponse> ListTargetsByRuleAsync(ListTargetsByRuleRequest request, CancellationToken cancellationToken = default);

    Task<RemoveTargetsResponse> RemoveTargetsAsync(RemoveTargetsRequest request, CancellationToken cancellationToken = default);

    Task<CreateArchiveResponse> CreateArchiveAsync(CreateArchiveRequest request, CancellationToken cancellationToken = default);

    Task<UpdateArchiveResponse> UpdateArchiveAsync(UpdateArchiveRequest request, CancellationToken cancellationToken = default);

    Task<DescribeArchiveResponse> DescribeArchiveAsync(DescribeArchiveRequest request, CancellationToken cancellationToken = default);

    Task<ListArchivesResponse> ListArchivesAsync(ListArchivesRequest request, CancellationToken cancellationToken = default);

    Task<DeleteArchiveResponse> DeleteArchiveAsync(DeleteArchiveRequest request, CancellationToken cancellationToken = default);

    Task<StartReplayResponse> StartReplayAsync(StartReplayRequest request, CancellationToken cancellationToken = default);

    Task<CancelReplayResponse> CancelReplayAsync(CancelReplayRequest request, CancellationToken cancellationToken = default);

    Task<DescribeReplayResponse> DescribeReplayAsync(DescribeReplayRequest request, CancellationToken cancellationToken = default);

    Task<ListReplaysResponse> ListReplaysAsync(ListReplaysRequest request, CancellationToken cancellationToken = default);

    Task<CreateConnectionResponse> CreateConnectionAsync(CreateConnectionRequest request, CancellationToken cancellationToken = default);

    Task<UpdateConnectionResponse> UpdateConnectionAsync(UpdateConnectionRequest request, CancellationToken cancellationToken = default);

    Task<DescribeConnectionResponse> DescribeConnectionAsync(
        DescribeConnectionRequest request, CancellationToken cancellationToken = default);

    Task<ListConnectionsResponse> ListConnectionsAsync(ListConnectionsRequest request, CancellationToken cancellationToken = default);

    Task<DeauthorizeConnectionResponse> DeauthorizeConnectionAsync(
        DeauthorizeConnectionRequest request, CancellationToken cancellationToken = default);

    Task<DeleteConnectionResponse> DeleteConnectionAsync(DeleteConnectionRequest request, CancellationToken cancellationToken = default);

    Task<CreateApiDestinationResponse> CreateApiDestinationAsync(
        CreateApiDestinationRequest request, CancellationToken cancellationToken = default);

    Task<UpdateApiDestinationResponse> UpdateApiDestinationAsync(
        UpdateApiDestinationRequest request, CancellationToken cancellationToken = default);

    Task<DescribeApiDestinationResponse> DescribeApiDestinationAsync(
        DescribeApiDestinationRequest request, CancellationToken cancellationToken = default);

    Task<ListApiDestinationsResponse> ListApiDestinationsAsync(
        ListApiDestinationsRequest request, CancellationToken cancellationToken = default);

    Task<DeleteApiDestinationResponse> DeleteApiDestinationAsync(
        DeleteApiDestinationRequest request, CancellationToken cancellationToken = default);

    Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default);

    Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default);

    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonEventBridgeConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonEventBridgeClient(awsCredentials, (AmazonEventBridgeConfig)clientConfig);
}
