using Amazon.DynamoDBStreams.Internal;
using Amazon.DynamoDBStreams.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>Reads the streams of DynamoDB tables. Safe for concurrent use.</summary>
public class AmazonDynamoDBStreamsClient : JsonServiceClient, IAmazonDynamoDBStreams
{
    private static readonly StreamsJson Json = StreamsJson.Default;

    public AmazonDynamoDBStreamsClient() : this(new AmazonDynamoDBStreamsConfig()) { }

    public AmazonDynamoDBStreamsClient(RegionEndpoint region) : this(new AmazonDynamoDBStreamsConfig { RegionEndpoint = region }) { }

    public AmazonDynamoDBStreamsClient(AmazonDynamoDBStreamsConfig config) : base(StreamsService.Definition, config) { }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials) : this(credentials, new AmazonDynamoDBStreamsConfig()) { }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonDynamoDBStreamsConfig { RegionEndpoint = region }) { }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials, AmazonDynamoDBStreamsConfig clientConfig)
        : base(StreamsService.Definition, credentials, clientConfig) { }

    public virtual Task<ListStreamsResponse> ListStreamsAsync(CancellationToken cancellationToken = default) =>
        ListStreamsAsync(new ListStreamsRequest(), cancellationToken);

    public virtual Task<ListStreamsResponse> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListStreams", request, Json.ListStreamsRequest, Json.ListStreamsResponse, cancellationToken);

    public virtual Task<DescribeStreamResponse> DescribeStreamAsync(string streamArn, CancellationToken cancellationToken = default) =>
        DescribeStreamAsync(new DescribeStreamRequest { StreamArn = streamArn }, cancellationToken);

    public virtual Task<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeStream", request, Json.DescribeStreamRequest, Json.DescribeStreamResponse, cancellationToken);

    public virtual Task<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("GetShardIterator", request, Json.GetShardIteratorRequest, Json.GetShardIteratorResponse, cancellationToken);

    public virtual Task<GetRecordsResponse> GetRecordsAsync(string shardIterator, CancellationToken cancellationToken = default) =>
        GetRecordsAsync(new GetRecordsRequest { ShardIterator = shardIterator }, cancellationToken);

    public virtual Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("GetRecords", request, Json.GetRecordsRequest, Json.GetRecordsResponse, cancellationToken);
}
