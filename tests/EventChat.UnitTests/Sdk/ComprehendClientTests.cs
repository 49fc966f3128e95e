using System.Net;
using Amazon;
using Amazon.Comprehend;
using Amazon.Comprehend.Model;
using Amazon.Runtime;

namespace EventChat.UnitTests.Sdk;

public sealed class ComprehendClientTests
{
    [Fact]
    public async Task Toxicity_is_asked_for_and_read()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"ResultList":[{"Labels":[{"Name":"INSULT","Score":0.75}],"Toxicity":0.5}]}"""));
        using var client = Client(http);

        var answer = await client.DetectToxicContentAsync(new DetectToxicContentRequest { LanguageCode = LanguageCode.En, TextSegments = [new() { Text = "é" }] });

        var (request, body) = Assert.Single(http.Sent);
        Assert.Equal("https://comprehend.us-east-1.amazonaws.com/", request.RequestUri!.ToString());
        Assert.Equal("Comprehend_20171127.DetectToxicContent", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        Assert.Equal("""{"LanguageCode":"en","TextSegments":[{"Text":"\u00E9"}]}""", body);
        var result = Assert.Single(answer.ResultList);
        Assert.Equal((0.5f, ToxicContentType.INSULT, 0.75f), (result.Toxicity!.Value, result.Labels[0].Name, result.Labels[0].Score!.Value));
    }

    [Fact]
    public async Task Being_throttled_is_tried_again()
    {
        var calls = 0;
        var http = new FakeHttp(_ => ++calls == 1
            ? FakeHttp.Json("""{"__type":"TooManyRequestsException","Message":"slower"}""", HttpStatusCode.BadRequest)
            : FakeHttp.Json("""{"Sentiment":"MIXED","SentimentScore":{"Mixed":1}}"""));
        using var client = Client(http, retries: 1);

        var answer = await client.DetectSentimentAsync(new DetectSentimentRequest { LanguageCode = LanguageCode.ZhTW, Text = "x" });

        Assert.Equal((SentimentType.MIXED, 1f, 2), (answer.Sentiment, answer.SentimentScore.Mixed!.Value, calls));
        Assert.Contains("\"zh-TW\"", http.Sent[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TextSizeLimitExceededException", typeof(TextSizeLimitExceededException))]
    [InlineData("UnsupportedLanguageException", typeof(UnsupportedLanguageException))]
    [InlineData("TooManyRequestsException", typeof(TooManyRequestsException))]
    [InlineData("InternalServerException", typeof(InternalServerException))]
    [InlineData("AccessDeniedException", typeof(AmazonComprehendException))]
    public async Task An_error_becomes_its_exception(string code, Type type)
    {
        var http = new FakeHttp(_ => FakeHttp.Json($$"""{"__type":"{{code}}","Message":"why"}""", HttpStatusCode.BadRequest));
        using var client = Client(http);

        var error = await Assert.ThrowsAsync(type, () => client.DetectPiiEntitiesAsync(new DetectPiiEntitiesRequest { Text = "x" }));

        Assert.Equal((code, "why"), (((AmazonComprehendException)error).ErrorCode, error.Message));
    }

    private static AmazonComprehendClient Client(FakeHttp http, int retries = 0) => new(
        new BasicAWSCredentials("AKID", "secret"),
        new AmazonComprehendConfig { RegionEndpoint = RegionEndpoint.USEast1, HttpClientFactory = http, MaxErrorRetry = retries });
}
