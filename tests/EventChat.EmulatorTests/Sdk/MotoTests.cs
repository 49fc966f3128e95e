using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using CreateTableRequest = Amazon.DynamoDBv2.Model.CreateTableRequest;
using HashKey = Amazon.DynamoDBv2.KeyType;
using ViewType = Amazon.DynamoDBv2.StreamViewType;

namespace EventChat.EmulatorTests.Sdk;

/// <summary>The Streams slice on a server that is not Amazon's: moto, where it is installed.</summary>
public sealed class MotoTests
{
    private static readonly AWSCredentials Credentials = new SessionAWSCredentials("AKID", "secret", "session");

    [SkippableFact]
    public async Task A_record_is_read_from_moto()
    {
        using var moto = await MotoServer.StartAsync();
        var url = moto.Url;
        using var dynamo = new AmazonDynamoDBClient(Credentials, new AmazonDynamoDBConfig { ServiceURL = url });
        using var streams = new AmazonDynamoDBStreamsClient(Credentials, new AmazonDynamoDBStreamsConfig { ServiceURL = url });
        var table = await dynamo.CreateTableAsync(new CreateTableRequest
        {
            TableName = "events", BillingMode = BillingMode.PAY_PER_REQUEST, AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            KeySchema = [new("pk", HashKey.HASH)], StreamSpecification = new() { StreamEnabled = true, StreamViewType = ViewType.NEW_IMAGE },
        });
        await dynamo.PutItemAsync("events", new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["pk"] = new("é") });

        var stream = (await streams.DescribeStreamAsync(table.TableDescription.LatestStreamArn)).StreamDescription;
        var iterator = await streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = stream.StreamArn, ShardId = stream.Shards[0].ShardId, ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });
        var record = (await streams.GetRecordsAsync(iterator.ShardIterator)).Records.Single();

        Assert.Equal((OperationType.INSERT, "é"), (record.EventName, record.Dynamodb.NewImage["pk"].S));
    }
}
