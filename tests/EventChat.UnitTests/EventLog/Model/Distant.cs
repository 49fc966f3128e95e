using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>A server whose answers take a while.</summary>
internal sealed class Distant(IAmazonDynamoDB server, TimeSpan roundTrip, TimeProvider time)
    : AmazonDynamoDBClient(new BasicAWSCredentials("model", "model"), RegionEndpoint.USEast1)
{
    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        TravelAsync(() => server.UpdateItemAsync(request, cancellationToken));

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        TravelAsync(() => server.QueryAsync(request, cancellationToken));

    private async Task<T> TravelAsync<T>(Func<Task<T>> request)
    {
        await Task.Delay(roundTrip / 2, time);
        try
        {
            return await request();
        }
        finally
        {
            await Task.Delay(roundTrip / 2, time);
        }
    }
}
