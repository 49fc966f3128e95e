using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Queues;
using static EventChat.UnitTests.Sqs.QueueBed;

namespace EventChat.UnitTests.Sqs;

public sealed class FifoQueueTests : IDisposable
{
    private readonly QueueBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_group_is_in_order_and_closed_while_one_of_it_is_in_flight()
    {
        var queue = _bed.CreateFifo("q.fifo");
        foreach (var body in (string[])["a1", "b1", "a2", "b2"]) Send(queue, body, group: body[..1]);
        var (_, first) = Assert.Single(await ReceiveAsync(queue, most: 1));
        Assert.Equal("b1 b2", await BodiesAsync(queue));
        Assert.Equal("", await BodiesAsync(queue));
        queue.Delete(first);
        Assert.Equal("a2", await BodiesAsync(queue));
    }

    [Fact]
    public async Task What_comes_back_comes_before_what_was_behind_it()
    {
        var queue = _bed.CreateFifo("q.fifo");
        foreach (var body in (string[])["1", "2", "3"]) Send(queue, body, "g");
        Assert.Equal("1", await BodiesAsync(queue, most: 1));
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("1 2 3", await BodiesAsync(queue));
    }

    [Fact]
    public async Task A_repetition_within_five_minutes_is_taken_for_the_first_even_when_that_is_gone_and_after_a_restart()
    {
        var queue = _bed.CreateFifo("q.fifo");
        Send(queue, "x", "g");
        queue.Delete(Assert.Single(await ReceiveAsync(queue)).Handle);
        queue = _bed.Restart("q.fifo");
        Send(queue, "x", "other");
        Assert.Equal((0, 0, 0), queue.Count());
        _bed.Time.Advance(TimeSpan.FromMinutes(5));
        Send(queue, "x", "g");
        Assert.Equal("x", await BodiesAsync(queue));
    }

    [Fact]
    public async Task Deduplication_may_be_of_each_group_and_numbers_only_grow()
    {
        var queue = _bed.CreateFifo("q.fifo", ("DeduplicationScope", "messageGroup"));
        Send(queue, "x", "g");
        Send(queue, "x", "h");
        Send(queue, "x", "h");
        var received = await ReceiveAsync(queue);
        Assert.Equal(2, received.Count);
        Assert.True(string.CompareOrdinal(received[0].Message.SequenceNumber, received[1].Message.SequenceNumber) < 0);
    }

    [Fact]
    public void Without_content_based_deduplication_an_id_is_asked_for()
    {
        var queue = _bed.Create("q.fifo", ("FifoQueue", "true"));
        Assert.Equal("InvalidParameterValue", Assert.Throws<SqsException>(() => Send(queue, "x", "g")).QueryCode);
        queue.Send(new OutgoingMessage("x", null, null, "g", "id", "me", null));
        Assert.Equal((1, 0, 0), queue.Count());
    }

    [Fact]
    public async Task A_handle_has_expired_with_its_visibility()
    {
        var queue = _bed.CreateFifo("q.fifo");
        Send(queue, "x", "g");
        var (_, handle) = Assert.Single(await ReceiveAsync(queue));
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("expired", Assert.Throws<SqsException>(() => queue.Delete(handle)).Message, StringComparison.Ordinal);
    }
}
