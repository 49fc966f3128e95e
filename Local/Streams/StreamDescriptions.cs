using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;

namespace EventChat.Local.Streams;

internal static class StreamDescriptions
{
    /// <summary>The stream with all its shards. Its ARN is the server's own, which may differ from <paramref name="arn"/> in region and account.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such stream.</exception>
    public static async Task<StreamDescription> DescribeAsync(IAmazonDynamoDBStreams streams, string arn, CancellationToken cancel)
    {
        var request = new DescribeStreamRequest { StreamArn = await ResolveAsync(streams, arn, cancel) };
        StreamDescription? whole = null;
        do
        {
            var page = (await streams.DescribeStreamAsync(request, cancel)).StreamDescription;
            if (whole is null) (whole = page).Shards ??= [];
            else whole.Shards.AddRange(page.Shards ?? []);
            request.ExclusiveStartShardId = page.LastEvaluatedShardId;
        }
        while (request.ExclusiveStartShardId is not null);
        return whole;
    }

    /// <summary>DynamoDB Local keeps its streams in a region called ddblocal; the table's name and the label say which one is meant.</summary>
    private static async Task<string> ResolveAsync(IAmazonDynamoDBStreams streams, string arn, CancellationToken cancel)
    {
        if (arn.Split('/') is not [_, var table, "stream", var label]) return arn;
        var request = new ListStreamsRequest { TableName = table };
        do
        {
            var page = await streams.ListStreamsAsync(request, cancel);
            foreach (var stream in page.Streams ?? [])
                if (stream.StreamLabel == label) return stream.StreamArn;
            request.ExclusiveStartStreamArn = page.LastEvaluatedStreamArn;
        }
        while (request.ExclusiveStartStreamArn is not null);
        return arn;
    }
}
