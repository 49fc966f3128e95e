using EventChat.Local.Sqs;
using static EventChat.UnitTests.Sqs.QueueBed;

namespace EventChat.UnitTests.Sqs;

public sealed class MessageQueueTests : IDisposable
{
    private readonly QueueBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_received_message_is_hidden_until_its_timeout_and_gone_when_deleted()
    {
        var queue = _bed.Create("q");
        Send(queue, "a");
        var first = Assert.Single(await ReceiveAsync(queue));
        Assert.Equal("", await BodiesAsync(queue));
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        var second = Assert.Single(await ReceiveAsync(queue));
        Assert.Equal(2, second.Message.Receives);
        queue.Delete(first.Handle);
        Assert.Equal((0, 0, 1), queue.Count());
        queue.Delete(second.Handle);
        Assert.Equal((0, 0, 0), queue.Count());
    }

    [Fact]
    public async Task A_delayed_message_waits_and_a_changed_visibility_counts()
    {
        var queue = _bed.Create("q", ("DelaySeconds", "5"));
        Send(queue, "late");
        Send(queue, "now", delay: 0);
        Assert.Equal((1, 1, 0), queue.Count());
        var (_, handle) = Assert.Single(await ReceiveAsync(queue));
        queue.ChangeVisibility(handle, TimeSpan.Zero);
        Assert.Equal("now", await BodiesAsync(queue));
        Assert.Equal("MessageNotInflight", Assert.Throws<SqsException>(() => queue.ChangeVisibility(handle, TimeSpan.FromSeconds(1))).Type);
        _bed.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("late", await BodiesAsync(queue));
    }

    [Fact]
    public async Task A_long_poll_ends_with_the_message_or_with_its_time()
    {
        var queue = _bed.Create("q");
        var waiting = queue.ReceiveAsync(1, null, TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Send(queue, "a");
        Assert.Equal("a", Assert.Single(await waiting).Message.Body);
        var next = queue.ReceiveAsync(1, null, TimeSpan.FromSeconds(20), CancellationToken.None);
        _bed.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(await next);
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_gone()
    {
        var queue = _bed.Create("q", ("MessageRetentionPeriod", "60"));
        Send(queue, "old");
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        Send(queue, "young");
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("young", await BodiesAsync(queue));
    }

    [Fact]
    public async Task After_too_many_receives_a_message_goes_to_the_dead_letter_queue()
    {
        var dead = _bed.Create("dead");
        var queue = _bed.Create("q", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":2}"""));
        Send(queue, "poison");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("poison", await BodiesAsync(queue));
            _bed.Time.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.Equal("", await BodiesAsync(queue));
        Assert.Equal((0, 0, 0), queue.Count());
        Assert.Equal(queue.Arn, Assert.Single(await ReceiveAsync(dead)).Message.Source);
    }

    [Fact]
    public void A_purge_empties_the_queue_once_a_minute()
    {
        var queue = _bed.Create("q");
        Send(queue, "a");
        queue.Purge();
        Assert.Equal((0, 0, 0), queue.Count());
        Assert.Equal("PurgeQueueInProgress", Assert.Throws<SqsException>(queue.Purge).Type);
    }
}
