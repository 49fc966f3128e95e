using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Queues;
using static EventChat.UnitTests.Sqs.QueueBed;

namespace EventChat.UnitTests.Sqs;

public sealed class MoveTaskTests : IDisposable
{
    private readonly QueueBed _bed = new();
    private readonly MessageQueue _dead;
    private readonly MessageQueue _source;

    public MoveTaskTests()
    {
        _dead = _bed.Create("dead");
        _source = _bed.Create("source", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{_dead.Arn}}","maxReceiveCount":1}"""));
    }

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Messages_go_back_to_where_they_came_from_as_new_ones()
    {
        await FailAsync("a");
        var task = new MoveTask(_dead, destination: null, perSecond: null, _bed.Queues.FindArn, _bed.Time);
        task.Begin();
        await task.Running;
        Assert.Equal(("COMPLETED", 1L), (task.Status, task.Moved));
        var (message, _) = Assert.Single(await ReceiveAsync(_source));
        Assert.Equal(("a", 1), (message.Body, message.Receives));
    }

    [Fact]
    public async Task A_message_that_was_sent_to_the_dead_letter_queue_itself_has_no_way_back()
    {
        Send(_dead, "stray");
        var task = new MoveTask(_dead, null, null, _bed.Queues.FindArn, _bed.Time);
        task.Begin();
        await task.Running;
        Assert.Equal(("FAILED", "CouldNotDetermineMessageSource"), (task.Status, task.Failure));
        Assert.Equal("stray", await BodiesAsync(_dead));
    }

    [Fact]
    public async Task One_task_at_a_time_and_a_cancelled_one_stops()
    {
        await FailAsync("a", "b", "c");
        await using var tasks = new MoveTasks(_bed.Queues, _bed.Time);
        var task = tasks.Start(_dead, null, perSecond: 1);
        Assert.Throws<SqsException>(() => tasks.Start(_dead, null, null));
        task.Cancel();
        await task.Running;
        Assert.Equal("CANCELLED", task.Status);
        Assert.InRange(task.Moved, 0, 1);
    }

    private async Task FailAsync(params string[] bodies)
    {
        foreach (var body in bodies) Send(_source, body);
        await ReceiveAsync(_source);
        _bed.Time.Advance(TimeSpan.FromSeconds(30));
        await ReceiveAsync(_source);
        Assert.Equal(bodies.Length, _dead.Count().Visible);
    }
}
