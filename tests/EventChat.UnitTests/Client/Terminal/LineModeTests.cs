using EventChat.Cli.Chat;
using EventChat.Client;
using EventChat.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Client.Terminal;

public sealed class LineModeTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeService _service;
    private readonly UserSession _session;
    private readonly ScriptedLog _room;

    public LineModeTests()
    {
        _service = new FakeService(_time);
        _room = _service.Room("room-0001", "ann", "ben");
        _room.Append("ben", new ChatEvent.MessageSent("said before"));
        _session = _service.Session(lifetime: TimeSpan.FromDays(30));
    }

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
    }

    /// <summary>The fake does not publish by itself: what was sent is confirmed by the look after two seconds.</summary>
    private async Task<(int Code, string Output)> RunAsync(params string[] lines)
    {
        var chat = new ChatClient(_service.Http, FakeService.Endpoints, _session, _time, new Random(1));
        await using var live = new LiveConversations(
            chat, new RealtimeConnection(FakeService.Endpoints, _session, _time, new Random(2), _service.Realtime.Dial), _time, new Random(3));
        using var output = new StringWriter();
        var running = new LineMode(chat, live, new StringReader(string.Join('\n', lines)), output).RunAsync(null, default);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(running, Task.Delay(1));
        }
        return (await running, output.ToString());
    }

    [Fact]
    public async Task Lines_become_messages_and_events_become_lines()
    {
        var (code, output) = await RunAsync("hello", "again");

        Assert.Equal(0, code);
        Assert.Equal(["said before", "hello", "again"], _room.MessagesAsOf(_room.Head).Select(m => m.Text));
        Assert.Contains("A room #4 BEN: said before", output, StringComparison.Ordinal);
        Assert.Contains("A room #5 ANN: hello", output, StringComparison.Ordinal);
        Assert.Contains("A room #6 ANN: again", output, StringComparison.Ordinal);
        Assert.Contains("* connected", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quit_ends_it_before_the_input_does()
    {
        var (code, _) = await RunAsync("hello", "/quit", "never said");

        Assert.Equal(0, code);
        Assert.DoesNotContain(_room.MessagesAsOf(_room.Head), m => m.Text == "never said");
    }

    [Fact]
    public async Task A_message_that_is_refused_is_said_to_be_and_the_exit_code_tells()
    {
        _service.Before = operation => operation == "SendMessage"
            ? FakeService.Json(System.Net.HttpStatusCode.OK, FakeService.Refusal("NotAllowed", "Only owners speak here.").ToJsonString())
            : null;

        var (code, output) = await RunAsync("hello");

        Assert.Equal(1, code);
        Assert.Contains("* Not sent: Only owners speak here.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_answer_with_notices()
    {
        var (_, output) = await RunAsync("/list", "/members", "/dance", "/open nowhere");

        Assert.Contains("* 1. A room  room-0001", output, StringComparison.Ordinal);
        Assert.Contains("* ANN, BEN", output, StringComparison.Ordinal);
        Assert.Contains("* There is no /dance", output, StringComparison.Ordinal);
        Assert.Contains("* 'nowhere' is no conversation id", output, StringComparison.Ordinal);
    }
}
