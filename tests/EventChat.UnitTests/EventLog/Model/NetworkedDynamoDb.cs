using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>One process's client: everything it says and hears goes over a network that may fail.</summary>
internal sealed class NetworkedDynamoDb(IAmazonDynamoDB server, UnreliableNetwork network)
    : AmazonDynamoDBClient(new BasicAWSCredentials("model", "model"), RegionEndpoint.USEast1)
{
    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        network.ReadAsync(() => server.GetItemAsync(request, cancellationToken));

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        network.ReadAsync(() => server.QueryAsync(request, cancellationToken));

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        network.WriteAsync(() => server.UpdateItemAsync(request, cancellationToken), Conflict);

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        network.WriteAsync(() => server.TransactWriteItemsAsync(request, cancellationToken), () => Conflict(request));

    private static TransactionConflictException Conflict() =>
        new("Transaction is ongoing for the item") { ErrorCode = "TransactionConflictException" };

    private static TransactionCanceledException Conflict(TransactWriteItemsRequest request) => new("Transaction cancelled")
    {
        ErrorCode = "TransactionCanceledException",
        CancellationReasons = [.. request.TransactItems.Select((_, i) => new CancellationReason { Code = i == 0 ? "TransactionConflict" : "None" })],
    };
}
