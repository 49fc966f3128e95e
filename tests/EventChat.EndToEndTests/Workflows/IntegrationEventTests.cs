using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>The rest of a company: a rule on the bus, and what it delivers.</summary>
[Collection(SharedHostTests.Name)]
public sealed class IntegrationEventTests(SharedHost shared)
{
    private const string Bus = "eventchat-dev-events";
    private static readonly BasicAWSCredentials Credentials = new("AKIATEST", "secret");

    [Fact]
    public async Task Each_committed_event_is_on_the_bus_with_ids_and_facts_and_without_its_text()
    {
        using var events = new AmazonEventBridgeClient(Credentials, new AmazonEventBridgeConfig { ServiceURL = shared.Host.BaseUrl.ToString() });
        using var queues = new AmazonSQSClient(Credentials, new AmazonSQSConfig { ServiceURL = shared.Host.BaseUrl.ToString() });
        using var alice = await ApiUser.SignInAsync(shared.Host, "alice");
        using var bob = await ApiUser.SignInAsync(shared.Host, "bob");
        var name = $"consumer-{Guid.NewGuid():N}";
        var queue = (await queues.CreateQueueAsync(new CreateQueueRequest { QueueName = name })).QueueUrl;
        var room = await alice.OpenAsync("Bus", bob);
        await events.PutRuleAsync(new PutRuleRequest
        {
            Name = name, EventBusName = Bus, EventPattern = $$"""{"source":["eventchat"],"detail-type":["message.sent"],"detail":{"data":{"conversationId":["{{room}}"]} } }""",
        });
        await events.PutTargetsAsync(new PutTargetsRequest
        {
            Rule = name, EventBusName = Bus, Targets = [new Target { Id = "1", Arn = $"arn:aws:sqs:us-east-1:000000000000:{name}" }],
        });

        var seq = await bob.SayAsync(room, "Between us alone");

        var received = await ReceiveAsync(queues, queue);
        var detail = JsonDocument.Parse(received).RootElement.GetProperty("detail");
        Assert.Equal(("1.0", $"c#{room}/{seq}", "message.sent"), (detail.GetProperty("specversion").GetString(), detail.GetProperty("id").GetString(), detail.GetProperty("type").GetString()));
        Assert.Equal((seq, bob.Id), (detail.GetProperty("data").GetProperty("seq").GetInt64(), detail.GetProperty("data").GetProperty("senderId").GetString()));
        Assert.DoesNotContain("Between us", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_is_called_for_each_message_that_is_removed()
    {
        // The example of docs/integration-events.md, with the webhook target of this machine in place of a company's server.
        using var events = new AmazonEventBridgeClient(Credentials, new AmazonEventBridgeConfig { ServiceURL = shared.Host.BaseUrl.ToString() });
        using var alice = await ApiUser.SignInAsync(shared.Host, "alice");
        using var bob = await ApiUser.SignInAsync(shared.Host, "bob");
        var name = $"billing-{Guid.NewGuid():N}"[..24];
        var connection = await events.CreateConnectionAsync(new CreateConnectionRequest
        {
            Name = name, AuthorizationType = ConnectionAuthorizationType.API_KEY,
            AuthParameters = new CreateConnectionAuthRequestParameters { ApiKeyAuthParameters = new() { ApiKeyName = "x-api-key", ApiKeyValue = "consumer-key" } },
        });
        var destination = await events.CreateApiDestinationAsync(new CreateApiDestinationRequest
        {
            Name = name, ConnectionArn = connection.ConnectionArn, HttpMethod = ApiDestinationHttpMethod.POST,
            InvocationEndpoint = new Uri(shared.Host.BaseUrl, $"/_local/webhooks/{name}").ToString(), InvocationRateLimitPerSecond = 50,
        });
        await events.PutRuleAsync(new PutRuleRequest
        {
            Name = name, EventBusName = Bus,
            EventPattern = """{"source":["eventchat"],"detail-type":["message.moderated"],"detail":{"data":{"body":{"verdict":["Removed"]}}}}""",
        });
        await events.PutTargetsAsync(new PutTargetsRequest
        {
            Rule = name, EventBusName = Bus,
            Targets = [new Target { Id = "1", Arn = destination.ApiDestinationArn, RoleArn = "arn:aws:iam::000000000000:role/consumer" }],
        });
        var room = await alice.OpenAsync("Consumer", bob);
        await alice.DoAsync("setBlocklist", new { conversationId = room, terms = new[] { "wombat" } });

        var seq = await bob.SayAsync(room, "wombat");

        using var http = new HttpClient { BaseAddress = shared.Host.BaseUrl };
        var calls = await Eventually.BecomesAsync(
            async () => (await http.GetFromJsonAsync<JsonElement>($"/_local/webhooks/{name}")).GetProperty("items").EnumerateArray().Where(c => Body(c).Contains(room, StringComparison.Ordinal)).ToList(),
            found => found.Count > 0);
        Assert.Equal("consumer-key", calls[0].GetProperty("details").GetProperty("x-api-key").GetString());
        Assert.Equal(seq, JsonDocument.Parse(Body(calls[0])).RootElement.GetProperty("detail").GetProperty("data").GetProperty("body").GetProperty("messageSeq").GetInt64());
    }

    private static string Body(JsonElement call) => call.GetProperty("text").GetString()!;

    private static async Task<string> ReceiveAsync(AmazonSQSClient queues, string queue)
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            var received = await queues.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 }, limit.Token);
            if (received.Messages is [var message, ..]) return message.Body;
        }
    }
}
