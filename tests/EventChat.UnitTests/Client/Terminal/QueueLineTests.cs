using Amazon.SQS.Model;
using EventChat.Cli.Workflows;

namespace EventChat.UnitTests.Client.Terminal;

public sealed class QueueLineTests
{
    [Fact]
    public void A_queue_with_messages_stands_out()
    {
        var queue = new GetQueueAttributesResponse
        {
            Attributes = new()
            {
                ["QueueArn"] = "arn:aws:sqs:us-east-1:000000000000:dead-letters", ["ApproximateNumberOfMessages"] = "12",
                ["ApproximateNumberOfMessagesNotVisible"] = "3", ["ApproximateNumberOfMessagesDelayed"] = "0",
            },
        };

        Assert.Equal(new Line("       12          3          0  dead-letters", Tone.Busy), QueueLine.Of(queue));
    }

    [Fact]
    public void A_message_is_one_harmless_line() => Assert.Equal(
        "id  received 2 times  a b\uFFFD",
        QueueLine.Of(new Message { MessageId = "id", Body = "a\nb\e", Attributes = new() { ["ApproximateReceiveCount"] = "2" } }).Text);
}
