using EventChat.Cli.Chat;
using EventChat.Client;
using EventChat.Contracts;
using Spectre.Console;

namespace EventChat.UnitTests.Client.Terminal;

public class ScreenViewTests
{
    private readonly ScriptedLog _log = new("room-0001", "ann", "ben");
    private readonly ConversationStore _store = new(new UserId("ann"));

    private static readonly ScreenContent Empty = new("ann", LiveState.Connected, null, null, "", 0, 0, null);

    private Timeline Show(params string[] texts)
    {
        foreach (var text in texts) _log.Append("ben", new ChatEvent.MessageSent(text));
        _store.Add(_log.HeadAsOf(_log.Head));
        var timeline = _store.Find(_log.Id)!;
        timeline.Load(_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));
        return timeline;
    }

    private string Draw(ScreenContent content, int width = 100, int height = 20)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        console.Write(ScreenView.Draw(_store, content, width, height));
        return output.ToString();
    }

    [Fact]
    public void Conversations_timeline_draft_and_connection_are_on_one_screen()
    {
        Show("hello there");
        var screen = Draw(Empty with { Current = _log.Id, Draft = "my answer", Cursor = 9 });

        Assert.Contains("A room", screen, StringComparison.Ordinal);
        Assert.Contains("BEN #4 hello there", screen, StringComparison.Ordinal);
        Assert.Contains("> my answer", screen, StringComparison.Ordinal);
        Assert.Contains("connected", screen, StringComparison.Ordinal);
        Assert.Equal(20, screen.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void A_long_history_shows_its_end_and_scrolls()
    {
        Show([.. Enumerable.Range(0, 40).Select(i => $"message {i}")]);

        var bottom = Draw(Empty with { Current = _log.Id });
        Assert.Contains("message 39", bottom, StringComparison.Ordinal);
        Assert.DoesNotContain("message 20 ", bottom, StringComparison.Ordinal);
        var above = Draw(Empty with { Current = _log.Id, Scrolled = 15 });
        Assert.DoesNotContain("message 39", above, StringComparison.Ordinal);
        Assert.Contains("message 24", above, StringComparison.Ordinal);
    }

    [Fact]
    public void Edits_deletions_and_own_messages_on_their_way_show_as_such()
    {
        var timeline = Show("first", "second");
        _log.Append("ben", new ChatEvent.MessageEdited(4, "first, better"));
        _log.Append("ben", new ChatEvent.MessageDeleted(5));
        timeline.Apply(_log.Sync(timeline.Seq));
        var (waiting, failed) = (new CommandId(new Guid(1, 1, 1, new byte[8])), new CommandId(new Guid(2, 1, 1, new byte[8])));
        timeline.Write(waiting, "on its way", null, DateTimeOffset.UnixEpoch);
        timeline.Write(failed, "too much", null, DateTimeOffset.UnixEpoch);
        timeline.MarkFailed(failed, "no answer");

        var screen = Draw(Empty with { Current = _log.Id });

        Assert.Contains("first, better (edited)", screen, StringComparison.Ordinal);
        Assert.Contains("#5 deleted", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("second", screen, StringComparison.Ordinal);
        Assert.Contains("on its way …", screen, StringComparison.Ordinal);
        Assert.Contains("too much ✗ no answer", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unread_conversation_is_marked_until_it_was_seen()
    {
        var timeline = Show("seen");
        Assert.DoesNotContain("● A room", Draw(Empty), StringComparison.Ordinal);
        _log.Append("ben", new ChatEvent.MessageSent("news"));
        timeline.Apply(_log.LastFrame());
        Assert.Contains("● A room", Draw(Empty), StringComparison.Ordinal);
        timeline.MarkSeen();
        Assert.DoesNotContain("● A room", Draw(Empty), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_says_how_much_is_unread_and_whether_it_mentions_the_user()
    {
        Show();
        _store.Add(new InboxEntry(_log.HeadAsOf(_log.Head), MemberRole.Member, 0, 12, true, 2));
        Assert.Contains("● A room (12+, @2)", Draw(Empty), StringComparison.Ordinal);
        Assert.DoesNotContain("(12+", Draw(Empty with { Current = _log.Id }), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_types_is_told()
    {
        var timeline = Show("hello");
        timeline.Hear(new Signal("ben", SignalKind.Typing, "2025-03-04T09:00:00.000Z"), DateTimeOffset.UnixEpoch);
        Assert.Contains("BEN is typing …", Draw(Empty with { Current = _log.Id, Now = DateTimeOffset.UnixEpoch.AddSeconds(5) }, width: 140), StringComparison.Ordinal);
        Assert.DoesNotContain("typing", Draw(Empty with { Current = _log.Id, Now = DateTimeOffset.UnixEpoch.AddSeconds(6) }, width: 140), StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_the_connection_is_told()
    {
        Assert.Contains("catching up", Draw(Empty with { State = LiveState.CatchingUp }), StringComparison.Ordinal);
        Assert.Contains("offline, trying again (no route)", Draw(Empty with { State = LiveState.Offline, Reason = "no route" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_others_can_not_steer_the_terminal()
    {
        Show("red \u001b[31m alert \u0007 \u202Eesrever");

        var screen = Draw(Empty with { Current = _log.Id });

        Assert.DoesNotContain('\u001b', screen);
        Assert.DoesNotContain('\u0007', screen);
        Assert.DoesNotContain('\u202E', screen);
    }

    [Fact]
    public void Text_of_others_is_no_markup()
    {
        Show("[red]alert[/] [unknown]");
        Assert.Contains("[red]alert[/] [unknown]", Draw(Empty with { Current = _log.Id }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_terminal_shows_the_conversation_alone()
    {
        Show("hello");
        var screen = Draw(Empty with { Current = _log.Id }, width: 40);
        Assert.DoesNotContain("Conversations", screen, StringComparison.Ordinal);
        Assert.All(screen.TrimEnd('\n').Split('\n'), line => Assert.True(line.Length <= 40, line));
    }
}
