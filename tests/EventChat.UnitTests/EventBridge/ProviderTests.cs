using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Stack;

namespace EventChat.UnitTests.EventBridge;

public sealed class ProviderTests
{
    [Fact]
    public async Task The_program_makes_a_bus_with_all_that_belongs_to_it()
    {
        await using var bus = new LocalBus();

        var made = await DeclareAsync(bus, "eventBus:EventBus", """{"name":"chat-dev","tags":{"a":"b"}}""");
        await DeclareAsync(bus, "eventRule:EventRule", """{"name":"sent","eventBusName":"chat-dev","eventPattern":"{\"source\":[\"chat\"]}","tags":{}}""");
        var target = await DeclareAsync(bus, "eventTarget:EventTarget", $$$"""
            {"rule":"sent","eventBusName":"chat-dev","arn":"{{{LocalBus.Queue}}}","targetId":"q","inputTransformer":{"inputPaths":{"n":"$.detail.n"},"inputTemplate":"{\"n\":<n>}"},
             "retryPolicy":{"maximumRetryAttempts":3,"maximumEventAgeInSeconds":120},"deadLetterConfig":{"arn":"{{{LocalBus.Letters}}}"} }
            """);
        var archive = await DeclareAsync(bus, "eventArchive:EventArchive", $$"""{"name":"all","eventSourceArn":"{{made["arn"]}}","retentionDays":7}""");
        var connection = await DeclareAsync(bus, "eventConnection:EventConnection", """
            {"name":"c","authorizationType":"API_KEY","authParameters":{"apiKey":{"key":"k","value":"v"},"invocationHttpParameters":{"headers":[{"key":"h","value":"x","isValueSecret":true}]}}}
            """);
        await DeclareAsync(bus, "eventApiDestination:EventApiDestination", $$"""
            {"name":"d","connectionArn":"{{connection["arn"]}}","invocationEndpoint":"https://example.test/","httpMethod":"POST","invocationRateLimitPerSecond":5}
            """);
        await DeclareAsync(bus, "eventPermission:EventPermission", """{"eventBusName":"chat-dev","principal":"123456789012","statementId":"partner"}""");

        bus.Put("""{"n":5}""", bus: "chat-dev");
        await bus.IdleAsync;

        Assert.Equal(("chat-dev", LocalAddress.Arn("events", "event-bus/chat-dev"), "sent-q"), (made["name"]!.ToString(), made["arn"]!.ToString(), target["id"]!.ToString()));
        Assert.Equal("""{"n":5}""", bus.Bodies("queue").Single());
        Assert.Equal(7, bus.Call("DescribeArchive", """{"ArchiveName":"all"}""")["RetentionDays"]!.GetValue<int>());
        Assert.Equal(LocalAddress.Arn("events", "archive/all"), archive["arn"]!.ToString());
        Assert.Equal(5, bus.Call("DescribeApiDestination", """{"Name":"d"}""")["InvocationRateLimitPerSecond"]!.GetValue<int>());
        Assert.Contains("partner", bus.Call("DescribeEventBus", """{"Name":"chat-dev"}""")["Policy"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deployed_again_the_program_replaces_its_rules_and_their_targets()
    {
        var folder = Directory.CreateTempSubdirectory("bus-").FullName;
        try
        {
            const string rule = """{"name":"r","eventPattern":"{\"source\":[\"chat\"]}"}""";
            await using (var first = new LocalBus(folder))
            {
                await DeclareAsync(first, "eventRule:EventRule", rule);
                foreach (var id in (string[])["old", "kept"]) await DeclareAsync(first, "eventTarget:EventTarget", $$"""{"rule":"r","arn":"{{LocalBus.Queue}}","targetId":"{{id}}"}""");
            }
            await using var second = new LocalBus(folder);
            await DeclareAsync(second, "eventRule:EventRule", rule);
            await DeclareAsync(second, "eventTarget:EventTarget", $$"""{"rule":"r","arn":"{{LocalBus.Queue}}","targetId":"kept"}""");

            Assert.Equal("kept", second.Call("ListTargetsByRule", """{"Rule":"r"}""")["Targets"]!.AsArray().Single()!["Id"]!.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("eventBus:EventBus", """{"name":"b","surprise":1}""", "surprise")]
    [InlineData("eventBus:EventBus", """{"name":"b","kmsKeyIdentifier":"k"}""", "KmsKeyIdentifier")]
    [InlineData("eventRule:EventRule", """{"name":"r","eventPattern":"{}"}""", "empty objects")]
    [InlineData("eventTarget:EventTarget", """{"rule":"none","arn":"arn:aws:sqs:us-east-1:000000000000:q"}""", "none")]
    [InlineData("eventTarget:EventTarget", """{"rule":"none","arn":"arn:aws:sqs:us-east-1:000000000000:q","ecsTarget":{}}""", "ecsTarget")]
    public async Task An_input_that_is_not_honoured_is_refused(string type, string inputs, string named)
    {
        await using var bus = new LocalBus();

        var error = await Assert.ThrowsAsync<UnsupportedResourceException>(() => DeclareAsync(bus, type, inputs));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static Task<JsonObject> DeclareAsync(LocalBus bus, string type, string inputs) =>
        bus.Emulator.Provider.CreateAsync(new ResourceDeclaration("resource", $"aws:cloudwatch/{type}", JsonNode.Parse(inputs)!.AsObject()), default);
}
