using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Wire;

namespace EventChat.UnitTests.EventBridge;

public sealed class DeliveryTests
{
    private const string Chat = """{"source":["chat"]}""";

    [Fact]
    public async Task Each_kind_of_target_gets_the_event()
    {
        await using var bus = new LocalBus();
        var machine = LocalAddress.Arn("states", "stateMachine:flow");
        bus.Rule("all", Chat, $$"""
            [{"Id":"q","Arn":"{{LocalBus.Queue}}"},{"Id":"f","Arn":"{{LocalBus.Function}}"},{"Id":"s","Arn":"{{machine}}","RoleArn":"arn:aws:iam::000000000000:role/r"},
             {"Id":"fifo","Arn":"{{LocalAddress.Arn("sqs", "q.fifo")}}","SqsParameters":{"MessageGroupId":"g"} },{"Id":"l","Arn":"{{LocalAddress.Arn("logs", "log-group:/aws/events/x:*")}}"}]
            """);

        bus.Put("""{"a" : 1.50}""");
        await bus.IdleAsync;

        var body = JsonNode.Parse(bus.Bodies("queue").Single())!;
        Assert.Equal(("chat", "sent", "us-east-1", "0"), (body["source"]!.ToString(), body["detail-type"]!.ToString(), body["region"]!.ToString(), body["version"]!.ToString()));
        Assert.Equal("""{"a":1.50}""", body["detail"]!.ToJsonString());
        Assert.Equal(body.ToJsonString(), JsonNode.Parse(bus.Invocations.Single())!.ToJsonString());
        var started = bus.Calls.Single(call => call.Operation is "StartExecution").Request;
        Assert.Equal(machine, started["stateMachineArn"]!.ToString());
        Assert.StartsWith(body["id"]!.ToString(), started["name"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("g", bus.Calls.Single(call => call.Request["MessageGroupId"] is not null).Request["MessageGroupId"]!.ToString());
        Assert.Equal("/aws/events/x", bus.Emulator.Logs.Last.Single().Group);
    }

    [Fact]
    public async Task Only_rules_that_match_and_are_enabled_deliver()
    {
        await using var bus = new LocalBus();
        bus.Rule("other", """{"source":["shop"]}""", $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""");
        bus.Rule("off", Chat, $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""");
        bus.Call("DisableRule", """{"Name":"off"}""");

        bus.Put();
        await bus.IdleAsync;
        Assert.Empty(bus.Calls);

        bus.Call("EnableRule", """{"Name":"off"}""");
        bus.Put();
        await bus.IdleAsync;
        Assert.Single(bus.Calls);
    }

    [Fact]
    public async Task What_no_retry_helps_goes_to_the_dead_letter_queue_at_once()
    {
        await using var bus = new LocalBus();
        bus.Answers = (_, request) => request["QueueUrl"]!.ToString().EndsWith("/queue", StringComparison.Ordinal)
            ? new ServiceAnswer(400, new() { ["__type"] = "com.amazonaws.sqs#QueueDoesNotExist", ["message"] = "gone" })
            : null;
        bus.Rule("r", Chat, $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}","InputPath":"$.detail","DeadLetterConfig":{"Arn":"{{LocalBus.Letters}}"} }]""");

        bus.Put("""{"a":1}""");
        await bus.IdleAsync;

        var letter = bus.Calls.Single(call => call.Request["QueueUrl"]!.ToString().EndsWith("/letters", StringComparison.Ordinal)).Request;
        string? Attribute(string name) => letter["MessageAttributes"]![name]?["StringValue"]!.ToString();
        Assert.Equal("chat", JsonNode.Parse(letter["MessageBody"]!.ToString())!["source"]!.ToString());
        Assert.Equal(("RESOURCE_NOT_FOUND", "0", LocalBus.Queue, LocalAddress.Arn("events", "rule/r")),
            (Attribute("ERROR_CODE"), Attribute("RETRY_ATTEMPTS"), Attribute("TARGET_ARN"), Attribute("RULE_ARN")));
        Assert.Null(Attribute("EXHAUSTED_RETRY_CONDITION"));
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_as_often_as_the_policy_says()
    {
        await using var bus = new LocalBus();
        bus.Answers = (_, request) => request["QueueUrl"]!.ToString().EndsWith("/queue", StringComparison.Ordinal)
            ? new ServiceAnswer(503, new() { ["__type"] = "ServiceUnavailable" })
            : null;
        bus.Rule("r", Chat, $$"""
            [{"Id":"q","Arn":"{{LocalBus.Queue}}","RetryPolicy":{"MaximumRetryAttempts":2,"MaximumEventAgeInSeconds":3600},"DeadLetterConfig":{"Arn":"{{LocalBus.Letters}}"} }]
            """);

        bus.Put();
        await bus.PassAsync();

        Assert.Equal(3, bus.Bodies("queue").Count);
        var attributes = bus.Calls.Last().Request["MessageAttributes"]!;
        Assert.Equal(("INTERNAL_ERROR", "2", "MaximumRetryAttempts"), (attributes["ERROR_CODE"]!["StringValue"]!.ToString(),
            attributes["RETRY_ATTEMPTS"]!["StringValue"]!.ToString(), attributes["EXHAUSTED_RETRY_CONDITION"]!["StringValue"]!.ToString()));
    }

    [Fact]
    public async Task An_unknown_function_is_a_dead_letter_and_a_throttled_one_is_tried_again()
    {
        await using var bus = new LocalBus();
        var asked = 0;
        bus.Functions = _ => ++asked switch
        {
            1 => throw new TooManyRequestsException("x"),
            _ => throw new KeyNotFoundException("Function not found"),
        };
        bus.Rule("r", Chat, $$"""[{"Id":"f","Arn":"{{LocalBus.Function}}","DeadLetterConfig":{"Arn":"{{LocalBus.Letters}}"} }]""");

        bus.Put();
        await bus.PassAsync();

        Assert.Equal(2, asked);
        Assert.Equal("RESOURCE_NOT_FOUND", bus.Calls.Single().Request["MessageAttributes"]!["ERROR_CODE"]!["StringValue"]!.ToString());
    }

    [Fact]
    public async Task An_event_goes_over_one_more_bus_and_no_further()
    {
        await using var bus = new LocalBus();
        foreach (var name in (string[])["b", "c"]) bus.Call("CreateEventBus", $$"""{"Name":"{{name}}"}""");
        string To(string name) => $$"""[{"Id":"bus","Arn":"{{LocalAddress.Arn("events", $"event-bus/{name}")}}"},{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""";
        bus.Rule("a", Chat, To("b"));
        bus.Rule("b", Chat, To("c"), "b");
        bus.Rule("c", Chat, To("b"), "c");

        bus.Put();
        await bus.IdleAsync;

        Assert.Equal(2, bus.Bodies("queue").Count);
        Assert.Single(bus.Bodies("queue").Distinct());
    }

    [Fact]
    public async Task What_was_accepted_is_delivered_after_a_kill()
    {
        var folder = Directory.CreateTempSubdirectory("bus-").FullName;
        try
        {
            // The first host never gets to deliver: killed before its stack stood.
            var first = new LocalBus(folder, start: false);
            first.Rule("r", Chat, $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""");
            first.Put("""{"n":1}""");
            await File.AppendAllTextAsync(Path.Combine(folder, "deliveries.jsonl"), "{\"Accepted\":{\"Id\":\"cut");

            await using (var second = new LocalBus(folder))
            {
                await second.IdleAsync;
                Assert.Contains("\"n\":1", second.Bodies("queue").Single(), StringComparison.Ordinal);
                second.Put("""{"n":2}""");
                await second.IdleAsync;
            }
            await using var third = new LocalBus(folder);
            await third.IdleAsync;
            Assert.Empty(third.Calls);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
