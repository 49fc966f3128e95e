using System.Net;
using Amazon.DynamoDBStreams;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventChat.EmulatorTests.Sdk;

/// <summary>The SDK's own retries, on a service that fails first and recovers.</summary>
public sealed class RetryTests
{
    public static TheoryData<int, string, string> Failures => new()
    {
        { 500, "application/x-amz-json-1.0", """{"__type":"InternalServerError","message":"again"}""" },
        { 400, "application/x-amz-json-1.0", """{"__type":"ThrottlingException","message":"slower"}""" },
        { 502, "text/html", "<html>Bad Gateway</html>" },
        { 503, "text/plain", "" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_passing_failure_is_retried(int status, string contentType, string body)
    {
        var calls = 0;
        await using var service = await StartAsync(async http =>
        {
            if (++calls > 1)
            {
                http.Response.ContentType = "application/x-amz-json-1.0";
                await http.Response.WriteAsync("""{"Streams":[]}""");
                return;
            }
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            await http.Response.WriteAsync(body);
        });
        using var client = Client(service);

        Assert.Empty((await client.ListStreamsAsync()).Streams);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_failure_that_does_not_pass_is_thrown_with_its_status()
    {
        await using var service = await StartAsync(http =>
        {
            http.Response.StatusCode = 403;
            return http.Response.WriteAsync("""{"__type":"AccessDeniedException","message":"no"}""");
        });
        using var client = Client(service);

        var error = await Assert.ThrowsAsync<AmazonDynamoDBStreamsException>(() => client.ListStreamsAsync());

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDeniedException"), (error.StatusCode, error.ErrorCode));
    }

    [Fact]
    public async Task The_endpoint_comes_from_the_environment()
    {
        await using var service = await StartAsync(http => http.Response.WriteAsync("""{"Streams":[{"TableName":"here"}]}"""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", Url(service));
        try
        {
            using var client = new AmazonDynamoDBStreamsClient(
                new BasicAWSCredentials("test", "test"), new AmazonDynamoDBStreamsConfig { RegionEndpoint = Amazon.RegionEndpoint.USEast1 });

            Assert.Equal("here", (await client.ListStreamsAsync()).Streams.Single().TableName);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", null);
        }
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static string Url(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static AmazonDynamoDBStreamsClient Client(WebApplication service) =>
        new(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBStreamsConfig { ServiceURL = Url(service), MaxErrorRetry = 2 });
}
