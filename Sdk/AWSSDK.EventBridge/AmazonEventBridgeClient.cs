using Amazon.EventBridge.Internal;
using Amazon.EventBridge.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.EventBridge;

/// <summary>Safe for concurrent use.</summary>
public class AmazonEventBridgeClient : JsonServiceClient, IAmazonEventBridge
{
    private static readonly EventBridgeJson Json = EventBridgeJson.Default;

    public AmazonEventBridgeClient() : this(new AmazonEventBridgeConfig()) { }

    public AmazonEventBridgeClient(RegionEndpoint region) : this(new AmazonEventBridgeConfig { RegionEndpoint = region }) { }

    public AmazonEventBridgeClient(AmazonEventBridgeConfig config) : base(EventBridgeService.Definition, config) { }

    public AmazonEventBridgeClient(AWSCredentials credentials) : this(credentials, new AmazonEventBridgeConfig()) { }

    public AmazonEventBridgeClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonEventBridgeConfig { RegionEndpoint = region }) { }

    public AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig clientConfig)
        : base(EventBridgeService.Definition, credentials, clientConfig) { }

    public virtual Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("PutEvents", request, Json.PutEventsRequest, Json.PutEventsResponse, cancellationToken);

    public virtual Task<TestEventPatternResponse> TestEventPatternAsync(
        TestEventPatternRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("TestEventPattern", request, Json.TestEventPatternRequest, Json.TestEventPatternResponse, cancellationToken);

    public virtual Task<CreateEventBusResponse> CreateEventBusAsync(
        CreateEventBusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CreateEventBus", request, Json.CreateEventBusRequest, Json.CreateEventBusResponse, cancellationToken);

    public virtual Task<UpdateEventBusResponse> UpdateEventBusAsync(
        UpdateEventBusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateEventBus", request, Json.UpdateEventBusRequest, Json.UpdateEventBusResponse, cancellationToken);

    public virtual Task<DescribeEventBusResponse> DescribeEventBusAsync(
        DescribeEventBusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeEventBus", request, Json.DescribeEventBusRequest, Json.DescribeEventBusResponse, cancellationToken);

    public virtual Task<ListEventBusesResponse> ListEventBusesAsync(
        ListEventBusesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListEventBuses", request, Json.ListEventBusesRequest, Json.ListEventBusesResponse, cancellationToken);

    public virtual Task<DeleteEventBusResponse> DeleteEventBusAsync(
        DeleteEventBusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteEventBus", request, Json.DeleteEventBusRequest, Json.DeleteEventBusResponse, cancellationToken);

    public virtual Task<PutRuleResponse> PutRuleAsync(PutRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("PutRule", request, Json.PutRuleRequest, Json.PutRuleResponse, cancellationToken);

    public virtual Task<DescribeRuleResponse> DescribeRuleAsync(
        DescribeRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeRule", request, Json.DescribeRuleRequest, Json.DescribeRuleResponse, cancellationToken);

    public virtual Task<ListRulesResponse> ListRulesAsync(ListRulesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListRules", request, Json.ListRulesRequest, Json.ListRulesResponse, cancellationToken);

    public virtual Task<ListRuleNamesByTargetResponse> ListRuleNamesByTargetAsync(
        ListRuleNamesByTargetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListRuleNamesByTarget", request, Json.ListRuleNamesByTargetRequest, Json.ListRuleNamesByTargetResponse,
            cancellationToken);

    public virtual Task<EnableRuleResponse> EnableRuleAsync(EnableRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("EnableRule", request, Json.EnableRuleRequest, Json.EnableRuleResponse, cancellationToken);

    public virtual Task<DisableRuleResponse> DisableRuleAsync(DisableRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DisableRule", request, Json.DisableRuleRequest, Json.DisableRuleResponse, cancellationToken);

    public virtual Task<DeleteRuleResponse> DeleteRuleAsync(DeleteRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteRule", request, Json.DeleteRuleRequest, Json.DeleteRuleResponse, cancellationToken);

    public virtual Task<PutTargetsResponse> PutTargetsAsync(PutTargetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("PutTargets", request, Json.PutTargetsRequest, Json.PutTargetsResponse, cancellationToken);

    public virtual Task<ListTargetsByRuleResponse> ListTargetsByRuleAsync(
        ListTargetsByRuleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListTargetsByRule", request, Json.ListTargetsByRuleRequest, Json.ListTargetsByRuleResponse, cancellationToken);

    public virtual Task<RemoveTargetsResponse> RemoveTargetsAsync(
        RemoveTargetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("RemoveTargets", request, Json.RemoveTargetsRequest, Json.RemoveTargetsResponse, cancellationToken);

    public virtual Task<CreateArchiveResponse> CreateArchiveAsync(
        CreateArchiveRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CreateArchive", request, Json.CreateArchiveRequest, Json.CreateArchiveResponse, cancellationToken);

    public virtual Task<UpdateArchiveResponse> UpdateArchiveAsync(
        UpdateArchiveRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateArchive", request, Json.UpdateArchiveRequest, Json.UpdateArchiveResponse, cancellationToken);

    public virtual Task<DescribeArchiveResponse> DescribeArchiveAsync(
        DescribeArchiveRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeArchive", request, Json.DescribeArchiveRequest, Json.DescribeArchiveResponse, cancellationToken);

    public virtual Task<ListArchivesResponse> ListArchivesAsync(
        ListArchivesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListArchives", request, Json.ListArchivesRequest, Json.ListArchivesResponse, cancellationToken);

    public virtual Task<DeleteArchiveResponse> DeleteArchiveAsync(
        DeleteArchiveRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteArchive", request, Json.DeleteArchiveRequest, Json.DeleteArchiveResponse, cancellationToken);

    public virtual Task<StartReplayResponse> StartReplayAsync(StartReplayRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("StartReplay", request, Json.StartReplayRequest, Json.StartReplayResponse, cancellationToken);

    public virtual Task<CancelReplayResponse> CancelReplayAsync(
        CancelReplayRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CancelReplay", request, Json.CancelReplayRequest, Json.CancelReplayResponse, cancellationToken);

    public virtual Task<DescribeReplayResponse> DescribeReplayAsync(
        DescribeReplayRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeReplay", request, Json.DescribeReplayRequest, Json.DescribeReplayResponse, cancellationToken);

    public virtual Task<ListReplaysResponse> ListReplaysAsync(ListReplaysRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListReplays", request, Json.ListReplaysRequest, Json.ListReplaysResponse, cancellationToken);

    public virtual Task<CreateConnectionResponse> CreateConnectionAsync(
        CreateConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CreateConnection", request, Json.CreateConnectionRequest, Json.CreateConnectionResponse, cancellationToken);

    public virtual Task<UpdateConnectionResponse> UpdateConnectionAsync(
        UpdateConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateConnection", request, Json.UpdateConnectionRequest, Json.UpdateConnectionResponse, cancellationToken);

    public virtual Task<DescribeConnectionResponse> DescribeConnectionAsync(
        DescribeConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeConnection", request, Json.DescribeConnectionRequest, Json.DescribeConnectionResponse, cancellationToken);

    public virtual Task<ListConnectionsResponse> ListConnectionsAsync(
        ListConnectionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListConnections", request, Json.ListConnectionsRequest, Json.ListConnectionsResponse, cancellationToken);

    public virtual Task<DeauthorizeConnectionResponse> DeauthorizeConnectionAsync(
        DeauthorizeConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeauthorizeConnection", request, Json.DeauthorizeConnectionRequest, Json.DeauthorizeConnectionResponse,
            cancellationToken);

    public virtual Task<DeleteConnectionResponse> DeleteConnectionAsync(
        DeleteConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteConnection", request, Json.DeleteConnectionRequest, Json.DeleteConnectionResponse, cancellationToken);

    public virtual Task<CreateApiDestinationResponse> CreateApiDestinationAsync(
        CreateApiDestinationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CreateApiDestination", request, Json.CreateApiDestinationRequest, Json.CreateApiDestinationResponse,
            cancellationToken);

    public virtual Task<UpdateApiDestinationResponse> UpdateApiDestinationAsync(
        UpdateApiDestinationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateApiDestination", request, Json.UpdateApiDestinationRequest, Json.UpdateApiDestinationResponse,
            cancellationToken);

    public virtual Task<DescribeApiDestinationResponse> DescribeApiDestinationAsync(
        DescribeApiDestinationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeApiDestination", request, Json.DescribeApiDestinationRequest, Json.DescribeApiDestinationResponse,
            cancellationToken);

    public virtual Task<ListApiDestinationsResponse> ListApiDestinationsAsync(
        ListApiDestinationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListApiDestinations", request, Json.ListApiDestinationsRequest, Json.ListApiDestinationsResponse, cancellationToken);

    public virtual Task<DeleteApiDestinationResponse> DeleteApiDestinationAsync(
        DeleteApiDestinationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteApiDestination", request, Json.DeleteApiDestinationRequest, Json.DeleteApiDestinationResponse,
            cancellationToken);

    public virtual Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("TagResource", request, Json.TagResourceRequest, Json.TagResourceResponse, cancellationToken);

    public virtual Task<UntagResourceResponse> UntagResourceAsync(
        UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UntagResource", request, Json.UntagResourceRequest, Json.UntagResourceResponse, cancellationToken);

    public virtual Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListTagsForResource", request, Json.ListTagsForResourceRequest, Json.ListTagsForResourceResponse, cancellationToken);
}
