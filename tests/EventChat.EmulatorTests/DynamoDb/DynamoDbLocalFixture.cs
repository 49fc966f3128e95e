using Amazon.DynamoDBv2;
using Amazon.Runtime;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.DynamoDb;

/// <summary>
/// The one DynamoDB Local of a test run, in memory. A class of the collection <see cref="DynamoDbLocalTests.Name"/> gets it in its constructor; another
/// collection, which is to run beside it, may declare it as a fixture of its own and shares the same server. The server ends with the test process.
/// </summary>
public sealed class DynamoDbLocalFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<DynamoDbLocal>> Server = new(() =>
        DynamoDbLocal.StartAsync(new DynamoDbLocalOptions { HeapMegabytes = 512 }, progress: null, CancellationToken.None));

    private static readonly AWSCredentials Credentials = new BasicAWSCredentials("test", "test");

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Of this fixture; safe for concurrent use.</summary>
    public IAmazonDynamoDB Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Endpoint = (await Server.Value).Endpoint;
        Client = NewClient();
    }

    /// <summary>A client with its own connections, as another process would have.</summary>
    public AmazonDynamoDBClient NewClient() => new(Credentials, new AmazonDynamoDBConfig { ServiceURL = Endpoint.ToString() });

    /// <summary>The tables under names that no other test uses.</summary>
    public Task<ChatTables> CreateTablesAsync() => ChatTables.CreateAsync(Client);

    public Task DisposeAsync()
    {
        Client?.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class DynamoDbLocalTests : ICollectionFixture<DynamoDbLocalFixture>
{
    public const string Name = "DynamoDB Local";
}
