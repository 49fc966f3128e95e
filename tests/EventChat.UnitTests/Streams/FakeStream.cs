using System.Globalization;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using StreamsRecord = Amazon.DynamoDBStreams.Model.Record;

namespace EventChat.UnitTests.Streams;

/// <summary>A stream that does what DynamoDB Local never does: shards end and have children, iterators expire, records are trimmed.</summary>
internal sealed class FakeStream : IAmazonDynamoDBStreams
{
    public const string Arn = "arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2030";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeShard> _shards = [];
    private int _sequence;

    /// <summary>Thrown by the next GetRecords, once each.</summary>
    public Queue<Exception> Faults { get; } = new();

    /// <summary>Iterators that were asked for: <c>shard type sequence</c>.</summary>
    public List<string> Iterators { get; } = [];

    public DateTime Now { get; set; } = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public IClientConfig Config => throw new NotSupportedException();

    public FakeStream AddShard(string id, string? parent = null)
    {
        lock (_lock) _shards[id] = new FakeShard(parent);
        return this;
    }

    public string Put(string shard, string key)
    {
        lock (_lock)
        {
            var sequence = (++_sequence).ToString("D21", CultureInfo.InvariantCulture);
            _shards[shard].Records.Add(new StreamsRecord
            {
                EventID = sequence, EventName = OperationType.INSERT, EventSource = "aws:dynamodb", EventVersion = "1.1", AwsRegion = "us-east-1",
                Dynamodb = new StreamRecord
                {
                    SequenceNumber = sequence, SizeBytes = 10, StreamViewType = StreamViewType.NEW_IMAGE, ApproximateCreationDateTime = Now,
                    Keys = new() { ["pk"] = new() { S = key }, ["s"] = new() { N = sequence } },
                },
            });
            return sequence;
        }
    }

    public void Close(string shard)
    {
        lock (_lock) _shards[shard].IsClosed = true;
    }

    /// <summary>Forgets the oldest records of a shard.</summary>
    public void Trim(string shard, int count)
    {
        lock (_lock)
        {
            _shards[shard].Horizon = _shards[shard].Records[count - 1].Dynamodb.SequenceNumber;
            _shards[shard].Records.RemoveRange(0, count);
        }
    }

    public Task<ListStreamsResponse> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ListStreamsResponse { Streams = [new() { StreamArn = Arn, StreamLabel = "2030", TableName = "events" }] });

    public Task<DescribeStreamResponse> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            // Pages of one shard, so that paging is always on trial.
            var shards = _shards.OrderBy(s => s.Key, StringComparer.Ordinal)
                .Where(s => string.CompareOrdinal(s.Key, request.ExclusiveStartShardId ?? "") > 0).ToList();
            return Task.FromResult(new DescribeStreamResponse
            {
                StreamDescription = new StreamDescription
                {
                    StreamArn = Arn, KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }],
                    Shards = [.. shards.Take(1).Select(s => new Shard
                    {
                        ShardId = s.Key, ParentShardId = s.Value.Parent,
                        SequenceNumberRange = new() { EndingSequenceNumber = s.Value.IsClosed ? "9" : null },
                    })],
                    LastEvaluatedShardId = shards.Count > 1 ? shards[0].Key : null,
                },
            });
        }
    }

    public Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var shard = _shards[request.ShardId];
            Iterators.Add($"{request.ShardId} {request.ShardIteratorType} {request.SequenceNumber}".TrimEnd());
            var after = request.SequenceNumber ?? "";
            if (request.ShardIteratorType == ShardIteratorType.LATEST) after = shard.Records.LastOrDefault()?.Dynamodb.SequenceNumber ?? "";
            else if (after.Length > 0 && string.CompareOrdinal(after, shard.Horizon) < 0) throw new TrimmedDataAccessException("trimmed");
            return Task.FromResult(new GetShardIteratorResponse { ShardIterator = $"{request.ShardId}|{after}" });
        }
    }

    public Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (Faults.TryDequeue(out var fault)) throw fault;
            var (id, after) = (request.ShardIterator.Split('|')[0], request.ShardIterator.Split('|')[1]);
            var shard = _shards[id];
            var page = shard.Records.Where(r => string.CompareOrdinal(r.Dynamodb.SequenceNumber, after) > 0).Take(request.Limit ?? 1000).ToList();
            var last = page.LastOrDefault()?.Dynamodb.SequenceNumber ?? after;
            return Task.FromResult(new GetRecordsResponse
            {
                Records = page, NextShardIterator = shard.IsClosed && page.Count == 0 ? null : $"{id}|{last}",
            });
        }
    }

    public Task<ListStreamsResponse> ListStreamsAsync(CancellationToken cancellationToken = default) => ListStreamsAsync(new ListStreamsRequest(), cancellationToken);

    public Task<DescribeStreamResponse> DescribeStreamAsync(string streamArn, CancellationToken cancellationToken = default) =>
        DescribeStreamAsync(new DescribeStreamRequest { StreamArn = streamArn }, cancellationToken);

    public Task<GetRecordsResponse> GetRecordsAsync(string shardIterator, CancellationToken cancellationToken = default) =>
        GetRecordsAsync(new GetRecordsRequest { ShardIterator = shardIterator }, cancellationToken);

    public void Dispose() { }

    private sealed class FakeShard(string? parent)
    {
        public string? Parent => parent;
        public List<StreamsRecord> Records { get; } = [];
        public bool IsClosed { get; set; }
        public string Horizon { get; set; } = "";
    }
}
