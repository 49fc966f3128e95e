using System.Net;
using System.Text;
using EventChat.EmulatorTests.Wire;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.Comprehend;

public sealed class ComprehendWireTests(ComprehendServer server) : IClassFixture<ComprehendServer>
{
    private readonly EmulatorPort _port = server.Port;

    [SkippableFact]
    public async Task Boto3_gets_every_detection_error_and_fault()
    {
        await _port.SkipWithoutBotoAsync();
        var run = await _port.RunAsync("python3", Path.Combine(RepositoryRoot.Find(), "tests", "EventChat.EmulatorTests", "Comprehend", "detections.py"));
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Contains("8 steps passed", run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_it_is_and_wants_a_signature()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _port.Url) { Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", "Comprehend_20171127.DetectSentiment");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("comprehend", Assert.Single(answer.Headers.GetValues("x-eventchat-stand-in")));
        Assert.Contains("MissingAuthenticationTokenException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_there_is_not_is_refused()
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync($"{_port.Url}/_local/comprehend/faults", new StringContent("""{"fault":"meteor"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
