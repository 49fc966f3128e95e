using System.Text.Json.Serialization;
using Amazon.DynamoDBStreams.Model;
using Amazon.JsonProtocol;

namespace Amazon.DynamoDBStreams.Internal;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(EpochSeconds), typeof(Blob), typeof(KeyTypeJson), typeof(OperationTypeJson), typeof(ShardFilterTypeJson),
        typeof(ShardIteratorTypeJson), typeof(StreamStatusJson), typeof(StreamViewTypeJson),
    ])]
[JsonSerializable(typeof(ListStreamsRequest))]
[JsonSerializable(typeof(ListStreamsResponse))]
[JsonSerializable(typeof(DescribeStreamRequest))]
[JsonSerializable(typeof(DescribeStreamResponse))]
[JsonSerializable(typeof(GetShardIteratorRequest))]
[JsonSerializable(typeof(GetShardIteratorResponse))]
[JsonSerializable(typeof(GetRecordsRequest))]
[JsonSerializable(typeof(GetRecordsResponse))]
internal sealed partial class StreamsJson : JsonSerializerContext;

internal sealed class KeyTypeJson() : Constant<KeyType>(KeyType.FindValue);
internal sealed class OperationTypeJson() : Constant<OperationType>(OperationType.FindValue);
internal sealed class ShardFilterTypeJson() : Constant<ShardFilterType>(ShardFilterType.FindValue);
internal sealed class ShardIteratorTypeJson() : Constant<ShardIteratorType>(ShardIteratorType.FindValue);
internal sealed class StreamStatusJson() : Constant<StreamStatus>(StreamStatus.FindValue);
internal sealed class StreamViewTypeJson() : Constant<StreamViewType>(StreamViewType.FindValue);
