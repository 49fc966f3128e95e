using System.Net;
using Amazon;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;

namespace EventChat.UnitTests.Sdk;

public sealed class DynamoDBStreamsClientTests
{
    private static readonly AWSCredentials Session = new SessionAWSCredentials("AKID", "secret", "session-token");

    [Fact]
    public async Task A_request_is_signed_for_dynamodb_and_carries_its_target()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"ShardIterator":"i-1"}"""));
        using var client = Client(http, RegionEndpoint.EUWest1);

        var answer = await client.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = "arn", ShardId = "shard-1", ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });

        var (request, body) = Assert.Single(http.Sent);
        Assert.Equal("i-1", answer.ShardIterator);
        Assert.Equal("https://streams.dynamodb.eu-west-1.amazonaws.com/", request.RequestUri!.ToString());
        Assert.Equal("DynamoDBStreams_20120810.GetShardIterator", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        Assert.Equal("application/x-amz-json-1.0", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal("""{"ShardId":"shard-1","ShardIteratorType":"TRIM_HORIZON","StreamArn":"arn"}""", body);
        Assert.Equal("session-token", Assert.Single(request.Headers.GetValues("X-Amz-Security-Token")));
        var authorization = request.Headers.NonValidated["Authorization"].ToString();
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKID/", authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/dynamodb/aws4_request", authorization, StringComparison.Ordinal);
        Assert.Contains("x-amz-target", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_partition_has_its_own_domain()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"Streams":[]}"""));
        using var client = Client(http, RegionEndpoint.CNNorth1);

        await client.ListStreamsAsync();

        Assert.Equal("streams.dynamodb.cn-north-1.amazonaws.com.cn", http.Sent[0].Request.RequestUri!.Host);
        Assert.Equal("{}", http.Sent[0].Body);
    }

    [Theory]
    [InlineData("ExpiredIteratorException", typeof(ExpiredIteratorException))]
    [InlineData("TrimmedDataAccessException", typeof(TrimmedDataAccessException))]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("LimitExceededException", typeof(LimitExceededException))]
    [InlineData("InternalServerError", typeof(InternalServerErrorException))]
    [InlineData("SomethingNew", typeof(AmazonDynamoDBStreamsException))]
    public async Task An_error_becomes_its_exception(string code, Type type)
    {
        var http = new FakeHttp(_ => FakeHttp.Json(
            $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"why"}""", HttpStatusCode.BadRequest));
        using var client = Client(http, RegionEndpoint.USEast1);

        var error = await Assert.ThrowsAsync(type, () => client.GetRecordsAsync("iterator"));

        var service = Assert.IsType<AmazonDynamoDBStreamsException>(error, exactMatch: false);
        Assert.Equal((code, "why", HttpStatusCode.BadRequest), (service.ErrorCode, service.Message, service.StatusCode));
    }

    [Fact]
    public async Task A_service_URL_wins_over_the_region()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"Streams":null}"""));
        using var client = new AmazonDynamoDBStreamsClient(
            Session, new AmazonDynamoDBStreamsConfig { ServiceURL = "http://localhost:4600", HttpClientFactory = http });

        var answer = await client.ListStreamsAsync();

        Assert.Null(answer.Streams);
        Assert.Equal("http://localhost:4600/", http.Sent[0].Request.RequestUri!.ToString());
    }

    [Fact]
    public async Task Endpoints_that_the_slice_does_not_know_are_refused()
    {
        using var client = new AmazonDynamoDBStreamsClient(
            Session, new AmazonDynamoDBStreamsConfig { RegionEndpoint = RegionEndpoint.USEast1, UseFIPSEndpoint = true });

        var error = await Assert.ThrowsAsync<AmazonClientException>(() => client.ListStreamsAsync());

        Assert.Contains("FIPS", error.Message, StringComparison.Ordinal);
    }

    private static AmazonDynamoDBStreamsClient Client(FakeHttp http, RegionEndpoint region) => new(
        Session, new AmazonDynamoDBStreamsConfig { RegionEndpoint = region, HttpClientFactory = http, MaxErrorRetry = 0 });
}
