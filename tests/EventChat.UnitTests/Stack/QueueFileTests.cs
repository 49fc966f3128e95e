using EventChat.Local.Recorded;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Stack;

public sealed class QueueFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-queue").FullName;
    private readonly FakeTimeProvider _time = new();

    private string File => Path.Combine(_folder, "failures.jsonl");

    private QueueFile Open() => new(File, TimeSpan.FromDays(14), _time);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Messages_are_read_in_order_by_whoever_opens_the_file_next()
    {
        Open().Send("one\nline");
        Open().Send("two é 😀");
        Assert.Equal(["one\nline", "two é 😀"], Open().Read().Select(m => m.Body));
        Assert.Equal(2, Open().Read().Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public void A_message_cut_short_by_a_crash_does_not_swallow_the_next()
    {
        Open().Send("one");
        System.IO.File.AppendAllText(File, "{\"MessageId\":\"x\",\"Bo");
        Open().Send("two");
        Assert.Equal(["one", "two"], Open().Read().Select(m => m.Body));
    }

    [Fact]
    public void What_is_older_than_the_retention_is_not_read()
    {
        Open().Send("old");
        _time.Advance(TimeSpan.FromDays(13));
        Open().Send("new");
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(["new"], Open().Read().Select(m => m.Body));
    }

    [Fact]
    public void Many_writers_lose_nothing()
    {
        var queue = Open();
        Parallel.For(0, 40, i => queue.Send($"{i}"));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(), queue.Read().Select(m => m.Body).Order());
    }
}
