using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.EventBridge;

public sealed class WireTests(BusServer server) : IClassFixture<BusServer>
{
    private const string Signature =
        "AWS4-HMAC-SHA256 Credential=local/20260301/us-east-1/{0}/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("PutEvents", "{", "events", "SerializationException")]
    [InlineData("PutEvents", """{"Entries":[{"Source":1}]}""", "events", "SerializationException")]
    [InlineData("PutEvents", """{"Entries":[],"Entries":[]}""", "events", "SerializationException")]
    [InlineData("PutPartnerEvents", "{}", "events", "UnknownOperationException")]
    [InlineData("ListRules", "{}", "sqs", "InvalidSignatureException")]
    [InlineData("ListRules", "{}", null, "MissingAuthenticationTokenException")]
    public async Task What_is_wrong_is_a_typed_error(string operation, string body, string? service, string error)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, "/", body, service, operation);

        Assert.Equal((HttpStatusCode.BadRequest, error), (status, answer["__type"]!.ToString()));
    }

    [Fact]
    public async Task A_megabyte_is_taken_and_more_is_refused()
    {
        string Entries(int length) => $$"""{"Entries":[{"Source":"s","DetailType":"t","Detail":"{\"a\":\"{{new string('x', length)}}\"}"}]}""";

        Assert.Equal(0, (await SendAsync(HttpMethod.Post, "/", Entries((1 << 20) - 100), "events", "PutEvents")).Answer["FailedEntryCount"]!.GetValue<int>());
        Assert.Equal("ValidationException", (await SendAsync(HttpMethod.Post, "/", Entries(1 << 20), "events", "PutEvents")).Answer["__type"]!.ToString());
        Assert.Equal("ValidationException", (await SendAsync(HttpMethod.Post, "/", Entries(9 << 20), "events", "PutEvents")).Answer["__type"]!.ToString());
    }

    [Theory]
    [InlineData("DELETE", "/schedules/none", "", 404, "ResourceNotFoundException")]
    [InlineData("POST", "/schedules/a%20b", "{}", 400, "ValidationException")]
    [InlineData("POST", "/schedules/s", "{", 400, "ValidationException")]
    [InlineData("POST", "/schedules/s", "{}", 400, "ValidationException")]
    [InlineData("PATCH", "/schedules/s", "{}", 400, "UnknownOperationException")]
    [InlineData("GET", "/schedules?MaxResults=1000", "", 400, "ValidationException")]
    [InlineData("DELETE", "/schedule-groups/default", "", 400, "ValidationException")]
    [InlineData("POST", "/schedule-groups/default", "{}", 409, "ConflictException")]
    public async Task What_is_wrong_with_a_schedule_is_a_typed_error(string method, string path, string body, int status, string error)
    {
        var (answered, answer) = await SendAsync(new HttpMethod(method), path, body, "scheduler", null);

        Assert.Equal((status, error), ((int)answered, answer["__type"]!.ToString()));
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpMethod method, string path, string body, string? service, string? operation)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, server.Url + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        if (operation is not null) request.Headers.Add("X-Amz-Target", $"AWSEvents.{operation}");
        if (service is not null) request.Headers.TryAddWithoutValidation("Authorization", Signature.Replace("{0}", service, StringComparison.Ordinal));
        using var response = await http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!);
    }
}
