using EventChat.Client;
using EventChat.Contracts;
using Spectre.Console;

namespace EventChat.Cli.Chat;

/// <summary>Chat on a whole terminal.</summary>
internal sealed class ScreenMode
{
    /// <summary>Keys are looked for this often; nothing is drawn unless something changed.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly LiveConversations _live;
    private readonly string _userName;
    private readonly ChatDesk _desk;
    private readonly ComposeLine _line = new();
    private volatile string? _notice;
    private int _changes = 1;
    private int _scrolled;

    public ScreenMode(ChatClient chat, LiveConversations live, string userName)
    {
        _live = live;
        _userName = userName;
        _desk = new ChatDesk(chat, live, Note);
    }

    public async Task<int> RunAsync(ConversationId? first, CancellationToken cancel)
    {
        var console = AnsiConsole.Console;
        _live.Changed += _ => Interlocked.Increment(ref _changes);
        _live.StateChanged += _ => Interlocked.Increment(ref _changes);
        await _live.StartAsync(cancel);
        console.Write(new ControlCode("\u001b[?1049h\u001b[H")); // the terminal's other page: what was there comes back at the end
        try
        {
            await console.Live(Draw(console)).AutoClear(true).StartAsync(async display =>
            {
                var opening = OpenFirstAsync(first, cancel);
                var (drawn, size) = (0, (0, 0));
                while (await TakeKeysAsync(cancel))
                {
                    if (opening.IsFaulted) await opening;
                    var (changes, now) = (Volatile.Read(ref _changes), (console.Profile.Width, console.Profile.Height));
                    if (changes == drawn && size == now)
                    {
                        await Task.Delay(Tick, cancel);
                        continue;
                    }
                    (drawn, size) = (changes, now);
                    if (_desk.Current is { } current && _scrolled == 0 && _live.Read(s => s.Find(current)?.Unread ?? false)) _live.MarkSeen(current);
                    display.UpdateTarget(Draw(console));
                }
            });
        }
        finally
        {
            console.Write(new ControlCode("\u001b[?1049l"));
        }
        return 0;
    }

    private async Task OpenFirstAsync(ConversationId? first, CancellationToken cancel)
    {
        await _live.Ready.WaitAsync(cancel);
        try
        {
            if (first is { } id) await _desk.OpenAsync(id, cancel);
            else await _desk.OpenAnyAsync(cancel);
        }
        catch (Exception e) when (CommandFailure.Explain(e) is { } reason)
        {
            Note(reason);
        }
    }

    /// <returns>False for the end.</returns>
    private async Task<bool> TakeKeysAsync(CancellationToken cancel)
    {
        while (Console.KeyAvailable)
        {
            var key = Console.ReadKey(intercept: true);
            Interlocked.Increment(ref _changes);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    _notice = null;
                    _scrolled = 0;
                    if (!await _desk.TakeAsync(_line.TakeAll(), cancel)) return false;
                    break;
                case ConsoleKey.Tab:
                    _scrolled = 0;
                    await _desk.TurnAsync(key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? -1 : 1, cancel);
                    break;
                case ConsoleKey.PageUp:
                    _scrolled += 10;
                    if (_desk.Current is { } current && _scrolled >= _live.Read(s => s.Find(current)?.Messages.Count ?? 0)) await _live.LoadOlderAsync(current, cancel);
                    break;
                case ConsoleKey.PageDown:
                    _scrolled = Math.Max(0, _scrolled - 10);
                    break;
                case ConsoleKey.Escape:
                    _notice = null;
                    break;
                default:
                    _line.Take(key);
                    if (_desk.Current is { } here && _line.Text is [not '/', ..]) _live.Typing(here);
                    break;
            }
        }
        return true;
    }

    private Spectre.Console.Rendering.IRenderable Draw(IAnsiConsole console)
    {
        var content = new ScreenContent(_userName, _live.State, _live.Reason, _desk.Current, _line.Text, _line.Cursor, _scrolled, _notice, TimeProvider.System.GetUtcNow());
        return _live.Read(store => ScreenView.Draw(store, content, console.Profile.Width, console.Profile.Height));
    }

    private void Note(string text)
    {
        _notice = text;
        Interlocked.Increment(ref _changes);
    }
}
