using System.Net;
using Amazon;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;

namespace EventChat.UnitTests.Sdk;

public sealed class EventBridgeClientTests
{
    [Fact]
    public async Task Events_are_put_and_a_failed_entry_is_no_exception()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"FailedEntryCount":1,"Entries":[{"EventId":"e"},{"ErrorCode":"MalformedDetail","ErrorMessage":"no"}]}"""));
        using var client = Client(http);

        var answer = await client.PutEventsAsync(new PutEventsRequest
        {
            Entries = [new() { Source = "s", DetailType = "t", Detail = "{}", Time = DateTime.UnixEpoch.AddSeconds(5) }, new() { Detail = "[" }],
        });

        var (request, body) = Assert.Single(http.Sent);
        Assert.Equal("https://events.us-east-1.amazonaws.com/", request.RequestUri!.ToString());
        Assert.Equal("AWSEvents.PutEvents", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        Assert.Equal("application/x-amz-json-1.1", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal("""{"Entries":[{"Detail":"{}","DetailType":"t","Source":"s","Time":5},{"Detail":"["}]}""", body);
        Assert.Equal((1, "e", "MalformedDetail"), (answer.FailedEntryCount, answer.Entries[0].EventId, answer.Entries[1].ErrorCode));
    }

    [Fact]
    public async Task A_throttled_call_is_tried_again()
    {
        var calls = 0;
        var http = new FakeHttp(_ => ++calls == 1
            ? FakeHttp.Json("""{"__type":"ThrottlingException","message":"slower"}""", HttpStatusCode.BadRequest)
            : FakeHttp.Json("""{"RuleArn":"arn"}"""));
        using var client = Client(http, retries: 1);

        var answer = await client.PutRuleAsync(new PutRuleRequest { Name = "r", EventPattern = """{"source":["s"]}""", State = RuleState.ENABLED });

        Assert.Equal(("arn", 2), (answer.RuleArn, calls));
    }

    [Theory]
    [InlineData("InvalidEventPatternException", typeof(InvalidEventPatternException))]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("ManagedRuleException", typeof(ManagedRuleException))]
    [InlineData("ValidationException", typeof(AmazonEventBridgeException))]
    public async Task An_error_becomes_its_exception(string code, Type type)
    {
        var http = new FakeHttp(_ => FakeHttp.Json($$"""{"__type":"{{code}}","message":"why"}""", HttpStatusCode.BadRequest));
        using var client = Client(http);

        var error = await Assert.ThrowsAsync(type, () => client.TestEventPatternAsync(new TestEventPatternRequest { Event = "{}", EventPattern = "{" }));

        Assert.Equal(code, Assert.IsType<AmazonEventBridgeException>(error, exactMatch: false).ErrorCode);
    }

    private static AmazonEventBridgeClient Client(FakeHttp http, int retries = 0) => new(
        new BasicAWSCredentials("AKID", "secret"),
        new AmazonEventBridgeConfig { RegionEndpoint = RegionEndpoint.USEast1, HttpClientFactory = http, MaxErrorRetry = retries });
}
