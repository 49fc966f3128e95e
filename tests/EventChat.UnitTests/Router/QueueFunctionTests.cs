using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using EventChat.Contracts;
using EventChat.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Router;

/// <summary>The functions on the grace queue and on the retry queue.</summary>
public sealed class QueueFunctionTests : IDisposable
{
    private static readonly SourceGeneratorLambdaJsonSerializer<QueueEventsJson> Serializer = new();

    private readonly Fate _fate = new();
    private readonly FakeWorkflows _workflows;

    public QueueFunctionTests() => _workflows = new(_fate);

    public void Dispose() => _workflows.Dispose();

    [Fact]
    public async Task What_waited_of_a_conversation_is_one_execution_in_order_and_without_doubles()
    {
        var answer = await NotifyAsync(Waiting("room-0001", 7), Waiting("room-0002", 1), Waiting("room-0001", 5), Waiting("room-0001", 7));

        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal(["room-0001", "room-0002"], _workflows.Started.Select(s => JsonDocument.Parse(s.Input).RootElement.GetProperty("conversationId").GetString()));
        Assert.Equal($$"""{"conversationId":"room-0001","messages":[{{Waiting("room-0001", 5)}},{{Waiting("room-0001", 7)}}],"attempt":0}""", _workflows.Started[0].Input);
    }

    [Fact]
    public async Task What_is_no_message_comes_back_alone()
    {
        var answer = await NotifyAsync(Waiting("room-0001", 1), "{}", "no json");

        Assert.Equal(["1", "2"], answer.BatchItemFailures.Select(f => f.ItemIdentifier));
        Assert.Single(_workflows.Started);
    }

    [Fact]
    public async Task Messages_whose_execution_can_not_be_started_come_back_and_the_others_do_not()
    {
        var starts = 0;
        _fate.Fails = _ => ++starts == 1 ? new InvalidOperationException("throttled") : null;

        var answer = await NotifyAsync(Waiting("room-0001", 1), Waiting("room-0002", 1), Waiting("room-0001", 2));

        Assert.Equal(["0", "2"], answer.BatchItemFailures.Select(f => f.ItemIdentifier));
        Assert.Single(_workflows.Started);
    }

    [Fact]
    public async Task More_than_fits_an_execution_is_several()
    {
        var many = Enumerable.Range(1, 100).Select(i => Waiting("room-0001", i, new string('ä', 2_000))).ToArray();

        await NotifyAsync(many);

        Assert.All(_workflows.Started, s => Assert.InRange(Encoding.UTF8.GetByteCount(s.Input), 1, Limits.ExecutionInputBytes));
        Assert.Equal(100, _workflows.Started.Sum(s => JsonDocument.Parse(s.Input).RootElement.GetProperty("messages").GetArrayLength()));
    }

    [Fact]
    public async Task A_failed_execution_is_started_again_with_the_input_it_failed_with()
    {
        var answer = await RestartAsync("""{"workflow":"analytics","input":{"messages":[{"text":"ä \u0041"}],"attempt":3}}""", """{"workflow":"moderation","input":{"attempt":1}}""");

        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal(
            [("the-analytics", """{"messages":[{"text":"ä \u0041"}],"attempt":3}"""), ("the-moderation", """{"attempt":1}""")],
            _workflows.Started.Select(s => (s.StateMachineArn, s.Input)));
    }

    [Theory]
    [InlineData("""{"workflow":"review","input":{}}""")]
    [InlineData("""{"workflow":"analytics"}""")]
    [InlineData("""{"input":{}}""")]
    [InlineData("no json")]
    public async Task What_can_not_be_started_comes_back_and_the_rest_is_started(string body)
    {
        var answer = await RestartAsync(body, """{"workflow":"notification","input":{}}""");

        Assert.Equal("0", Assert.Single(answer.BatchItemFailures).ItemIdentifier);
        Assert.Equal("the-notification", Assert.Single(_workflows.Started).StateMachineArn);
    }

    [Fact]
    public void A_queue_event_is_read_and_answered_as_Lambda_writes_it()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"Records":[{"messageId":"19dd0b57","receiptHandle":"MessageReceiptHandle","body":"Hello","attributes":{"ApproximateReceiveCount":"1"},
             "messageAttributes":{"a":{"stringValue":"1","stringListValues":[],"binaryListValues":[],"dataType":"Number"}},
             "md5OfBody":"7b27","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:q","awsRegion":"us-east-1"}]}
            """));
        var record = Assert.Single(Serializer.Deserialize<SQSEvent>(input).Records);
        Assert.Equal(
            ("19dd0b57", "Hello", "1", "1", "7b27", "arn:aws:sqs:us-east-1:123456789012:q"),
            (record.MessageId, record.Body, record.Attributes["ApproximateReceiveCount"], record.MessageAttributes["a"].StringValue, record.Md5OfBody, record.EventSourceArn));

        using var output = new MemoryStream();
        Serializer.Serialize(new SQSBatchResponse([new() { ItemIdentifier = "19dd0b57" }]), output);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"19dd0b57"}]}""", Encoding.UTF8.GetString(output.ToArray()));
    }

    private Task<SQSBatchResponse> NotifyAsync(params string[] bodies) =>
        new NotifierFunction(_workflows, "the-notification", Serializer, NullLogger.Instance).HandleAsync(Batch(bodies), default);

    private Task<SQSBatchResponse> RestartAsync(params string[] bodies)
    {
        var machines = RestartFunction.MachinesOf(new Dictionary<string, string>
        {
            [EnvironmentNames.ModerationMachine] = "the-moderation", [EnvironmentNames.NotificationMachine] = "the-notification", [EnvironmentNames.AnalyticsMachine] = "the-analytics",
        });
        return new RestartFunction(_workflows, machines, Serializer, NullLogger.Instance).HandleAsync(Batch(bodies), default);
    }

    private static SQSEvent Batch(string[] bodies) => new() { Records = [.. bodies.Select((body, i) => new SQSEvent.SQSMessage { MessageId = $"{i}", Body = body })] };

    private static string Waiting(string conversation, long seq, string preview = "Hi") => JsonSerializer.Serialize(
        new GraceMessage(new(conversation), seq, Pipeline.Given.Ann, Pipeline.Given.Noon, null, null, preview), RouterWire.Json.GraceMessage);
}
