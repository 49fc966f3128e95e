using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.Sqs;

/// <summary>The official clients, which check every MD5 that they are sent.</summary>
public sealed class SqsClientTests(SqsServer server) : IClassFixture<SqsServer>, IDisposable
{
    private static readonly string Scripts = Path.Combine(RepositoryRoot.Find(), "tests", "EventChat.EmulatorTests", "Sqs");

    private readonly AmazonSQSClient _sqs = new("AKIAIOSFODNN7EXAMPLE", "secret", new AmazonSQSConfig { ServiceURL = server.Port.Url, AuthenticationRegion = "us-east-1" });

    public void Dispose() => _sqs.Dispose();

    [Fact]
    public async Task A_message_comes_through_whole_with_its_attributes()
    {
        var url = (await _sqs.CreateQueueAsync("whole")).QueueUrl;
        await _sqs.SendMessageAsync(new SendMessageRequest(url, "hello é 😀")
        {
            MessageAttributes = new()
            {
                ["kind"] = new() { DataType = "String", StringValue = "greeting" },
                ["count"] = new() { DataType = "Number.int", StringValue = "7" },
                ["bytes"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([0, 1, 255]) },
            },
        });
        var received = await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { MessageAttributeNames = ["All"], MessageSystemAttributeNames = ["All"], WaitTimeSeconds = 1 });
        var message = Assert.Single(received.Messages);
        Assert.Equal("hello é 😀", message.Body);
        Assert.Equal([0, 1, 255], message.MessageAttributes["bytes"].BinaryValue.ToArray());
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        await _sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        var attributes = await _sqs.GetQueueAttributesAsync(url, ["All"]);
        Assert.Equal((0, 0), (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible));
    }

    [Fact]
    public async Task Errors_are_exceptions_of_their_own()
    {
        var error = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => _sqs.SendMessageAsync($"{server.Port.Url}/000000000000/nowhere", "x"));
        Assert.Equal("The specified queue does not exist.", error.Message);
        await _sqs.CreateQueueAsync(new CreateQueueRequest("taken") { Attributes = new() { ["DelaySeconds"] = "1" } });
        await Assert.ThrowsAsync<QueueNameExistsException>(() => _sqs.CreateQueueAsync(new CreateQueueRequest("taken") { Attributes = new() { ["DelaySeconds"] = "2" } }));
        var url = (await _sqs.GetQueueUrlAsync("taken")).QueueUrl;
        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => _sqs.DeleteMessageAsync(url, "nonsense"));
        await Assert.ThrowsAsync<InvalidMessageContentsException>(() => _sqs.SendMessageAsync(url, "\u0001"));
        await Assert.ThrowsAsync<BatchEntryIdsNotDistinctException>(() => _sqs.SendMessageBatchAsync(url, [new("a", "1"), new("a", "2")]));
        await Assert.ThrowsAsync<InvalidAttributeNameException>(() => _sqs.SetQueueAttributesAsync(url, new() { ["Colour"] = "red" }));
    }

    [Fact]
    public async Task A_batch_fails_entry_by_entry()
    {
        var url = (await _sqs.CreateQueueAsync(new CreateQueueRequest("small") { Attributes = new() { ["MaximumMessageSize"] = "1024" } })).QueueUrl;
        var sent = await _sqs.SendMessageBatchAsync(url, [new("fits", "x"), new("long", new string('x', 1025))]);
        Assert.Equal("fits", Assert.Single(sent.Successful).Id);
        Assert.Equal(("long", "InvalidParameterValue"), (sent.Failed[0].Id, sent.Failed[0].Code));
    }

    [Fact]
    public async Task A_long_poll_gets_what_is_sent_meanwhile()
    {
        var url = (await _sqs.CreateQueueAsync("polled")).QueueUrl;
        var waiting = _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 20 });
        await _sqs.SendMessageAsync(url, "there");
        Assert.Equal("there", Assert.Single((await waiting).Messages).Body);
    }

    [SkippableFact]
    public async Task Boto3_uses_all_that_there_is()
    {
        await server.Port.SkipWithoutBotoAsync();
        var run = await server.Port.RunAsync("python3", Path.Combine(Scripts, "queues.py"));
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Contains("10 steps passed", run.Said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_AWS_CLI_sends_and_receives()
    {
        Skip.IfNot((await server.Port.RunAsync("aws", "--version")).ExitCode == 0, "The AWS CLI is not installed.");
        var url = (await _sqs.CreateQueueAsync("cli")).QueueUrl;
        var sent = await server.Port.RunAsync("aws", "--endpoint-url", server.Port.Url, "sqs", "send-message", "--queue-url", url, "--message-body", "by hand");
        Assert.True(sent.ExitCode == 0, sent.Said);
        Assert.Contains("by hand", (await server.Port.RunAsync("aws", "--endpoint-url", server.Port.Url, "sqs", "receive-message", "--queue-url", url)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => _sqs.AddPermissionAsync($"{server.Port.Url}/000000000000/q", "label", ["1"], ["SendMessage"]));
        Assert.Equal("UnknownOperationException", refused.ErrorCode);
        Assert.Contains("SendMessageBatch", refused.Message, StringComparison.Ordinal);
    }
}
