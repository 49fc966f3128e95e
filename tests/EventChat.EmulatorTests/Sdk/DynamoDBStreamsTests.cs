using System.Globalization;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using EventChat.EmulatorTests.DynamoDb;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using StreamsRecord = Amazon.DynamoDBStreams.Model.Record;

namespace EventChat.EmulatorTests.Sdk;

[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDBStreamsTests(DynamoDbLocalFixture dynamo) : IDisposable
{
    private readonly AmazonDynamoDBStreamsClient _streams = new(
        new BasicAWSCredentials("test", "test"), new AmazonDynamoDBStreamsConfig { ServiceURL = dynamo.Endpoint.ToString() });

    public void Dispose() => _streams.Dispose();

    [Fact]
    public async Task A_stream_is_found_by_its_table_and_described_with_its_shards()
    {
        var table = (await dynamo.CreateTablesAsync()).Events;

        var stream = Assert.Single((await _streams.ListStreamsAsync(new ListStreamsRequest { TableName = table })).Streams);
        var description = (await _streams.DescribeStreamAsync(stream.StreamArn)).StreamDescription;

        Assert.Equal(table, stream.TableName);
        Assert.Equal((StreamStatus.ENABLED, StreamViewType.NEW_IMAGE), (description.StreamStatus, description.StreamViewType));
        Assert.Equal([KeyType.HASH, KeyType.RANGE], description.KeySchema.Select(k => k.KeyType));
        Assert.Null(Assert.Single(description.Shards).SequenceNumberRange.EndingSequenceNumber);
        Assert.Equal(DateTime.UtcNow, description.CreationRequestDateTime!.Value, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Every_type_of_value_arrives_as_it_was_written()
    {
        var table = (await dynamo.CreateTablesAsync()).Events;
        await dynamo.Client.PutItemAsync(table, new Item
        {
            ["pk"] = new("k"), ["s"] = new() { N = "1" },
            ["b"] = new() { B = new MemoryStream([1, 2, 255]) }, ["bs"] = new() { BS = [new MemoryStream([7])] },
            ["t"] = new() { BOOL = false }, ["z"] = new() { NULL = true }, ["ss"] = new() { SS = ["é"] }, ["ns"] = new() { NS = ["1.5"] },
            ["l"] = new() { L = [new("a"), new() { M = new Item { ["x"] = new() { N = "2" } } }] },
        });

        var record = Assert.Single(await ReadAllAsync(table));
        var image = record.Dynamodb.NewImage;

        Assert.Equal((OperationType.INSERT, "aws:dynamodb"), (record.EventName, record.EventSource));
        Assert.Equal(["pk", "s"], record.Dynamodb.Keys.Keys.Order());
        Assert.Equal([1, 2, 255], image["b"].B.ToArray());
        Assert.Equal([7], Assert.Single(image["bs"].BS).ToArray());
        Assert.Equal((false, true), (image["t"].BOOL, image["z"].NULL));
        Assert.Equal(("é", "1.5"), (image["ss"].SS[0], image["ns"].NS[0]));
        Assert.Equal(("a", "2"), (image["l"].L[0].S, image["l"].L[1].M["x"].N));
        Assert.Equal(DateTime.UtcNow, record.Dynamodb.ApproximateCreationDateTime!.Value, TimeSpan.FromMinutes(1));
        Assert.True(record.Dynamodb.SizeBytes > 0);
    }

    [Fact]
    public async Task Reading_goes_on_after_a_sequence_number()
    {
        var table = (await dynamo.CreateTablesAsync()).Events;
        for (var i = 1; i <= 3; i++)
            await dynamo.Client.PutItemAsync(table, new Item { ["pk"] = new("k"), ["s"] = new() { N = i.ToString(CultureInfo.InvariantCulture) } });
        var first = (await ReadAllAsync(table))[0].Dynamodb.SequenceNumber;

        var (arn, shard) = await ShardAsync(table);
        var iterator = await _streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = arn, ShardId = shard, ShardIteratorType = ShardIteratorType.AFTER_SEQUENCE_NUMBER, SequenceNumber = first,
        });
        var page = await _streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator.ShardIterator, Limit = 1 });

        Assert.Equal("2", Assert.Single(page.Records).Dynamodb.Keys["s"].N);
        Assert.NotNull(page.NextShardIterator);
    }

    [Fact]
    public async Task An_unknown_stream_is_a_typed_error()
    {
        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() =>
            _streams.DescribeStreamAsync("arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2024-01-01T00:00:00.000"));

        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "ResourceNotFoundException"), (error.StatusCode, error.ErrorCode));
        Assert.NotEmpty(error.RequestId);
    }

    [Fact]
    public async Task An_error_without_a_type_of_its_own_keeps_its_code()
    {
        var error = await Assert.ThrowsAsync<AmazonDynamoDBStreamsException>(() => _streams.GetRecordsAsync("no iterator"));

        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.NotEmpty(error.Message);
    }

    private async Task<(string Arn, string Shard)> ShardAsync(string table)
    {
        var stream = (await _streams.ListStreamsAsync(new ListStreamsRequest { TableName = table })).Streams.Single();
        return (stream.StreamArn, (await _streams.DescribeStreamAsync(stream.StreamArn)).StreamDescription.Shards.Single().ShardId);
    }

    private async Task<List<StreamsRecord>> ReadAllAsync(string table)
    {
        var (arn, shard) = await ShardAsync(table);
        var iterator = await _streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = arn, ShardId = shard, ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });
        return (await _streams.GetRecordsAsync(iterator.ShardIterator)).Records;
    }
}
