using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Analytics;

/// <summary>The deployed machine, on the interpreter, with scripted tasks.</summary>
public sealed class AnalyticsWorkflowTests
{
    private const string Function = "__ANALYTICS_FUNCTION__";
    private const string Queue = "arn:aws:states:::sqs:sendMessage";

    private static readonly string Definition = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "Pipeline", "workflows", "analytics.asl.json"));

    [Fact]
    public Task What_is_analyzed_is_done() => RunAsync(
        attempt: 0, """[{"output":{"analyzed":1,"units":3,"measured":2}}]""",
        """{"status":"SUCCEEDED","output":{"analyzed":1,"units":3,"measured":2}}""");

    [Fact]
    public Task Throttled_it_asks_three_times_more() => RunAsync(
        attempt: 0, """[{"error":"TooManyRequestsException"},{"error":"TooManyRequestsException"},{"error":"TooManyRequestsException"},{"output":{"analyzed":1,"units":3,"measured":0}}]""",
        """{"status":"SUCCEEDED","output":{"analyzed":1,"units":3,"measured":0}}""");

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    public Task What_fails_waits_in_the_retry_queue_and_is_one_attempt_older(int attempt) => RunAsync(
        attempt, """[{"error":"TooManyRequestsException"}]""",
        $$"""
        {"status":"SUCCEEDED","calls":[{{Asked(attempt)}},{{Asked(attempt)}},{{Asked(attempt)}},{{Asked(attempt)}},{"resource":"{{Queue}}","input":{"QueueUrl":"__RETRY_QUEUE__","DelaySeconds":60,
         "MessageBody":{"workflow":"analytics","input":{"messages":[{"seq":1}],"attempt":{{attempt + 1}}} } } }]}
        """);

    [Fact]
    public Task After_sixty_attempts_it_is_given_up_where_somebody_looks() => RunAsync(
        60, """[{"error":"InvalidOperationException","cause":"broken"}]""",
        $$"""
        {"status":"SUCCEEDED","calls":[{{Asked(60)}},{"resource":"{{Queue}}","input":{"QueueUrl":"__FAILURE_QUEUE__",
         "MessageBody":{"workflow":"analytics","input":{"messages":[{"seq":1}],"attempt":60,"error":{"Error":"InvalidOperationException","Cause":"broken"} } } } }]}
        """);

    private static string Asked(int attempt) => $$"""{"resource":"{{Function}}","input":{"task":"analyze","input":{"messages":[{"seq":1}],"attempt":{{attempt}} } } }""";

    private static async Task RunAsync(int attempt, string answers, string expected)
    {
        var source = new JsonObject
        {
            ["type"] = "EXPRESS",
            ["definition"] = JsonNode.Parse(Definition),
            ["input"] = JsonNode.Parse($$"""{"messages":[{"seq":1}],"attempt":{{attempt}} }"""),
            ["tasks"] = new JsonObject { [Function] = JsonNode.Parse(answers), [Queue] = JsonNode.Parse("""[{"output":{"MessageId":"1"}}]""") },
            ["expect"] = JsonNode.Parse(expected),
        };
        Assert.Equal([], await CaseRun.RunAsync(new Case("analytics", source)));
    }
}
