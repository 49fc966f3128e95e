using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using EventChat.Local;
using EventChat.Local.Outbox;
using EventChat.Local.Sns;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.UnitTests.Outbox;

public sealed class SnsTests : IDisposable
{
    private static readonly string Queue = LocalAddress.Arn("sqs", "work");
    private static readonly string Function = LocalAddress.Arn("lambda", "function:work");
    private static readonly string Topic = LocalAddress.Arn("sns", "alarms");

    private readonly string _folder = Directory.CreateTempSubdirectory("sns-").FullName;
    private readonly OutboxStore _outbox = new(TimeProvider.System);
    private readonly List<(string Body, JsonObject? Attributes)> _queue = [];
    private readonly List<JsonNode> _function = [];
    private SnsEmulator _sns;

    public SnsTests() => _sns = Open();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_device_is_pushed_to_with_the_part_of_its_platform()
    {
        var endpoint = await DeviceAsync("token-1");

        var id = Find(await CallAsync("Publish", ("TargetArn", endpoint), ("MessageStructure", "json"),
            ("Message", """{"default":"plain","GCM":"{\"notification\":{\"title\":\"hi\"}}"}""")), "MessageId");

        var push = Assert.Single(_outbox.Items());
        Assert.Equal((OutboxKind.Push, "token-1", """{"notification":{"title":"hi"}}"""), (push.Kind, push.To, push.Text));
        Assert.Equal((id, endpoint), ($"{push.Details["messageId"]}", $"{push.Details["endpointArn"]}"));
    }

    [Fact]
    public async Task A_device_survives_a_restart_has_one_endpoint_and_can_be_disabled()
    {
        var endpoint = await DeviceAsync("token-1");
        _sns = Open();
        Assert.Equal(endpoint, await DeviceAsync("token-1"));
        Assert.NotEqual(endpoint, await DeviceAsync("token-2"));

        await CallAsync("SetEndpointAttributes", ("EndpointArn", endpoint), ("Attributes.entry.1.key", "Enabled"), ("Attributes.entry.1.value", "false"));

        Assert.Equal((400, "EndpointDisabled"), await RefusedAsync("Publish", ("TargetArn", endpoint), ("Message", "m")));
        Assert.Empty(_outbox.Items());
    }

    [Fact]
    public async Task A_topics_message_reaches_queue_function_and_mail_in_their_shapes()
    {
        await TopicAsync();
        await SubscribeAsync("sqs", Queue);
        await SubscribeAsync("lambda", Function);
        await SubscribeAsync("email", "ops@example.org");

        await CallAsync("Publish", ("TopicArn", Topic), ("Message", "it burns"), ("Subject", "Alarm"),
            ("MessageAttributes.entry.1.Name", "kind"), ("MessageAttributes.entry.1.Value.DataType", "String"), ("MessageAttributes.entry.1.Value.StringValue", "fire"));

        var envelope = JsonNode.Parse(Assert.Single(_queue).Body)!;
        Assert.Equal(("Notification", "it burns", "Alarm", Topic), ($"{envelope["Type"]}", $"{envelope["Message"]}", $"{envelope["Subject"]}", $"{envelope["TopicArn"]}"));
        Assert.Equal("""{"Type":"String","Value":"fire"}""", envelope["MessageAttributes"]!["kind"]!.ToJsonString());
        var record = Assert.Single(_function)["Records"]![0]!;
        Assert.Equal(("aws:sns", "it burns", "fire"), ($"{record["EventSource"]}", $"{record["Sns"]!["Message"]}", $"{record["Sns"]!["MessageAttributes"]!["kind"]!["Value"]}"));
        Assert.Equal(("ops@example.org", "Alarm", "it burns"), _outbox.Items().Select(m => (m.To, m.Subject, m.Text)).Single());
    }

    [Fact]
    public async Task A_subscription_filters_by_attribute_and_may_deliver_raw()
    {
        await TopicAsync();
        await SubscribeAsync("sqs", Queue, ("rawMessageDelivery", true), ("filterPolicy", """{"kind":["fire"],"size":[{"numeric":[">",5]}]}"""));

        foreach (var (kind, size) in new[] { ("fire", "9"), ("fire", "1"), ("flood", "9") })
            await CallAsync("Publish", ("TopicArn", Topic), ("Message", $"{kind} {size}"),
                ("MessageAttributes.entry.1.Name", "kind"), ("MessageAttributes.entry.1.Value.DataType", "String"), ("MessageAttributes.entry.1.Value.StringValue", kind),
                ("MessageAttributes.entry.2.Name", "size"), ("MessageAttributes.entry.2.Value.DataType", "Number"), ("MessageAttributes.entry.2.Value.StringValue", size));

        var (body, attributes) = Assert.Single(_queue);
        Assert.Equal("fire 9", body);
        Assert.Equal("""{"DataType":"String","StringValue":"fire"}""", attributes!["kind"]!.ToJsonString());
    }

    [Fact]
    public async Task What_SNS_would_not_take_is_refused_by_name()
    {
        await TopicAsync();
        Assert.Equal((404, "NotFound"), await RefusedAsync("Publish", ("TopicArn", Topic + "x"), ("Message", "m")));
        Assert.Equal((400, "InvalidParameter"), await RefusedAsync("Publish", ("TopicArn", Topic), ("Message", "")));
        Assert.Equal((400, "InvalidParameter"), await RefusedAsync("Publish", ("TopicArn", Topic), ("Message", new string('x', 262_145))));
        Assert.Equal((400, "InvalidParameter"), await RefusedAsync("Publish", ("TopicArn", Topic), ("MessageStructure", "json"), ("Message", """{"GCM":"x"}""")));
        Assert.Equal((400, "InvalidParameter"), await RefusedAsync("Publish", ("TopicArn", Topic), ("Message", "m"), ("MessageGroupId", "g")));
        Assert.Equal((400, "InvalidParameter"), await RefusedAsync("Subscribe", ("TopicArn", Topic), ("Protocol", "https"), ("Endpoint", "https://example.com")));
        Assert.Equal((400, "InvalidAction"), await RefusedAsync("PublishBatch"));
        Assert.Equal(403, (await _sns.Routes.SendAsync("POST", "/", "Action=ListTopics", null, ("Authorization", "AWS4 x/sns/aws4_request"))).Status);
        await Assert.ThrowsAsync<UnsupportedResourceException>(() => _sns.Provider.CreateAsync(
            new ResourceDeclaration("t", "aws:sns/topic:Topic", new JsonObject { ["name"] = "t.fifo", ["fifoTopic"] = true }), default));
    }

    private SnsEmulator Open() => new(
        _folder, _outbox, new TopicTargets(
            (_, body, attributes) =>
            {
                _queue.Add((body, attributes));
                return true;
            },
            (_, payload, _) => _function.Add(JsonNode.Parse(payload.Span)!)),
        new WellFormedSignature(), TimeProvider.System);

    private async Task<string> DeviceAsync(string token)
    {
        var application = Find(await CallAsync("CreatePlatformApplication", ("Name", "chat"), ("Platform", "GCM"),
            ("Attributes.entry.1.key", "PlatformCredential"), ("Attributes.entry.1.value", "secret")), "PlatformApplicationArn");
        return Find(await CallAsync("CreatePlatformEndpoint", ("PlatformApplicationArn", application), ("Token", token)), "EndpointArn");
    }

    private Task<JsonObject> TopicAsync() =>
        _sns.Provider.CreateAsync(new ResourceDeclaration("t", "aws:sns/topic:Topic", new JsonObject { ["name"] = "alarms", ["displayName"] = "Alarms" }), default);

    private Task<JsonObject> SubscribeAsync(string protocol, string endpoint, params (string Name, JsonNode Value)[] inputs)
    {
        var all = new JsonObject { ["topic"] = Topic, ["protocol"] = protocol, ["endpoint"] = endpoint };
        foreach (var (name, value) in inputs) all[name] = value;
        return _sns.Provider.CreateAsync(new ResourceDeclaration("s", "aws:sns/topicSubscription:TopicSubscription", all), default);
    }

    private async Task<XDocument> CallAsync(string action, params (string Name, string Value)[] form)
    {
        var answer = await SendAsync(action, form);
        Assert.True(answer.Status == 200, answer.Body);
        return XDocument.Parse(answer.Body);
    }

    private async Task<(int Status, string Code)> RefusedAsync(string action, params (string Name, string Value)[] form)
    {
        var answer = await SendAsync(action, form);
        return (answer.Status, Find(XDocument.Parse(answer.Body), "Code"));
    }

    private Task<Answer> SendAsync(string action, (string Name, string Value)[] form) => _sns.Routes.SendAsync(
        "POST", "/", new StringBuilder($"Action={action}&Version=2010-03-31").AppendJoin("", form.Select(f => $"&{f.Name}={Uri.EscapeDataString(f.Value)}")).ToString(), "sns");

    private static string Find(XDocument document, string name) => document.Descendants().First(e => e.Name.LocalName == name).Value;
}
