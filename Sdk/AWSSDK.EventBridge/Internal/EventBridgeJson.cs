using System.Text.Json.Serialization;
using Amazon.EventBridge.Model;
using Amazon.JsonProtocol;

namespace Amazon.EventBridge.Internal;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(EpochSeconds), typeof(ApiDestinationHttpMethodJson), typeof(ApiDestinationStateJson), typeof(ArchiveStateJson),
        typeof(ConnectionAuthorizationTypeJson), typeof(ConnectionOAuthHttpMethodJson), typeof(ConnectionStateJson),
        typeof(IncludeDetailJson), typeof(LevelJson), typeof(ReplayStateJson), typeof(RuleStateJson),
    ])]
[JsonSerializable(typeof(PutEventsRequest))]
[JsonSerializable(typeof(PutEventsResponse))]
[JsonSerializable(typeof(TestEventPatternRequest))]
[JsonSerializable(typeof(TestEventPatternResponse))]
[JsonSerializable(typeof(CreateEventBusRequest))]
[JsonSerializable(typeof(CreateEventBusResponse))]
[JsonSerializable(typeof(UpdateEventBusRequest))]
[JsonSerializable(typeof(UpdateEventBusResponse))]
[JsonSerializable(typeof(DescribeEventBusRequest))]
[JsonSerializable(typeof(DescribeEventBusResponse))]
[JsonSerializable(typeof(ListEventBusesRequest))]
[JsonSerializable(typeof(ListEventBusesResponse))]
[JsonSerializable(typeof(DeleteEventBusRequest))]
[JsonSerializable(typeof(DeleteEventBusResponse))]
[JsonSerializable(typeof(PutRuleRequest))]
[JsonSerializable(typeof(PutRuleResponse))]
[JsonSerializable(typeof(DescribeRuleRequest))]
[JsonSerializable(typeof(DescribeRuleResponse))]
[JsonSerializable(typeof(ListRulesRequest))]
[JsonSerializable(typeof(ListRulesResponse))]
[JsonSerializable(typeof(ListRuleNamesByTargetRequest))]
[JsonSerializable(typeof(ListRuleNamesByTargetResponse))]
[JsonSerializable(typeof(EnableRuleRequest))]
[JsonSerializable(typeof(EnableRuleResponse))]
[JsonSerializable(typeof(DisableRuleRequest))]
[JsonSerializable(typeof(DisableRuleResponse))]
[JsonSerializable(typeof(DeleteRuleRequest))]
[JsonSerializable(typeof(DeleteRuleResponse))]
[JsonSerializable(typeof(PutTargetsRequest))]
[JsonSerializable(typeof(PutTargetsResponse))]
[JsonSerializable(typeof(ListTargetsByRuleRequest))]
[JsonSerializable(typeof(ListTargetsByRuleResponse))]
[JsonSerializable(typeof(RemoveTargetsRequest))]
[JsonSerializable(typeof(RemoveTargetsResponse))]
[JsonSerializable(typeof(CreateArchiveRequest))]
[JsonSerializable(typeof(CreateArchiveResponse))]
[JsonSerializable(typeof(UpdateArchiveRequest))]
[JsonSerializable(typeof(UpdateArchiveResponse))]
[JsonSerializable(typeof(DescribeArchiveRequest))]
[JsonSerializable(typeof(DescribeArchiveResponse))]
[JsonSerializable(typeof(ListArchivesRequest))]
[JsonSerializable(typeof(ListArchivesResponse))]
[JsonSerializable(typeof(DeleteArchiveRequest))]
[JsonSerializable(typeof(DeleteArchiveResponse))]
[JsonSerializable(typeof(StartReplayRequest))]
[JsonSerializable(typeof(StartReplayResponse))]
[JsonSerializable(typeof(CancelReplayRequest))]
[JsonSerializable(typeof(CancelReplayResponse))]
[JsonSerializable(typeof(DescribeReplayRequest))]
[JsonSerializable(typeof(DescribeReplayResponse))]
[JsonSerializable(typeof(ListReplaysRequest))]
[JsonSerializable(typeof(ListReplaysResponse))]
[JsonSerializable(typeof(CreateConnectionRequest))]
[JsonSerializable(typeof(CreateConnectionResponse))]
[JsonSerializable(typeof(UpdateConnectionRequest))]
[JsonSerializable(typeof(UpdateConnectionResponse))]
[JsonSerializable(typeof(DescribeConnectionRequest))]
[JsonSerializable(typeof(DescribeConnectionResponse))]
[JsonSerializable(typeof(ListConnectionsRequest))]
[JsonSerializable(typeof(ListConnectionsResponse))]
[JsonSerializable(typeof(DeauthorizeConnectionRequest))]
[JsonSerializable(typeof(DeauthorizeConnectionResponse))]
[JsonSerializable(typeof(DeleteConnectionRequest))]
[JsonSerializable(typeof(DeleteConnectionResponse))]
[JsonSerializable(typeof(CreateApiDestinationRequest))]
[JsonSerializable(typeof(CreateApiDestinationResponse))]
[JsonSerializable(typeof(UpdateApiDestinationRequest))]
[JsonSerializable(typeof(UpdateApiDestinationResponse))]
[JsonSerializable(typeof(DescribeApiDestinationRequest))]
[JsonSerializable(typeof(DescribeApiDestinationResponse))]
[JsonSerializable(typeof(ListApiDestinationsRequest))]
[JsonSerializable(typeof(ListApiDestinationsResponse))]
[JsonSerializable(typeof(DeleteApiDestinationRequest))]
[JsonSerializable(typeof(DeleteApiDestinationResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TagResourceResponse))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(UntagResourceResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
internal sealed partial class EventBridgeJson : JsonSerializerContext;

internal sealed class ApiDestinationHttpMethodJson() : Constant<ApiDestinationHttpMethod>(ApiDestinationHttpMethod.FindValue);
internal sealed class ApiDestinationStateJson() : Constant<ApiDestinationState>(ApiDestinationState.FindValue);
internal sealed class ArchiveStateJson() : Constant<ArchiveState>(ArchiveState.FindValue);
internal sealed class ConnectionAuthorizationTypeJson() : Constant<ConnectionAuthorizationType>(ConnectionAuthorizationType.FindValue);
internal sealed class ConnectionOAuthHttpMethodJson() : Constant<ConnectionOAuthHttpMethod>(ConnectionOAuthHttpMethod.FindValue);
internal sealed class ConnectionStateJson() : Constant<ConnectionState>(ConnectionState.FindValue);
internal sealed class IncludeDetailJson() : Constant<IncludeDetail>(IncludeDetail.FindValue);
internal sealed class LevelJson() : Constant<Level>(Level.FindValue);
internal sealed class ReplayStateJson() : Constant<ReplayState>(ReplayState.FindValue);
internal sealed class RuleStateJson() : Constant<RuleState>(RuleState.FindValue);
