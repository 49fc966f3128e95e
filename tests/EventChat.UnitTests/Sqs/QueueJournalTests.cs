using static EventChat.UnitTests.Sqs.QueueBed;

namespace EventChat.UnitTests.Sqs;

public sealed class QueueJournalTests : IDisposable
{
    private readonly QueueBed _bed = new();

    private string FileOf(string name) => Path.Combine(_bed.Folder, $"{name}.jsonl");

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_restart_keeps_messages_settings_handles_and_what_is_in_flight()
    {
        var queue = _bed.Create("q", ("VisibilityTimeout", "60"));
        foreach (var body in (string[])["a", "b é 😀\n", "c"]) Send(queue, body);
        var received = await ReceiveAsync(queue, most: 2);
        queue.Delete(received[0].Handle);
        queue = _bed.Restart("q");
        Assert.Equal(TimeSpan.FromSeconds(60), queue.Settings.Visibility);
        Assert.Equal((1, 0, 1), queue.Count());
        queue.ChangeVisibility(received[1].Handle, TimeSpan.FromSeconds(90));
        Assert.Equal("c", await BodiesAsync(queue));
        _bed.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal("b é 😀\n c", await BodiesAsync(queue));
    }

    [Fact]
    public async Task A_line_cut_short_is_taken_off_and_the_next_is_whole()
    {
        Send(_bed.Create("q"), "one");
        _bed.Queues.Dispose();
        File.AppendAllText(FileOf("q"), "{\"Sent\":{\"Id\":\"x\",\"Bo");
        Send(_bed.Restart("q"), "two");
        Assert.Equal("one two", await BodiesAsync(_bed.Restart("q")));
    }

    [Fact]
    public void A_queue_whose_first_line_was_cut_short_was_never_made()
    {
        File.WriteAllText(FileOf("half"), "{\"Settings\":{\"Attr");
        Assert.Null(_bed.Restart("half"));
        Assert.Equal((0, 0, 0), _bed.Create("half").Count());
    }

    [Fact]
    public async Task The_file_is_rewritten_when_most_of_it_is_past_and_says_the_same()
    {
        var queue = _bed.Create("q", ("VisibilityTimeout", "0"));
        Send(queue, "kept");
        for (var i = 0; i < 2_100; i++) await ReceiveAsync(queue);
        var long_ = new FileInfo(FileOf("q")).Length;
        _bed.Time.Advance(TimeSpan.FromSeconds(2));
        Send(queue, "and new");
        Assert.True(new FileInfo(FileOf("q")).Length < long_ / 100);
        queue = _bed.Restart("q");
        var received = await ReceiveAsync(queue);
        Assert.Equal(["kept", "and new"], received.Select(r => r.Message.Body));
        Assert.Equal(2_101, received[0].Message.Receives);
    }

    [Fact]
    public void Many_senders_lose_nothing()
    {
        var queue = _bed.Create("q");
        Parallel.For(0, 40, i => Send(queue, $"{i}"));
        Assert.Equal((40, 0, 0), _bed.Restart("q").Count());
    }

    [Fact]
    public void A_deleted_queue_leaves_no_file()
    {
        _bed.Queues.Delete(_bed.Create("q"));
        Assert.False(File.Exists(FileOf("q")));
    }
}
