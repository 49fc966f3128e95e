using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.EventBridge;

namespace EventChat.UnitTests.EventBridge;

public sealed class OperationTests
{
    [Fact]
    public async Task PutEvents_refuses_entries_one_by_one()
    {
        await using var bus = new LocalBus();

        var answer = bus.Call("PutEvents", """
            {"Entries":[{"Source":"chat","DetailType":"t","Detail":"{}"},{"DetailType":"t","Detail":"{}"},{"Source":"chat","Detail":"{}"},{"Source":"chat","DetailType":"t"},
             {"Source":"chat","DetailType":"t","Detail":"[]"},{"Source":"chat","DetailType":"t","Detail":"{\"a\":\"\\ud800\"}"},{"Source":"aws.x","DetailType":"t","Detail":"{}"},
             {"Source":"chat","DetailType":"t","Detail":"{}","EventBusName":"none"},{"Source":"chat","DetailType":"t","Detail":"{}","Resources":["r"],"Time":1767225600}]}
            """);

        Assert.Equal(7, answer["FailedEntryCount"]!.GetValue<int>());
        Assert.Equal(
            [null, "InvalidArgument", "InvalidArgument", "InvalidArgument", "MalformedDetail", "MalformedDetail", "NotAuthorizedForSourceException", "InvalidArgument", null],
            answer["Entries"]!.AsArray().Select(entry => entry!["ErrorCode"]?.ToString()));
        Assert.NotNull(answer["Entries"]![0]!["EventId"]);
    }

    [Theory]
    [InlineData("PutEvents", """{"Entries":[]}""", "ValidationException")]
    [InlineData("PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{}","Surprise":1}]}""", "ValidationException")]
    [InlineData("PutEvents", """{"Entries":"x"}""", "SerializationException")]
    [InlineData("PutEvents", "[]", "SerializationException")]
    [InlineData("PutEvents", "{", "SerializationException")]
    [InlineData("PutEvents", """{"Entries":[{"Source":"\ud800"}]}""", "SerializationException")]
    [InlineData("Nothing", "{}", "UnknownOperationException")]
    [InlineData("PutRule", """{"Name":"r"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"r r","EventPattern":"{\"a\":[1]}"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"r","EventPattern":"{\"a\":1}"}""", "InvalidEventPatternException")]
    [InlineData("PutRule", """{"Name":"r","ScheduleExpression":"at(2026-01-01T00:00:00)"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"r","EventPattern":"{\"a\":[1]}","EventBusName":"none"}""", "ResourceNotFoundException")]
    [InlineData("DescribeRule", """{"Name":"none"}""", "ResourceNotFoundException")]
    [InlineData("DeleteEventBus", """{"Name":"default"}""", "ValidationException")]
    [InlineData("CreateEventBus", """{"Name":"default"}""", "ResourceAlreadyExistsException")]
    [InlineData("CreateConnection", """{"Name":"c","AuthorizationType":"OAUTH_CLIENT_CREDENTIALS","AuthParameters":{}}""", "ValidationException")]
    [InlineData("CreateConnection", """{"Name":"c","AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"u"}}}""", "ValidationException")]
    [InlineData("StartReplay", """{"ReplayName":"r","EventSourceArn":"x","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"y"}}""", "ValidationException")]
    [InlineData("TestEventPattern", """{"EventPattern":"{\"a\":[1]}","Event":"{}"}""", "ValidationException")]
    public async Task What_AWS_refuses_is_refused_by_the_same_name(string operation, string request, string error)
    {
        await using var bus = new LocalBus();

        Assert.Equal(error, Assert.Throws<EventsException>(() => bus.Call(operation, request)).Type);
    }

    [Fact]
    public async Task More_than_a_megabyte_and_more_than_five_targets_are_refused()
    {
        await using var bus = new LocalBus();
        bus.Call("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"chat\"]}"}""");
        string Targets(int from, int count) => new JsonObject
        {
            ["Rule"] = "r", ["Targets"] = new JsonArray([.. Enumerable.Range(from, count).Select(i => new JsonObject { ["Id"] = $"{i}", ["Arn"] = LocalBus.Queue })]),
        }.ToJsonString();

        Assert.Equal("ValidationException", Assert.Throws<EventsException>(() => bus.Put($$"""{"a":"{{new string('x', 1 << 20)}}"}""")).Type);
        bus.Call("PutTargets", Targets(0, 5));
        Assert.Equal("LimitExceededException", Assert.Throws<EventsException>(() => bus.Call("PutTargets", Targets(5, 1))).Type);
        Assert.Equal(5, bus.Call("ListTargetsByRule", """{"Rule":"r"}""")["Targets"]!.AsArray().Count);
        Assert.Equal("ValidationException", Assert.Throws<EventsException>(() => bus.Call("DeleteRule", """{"Name":"r"}""")).Type);
    }

    [Fact]
    public async Task A_rule_is_changed_listed_and_deleted()
    {
        await using var bus = new LocalBus();
        bus.Rule("one", """{"source":["chat"]}""", $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""");
        bus.Call("PutRule", """{"Name":"one","EventPattern":"{\"source\":[\"shop\"]}","Description":"d"}""");
        bus.Call("PutRule", """{"Name":"two","ScheduleExpression":"rate(5 minutes)","State":"DISABLED"}""");

        var one = bus.Call("DescribeRule", """{"Name":"one"}""");
        Assert.Equal(("d", "ENABLED", "default"), (one["Description"]!.ToString(), one["State"]!.ToString(), one["EventBusName"]!.ToString()));
        Assert.Single(bus.Call("ListTargetsByRule", """{"Rule":"one"}""")["Targets"]!.AsArray());
        var page = bus.Call("ListRules", """{"Limit":1}""");
        Assert.Equal("one", page["Rules"]!.AsArray().Single()!["Name"]!.ToString());
        Assert.Equal("two", bus.Call("ListRules", $$"""{"Limit":1,"NextToken":"{{page["NextToken"]}}"}""")["Rules"]!.AsArray().Single()!["Name"]!.ToString());
        Assert.Equal("one", bus.Call("ListRuleNamesByTarget", $$"""{"TargetArn":"{{LocalBus.Queue}}"}""")["RuleNames"]!.AsArray().Single()!.ToString());
        Assert.Equal(1, bus.Call("RemoveTargets", """{"Rule":"one","Ids":["q","none"]}""")["FailedEntryCount"]!.GetValue<int>());
        bus.Call("DeleteRule", """{"Name":"one"}""");
        Assert.Single(bus.Call("ListRules", "{}")["Rules"]!.AsArray());
    }

    [Fact]
    public async Task A_scheduled_rule_fires_once_for_each_time()
    {
        await using var bus = new LocalBus(start: false);
        bus.Call("PutRule", """{"Name":"tick","ScheduleExpression":"rate(5 minutes)"}""");
        bus.Call("PutTargets", $$"""{"Rule":"tick","Targets":[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]}""");
        bus.Emulator.Queue.Start();
        var start = bus.Clock.GetUtcNow();

        bus.Emulator.Clock.Fire(start, start.AddMinutes(4));
        bus.Emulator.Clock.Fire(start.AddMinutes(4), start.AddMinutes(5));
        bus.Emulator.Clock.Fire(start.AddMinutes(5), start.AddMinutes(6));
        await bus.IdleAsync;

        var tick = JsonNode.Parse(bus.Bodies("queue").Single())!;
        Assert.Equal(("aws.events", "Scheduled Event", "2026-03-01T12:05:00Z", LocalAddress.Arn("events", "rule/tick")),
            (tick["source"]!.ToString(), tick["detail-type"]!.ToString(), tick["time"]!.ToString(), tick["resources"]![0]!.ToString()));
    }

    [Fact]
    public async Task An_archive_is_replayed_to_the_rules_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("archive-").FullName;
        try
        {
            await using var bus = new LocalBus(folder);
            var source = LocalAddress.Arn("events", "event-bus/default");
            bus.Call("CreateArchive", $$$"""{"ArchiveName":"a","EventSourceArn":"{{{source}}}","EventPattern":"{\"source\":[\"chat\"]}"}""");
            bus.Put("""{"n":1}""");
            bus.Put("""{"n":2}""", source: "shop");
            bus.Clock.Advance(TimeSpan.FromHours(1));
            bus.Put("""{"n":3}""");
            foreach (var name in (string[])["r1", "r2"]) bus.Rule(name, """{"source":["chat"]}""", $$"""[{"Id":"q","Arn":"{{LocalBus.Queue}}"}]""");
            Assert.Equal(2, bus.Call("DescribeArchive", """{"ArchiveName":"a"}""")["EventCount"]!.GetValue<long>());

            var from = bus.Clock.GetUtcNow().AddHours(-2).ToUnixTimeSeconds();
            bus.Call("StartReplay", $$"""
                {"ReplayName":"again","EventSourceArn":"{{LocalAddress.Arn("events", "archive/a")}}","EventStartTime":{{from}},"EventEndTime":{{from + 5_400}},
                 "Destination":{"Arn":"{{source}}","FilterArns":["{{LocalAddress.Arn("events", "rule/r1")}}"]} }
                """);
            await bus.Emulator.Replays.WhenEndedAsync("again");
            await bus.IdleAsync;

            var body = JsonNode.Parse(bus.Bodies("queue").Single())!;
            Assert.Equal(("again", 1), (body["replay-name"]!.ToString(), body["detail"]!["n"]!.GetValue<int>()));
            Assert.Equal("COMPLETED", bus.Call("DescribeReplay", """{"ReplayName":"again"}""")["State"]!.ToString());
            Assert.Equal(2, bus.Call("DescribeArchive", """{"ArchiveName":"a"}""")["EventCount"]!.GetValue<long>());
            Assert.Equal("IllegalStatusException", Assert.Throws<EventsException>(() => bus.Call("CancelReplay", """{"ReplayName":"again"}""")).Type);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
