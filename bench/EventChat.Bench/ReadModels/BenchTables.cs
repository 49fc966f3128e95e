using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Contracts;
using EventChat.Local.DynamoDb;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Bench.ReadModels;

/// <summary>The stack's tables on a DynamoDB Local that nothing else uses; no stream, so nobody works beside what is measured.</summary>
internal static class BenchTables
{
    private const int BatchItems = 25;
    private const int ParallelBatches = 8;

    /// <param name="heapMegabytes">All data lies in it.</param>
    public static Task<DynamoDbLocal> StartAsync(int heapMegabytes) => DynamoDbLocal.StartAsync(
        new DynamoDbLocalOptions { HeapMegabytes = heapMegabytes, OptimizeForLoad = true, StartTimeout = TimeSpan.FromMinutes(3) }, progress: null, CancellationToken.None);

    public static AmazonDynamoDBClient Client(Uri endpoint) =>
        new(new BasicAWSCredentials("bench", "bench"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), MaxErrorRetry = 5 });

    public static async Task<RebuildTables> CreateAsync(IAmazonDynamoDB dynamo, string events, string suffix)
    {
        var tables = new RebuildTables(events, $"state-{suffix}", $"views-{suffix}");
        await CreateAsync(dynamo, tables.State, StateKeys.Pk, StateKeys.Sk, ScalarAttributeType.S);
        await CreateAsync(dynamo, tables.Views, StateKeys.Pk, StateKeys.Sk, ScalarAttributeType.S);
        return tables;
    }

    public static Task CreateEventsAsync(IAmazonDynamoDB dynamo, string name) =>
        CreateAsync(dynamo, name, SegmentAttributes.Log, SegmentAttributes.Start, ScalarAttributeType.N);

    public static async Task CreateAsync(IAmazonDynamoDB dynamo, string name, string hash, string range, ScalarAttributeType rangeType) =>
        await dynamo.CreateTableAsync(new CreateTableRequest
        {
            TableName = name, BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(hash, ScalarAttributeType.S), new(range, rangeType)],
            KeySchema = [new(hash, KeyType.HASH), new(range, KeyType.RANGE)],
        });

    /// <returns>Items written.</returns>
    public static async Task<long> SeedAsync(IAmazonDynamoDB dynamo, string table, IEnumerable<Item> items)
    {
        var written = 0L;
        await Parallel.ForEachAsync(
            items.Chunk(BatchItems), new ParallelOptions { MaxDegreeOfParallelism = ParallelBatches }, async (batch, cancel) =>
            {
                List<WriteRequest> left = [.. batch.Select(i => new WriteRequest(new PutRequest(i)))];
                while (left.Count > 0)
                    left = (await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [table] = left } }, cancel)).UnprocessedItems?.GetValueOrDefault(table) ?? [];
                Interlocked.Add(ref written, batch.Length);
            });
        return written;
    }
}
