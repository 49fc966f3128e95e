using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EmulatorTests.DynamoDb;

/// <summary>The tables of the stack, as the infrastructure declares them, under unique names.</summary>
public sealed record ChatTables(string Events, string State, string Views, string Keys)
{
    private static int _made;

    public static async Task<ChatTables> CreateAsync(IAmazonDynamoDB dynamo)
    {
        var prefix = $"test-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}";
        var tables = new ChatTables($"{prefix}-events", $"{prefix}-state", $"{prefix}-views", $"{prefix}-keys");
        await CreateAsync(dynamo, tables.Events, SegmentAttributes.Log, SegmentAttributes.Start, ScalarAttributeType.N, StreamViewType.NEW_IMAGE);
        await CreateAsync(dynamo, tables.State, StateKeys.Pk, StateKeys.Sk, ScalarAttributeType.S, stream: null);
        await CreateAsync(dynamo, tables.Views, "pk", "sk", ScalarAttributeType.S, stream: null);
        await dynamo.CreateTableAsync(new CreateTableRequest
        {
            TableName = tables.Keys, BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(KeyAttributes.Pk, ScalarAttributeType.S)], KeySchema = [new(KeyAttributes.Pk, KeyType.HASH)],
        });
        await dynamo.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = tables.Views,
            TimeToLiveSpecification = new() { AttributeName = "ttl", Enabled = true },
        });
        return tables;
    }

    private static async Task CreateAsync(
        IAmazonDynamoDB dynamo, string name, string hash, string range, ScalarAttributeType rangeType, StreamViewType? stream) =>
        await dynamo.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(hash, ScalarAttributeType.S), new(range, rangeType)],
            KeySchema = [new(hash, KeyType.HASH), new(range, KeyType.RANGE)],
            StreamSpecification = stream is null ? null : new() { StreamEnabled = true, StreamViewType = stream },
        });
}
