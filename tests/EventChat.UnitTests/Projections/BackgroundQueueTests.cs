using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.Contracts;
using EventChat.Projections;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Projections;

public sealed class BackgroundQueueTests : IDisposable
{
    private sealed class Sent() : AmazonSQSClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
    {
        public List<SendMessageRequest> Messages { get; } = [];
        public bool Fails { get; set; }

        public override Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
        {
            if (Fails) throw new AmazonSQSException("throttled");
            Messages.Add(request);
            return Task.FromResult(new SendMessageResponse());
        }
    }

    private static readonly LogId Room = new("c#room-0001");

    private readonly Sent _sent = new();
    private readonly FakeTimeProvider _time = new();
    private readonly BackgroundQueue _queue;

    public BackgroundQueueTests() => _queue = new(_sent, "https://queue.test", _time);

    public void Dispose() => _sent.Dispose();

    [Fact]
    public async Task A_log_is_told_of_once_until_a_later_event_might_miss_the_message()
    {
        for (var tenth = 0; tenth < 60; tenth++)
        {
            await _queue.TellAsync(Room, 7 + tenth, default);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        await _queue.TellAsync(new("c#room-0002"), 4, default);
        Assert.Equal(["""{"log":"c#room-0001","first":7}""", """{"log":"c#room-0001","first":37}""", """{"log":"c#room-0002","first":4}"""], _sent.Messages.Select(m => m.MessageBody));
        Assert.All(_sent.Messages, m => Assert.True(m.DelaySeconds > BackgroundQueue.Silence.TotalSeconds));
    }

    [Fact]
    public async Task The_message_of_the_first_event_is_never_left_out()
    {
        await _queue.TellAsync(Room, null, default);
        await _queue.TellAsync(Room, 1, default);
        await _queue.TellAsync(Room, 1, default);
        Assert.Equal(["""{"log":"c#room-0001"}""", """{"log":"c#room-0001","first":1}"""], _sent.Messages.Select(m => m.MessageBody));
    }

    [Fact]
    public async Task What_could_not_be_sent_is_not_remembered_as_sent()
    {
        _sent.Fails = true;
        await Assert.ThrowsAsync<AmazonSQSException>(() => _queue.TellAsync(Room, 5, default));
        _sent.Fails = false;
        await _queue.TellAsync(Room, 5, default);
        Assert.Single(_sent.Messages);
    }
}
