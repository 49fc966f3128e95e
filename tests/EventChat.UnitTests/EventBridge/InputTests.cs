using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;

namespace EventChat.UnitTests.EventBridge;

public sealed class InputTests
{
    private const string Detail = """{"text":"He said \"hi\"","n":7,"list":[1,2],"obj":{"k":"v"},"with-dash":true}""";

    [Theory]
    [InlineData("""{"InputPath":"$.detail.obj"}""", """{"k":"v"}""")]
    [InlineData("""{"InputPath":"$.detail.list[1]"}""", "2")]
    [InlineData("""{"InputPath":"$.detail['with-dash']"}""", "true")]
    [InlineData("""{"InputPath":"$.detail.list[*]"}""", "[1,2]")]
    [InlineData("""{"Input":"{\"fixed\":true}"}""", """{"fixed":true}""")]
    // A text gets its quotes outside of quotes, and is escaped within.
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"t":"$.detail.text"},"InputTemplate":"{\"a\": <t>, \"b\": \"it was <t>\"}"}}""",
        """{"a": "He said \"hi\"", "b": "it was He said \"hi\""}""")]
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"n":"$.detail.n","l":"$.detail.list","o":"$.detail.obj"},"InputTemplate":"{\"n\":<n>,\"l\":<l>,\"o\":<o>}"}}""",
        """{"n":7,"l":[1,2],"o":{"k":"v"}}""")]
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"n":"$.detail.n"},"InputTemplate":"\"number <n>\"\n\"twice <n>\""}}""", "\"number 7\"\n\"twice 7\"")]
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"x":"$.detail.no"},"InputTemplate":"{\"a\":<x>,\"b\":\"<x>\"}"}}""", """{"a":"","b":""}""")]
    [InlineData("""{"InputTransformer":{"InputTemplate":"{\"r\":<aws.events.rule-name>,\"t\":\"<aws.events.event.ingestion-time>\"}"}}""", """{"r":"r","t":"2026-03-01T12:00:00Z"}""")]
    public async Task A_target_gets_what_it_asks_for(string input, string expected)
    {
        await using var bus = new LocalBus();
        var target = JsonNode.Parse(input)!.AsObject();
        (target["Id"], target["Arn"]) = ("q", LocalBus.Queue);
        bus.Rule("r", """{"source":["chat"]}""", $"[{target.ToJsonString()}]");

        bus.Put(Detail);
        await bus.IdleAsync;

        Assert.Equal(expected, bus.Bodies("queue").Single());
    }

    [Fact]
    public async Task The_whole_event_and_the_event_without_its_detail_are_variables()
    {
        await using var bus = new LocalBus();
        bus.Rule("r", """{"source":["chat"]}""", $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}","InputTransformer":{"InputTemplate":"{\"all\":<aws.events.event.json>,\"head\":<aws.events.event>}"} }]""");

        bus.Put(Detail);
        await bus.IdleAsync;

        var body = JsonNode.Parse(bus.Bodies("queue").Single())!;
        Assert.Equal(7, body["all"]!["detail"]!["n"]!.GetValue<int>());
        Assert.Null(body["head"]!["detail"]);
        Assert.Equal("chat", body["head"]!["source"]!.ToString());
    }

    [Theory]
    [InlineData("""{"InputPath":"$.a[?(@.b)]"}""", "Invalid InputPath")]
    [InlineData("""{"InputPath":"detail"}""", "Invalid InputPath")]
    [InlineData("""{"Input":"{"}""", "JSON syntax error")]
    [InlineData("""{"Input":"1","InputPath":"$"}""", "Only one of")]
    [InlineData("""{"InputTransformer":{"InputTemplate":"<x>"}}""", "placeholders")]
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"x":"$.a"},"InputTemplate":"{<x>"}}""", "InputTemplate")]
    [InlineData("""{"InputTransformer":{"InputPathsMap":{"awsx":"$.a"},"InputTemplate":"<awsx>"}}""", "AWS")]
    [InlineData("""{"SqsParameters":{"MessageGroupId":"g"}}""", "FIFO")]
    [InlineData("""{"RetryPolicy":{"MaximumRetryAttempts":186}}""", "185")]
    [InlineData("""{"RetryPolicy":{"MaximumEventAgeInSeconds":59}}""", "60")]
    [InlineData("""{"DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:000000000000:x.fifo"}}""", "DeadLetterConfig")]
    [InlineData("""{"KinesisParameters":{"PartitionKeyPath":"$.a"}}""", "KinesisParameters")]
    [InlineData("""{"Arn":"arn:aws:kinesis:us-east-1:000000000000:stream/x"}""", "Provided Arn")]
    [InlineData("""{"Arn":"arn:aws:sqs:us-east-1:000000000000:x.fifo"}""", "SqsParameters")]
    [InlineData("""{"Arn":"arn:aws:states:us-east-1:000000000000:stateMachine:x"}""", "RoleArn")]
    [InlineData("""{"Arn":"arn:aws:events:us-east-1:000000000000:event-bus/none"}""", "does not exist")]
    public async Task A_target_that_can_not_be_is_refused(string target, string named)
    {
        await using var bus = new LocalBus();
        bus.Call("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"chat\"]}"}""");
        var json = JsonNode.Parse(target)!.AsObject();
        json["Id"] = "q";
        json["Arn"] ??= LocalBus.Queue;

        var error = Assert.Throws<EventsException>(() => bus.Call("PutTargets", new JsonObject { ["Rule"] = "r", ["Targets"] = new JsonArray(json) }.ToJsonString()));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
