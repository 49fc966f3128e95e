using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>Chat without a terminal: a line in is a message or a command, a line out an event. Notices begin with <c>*</c>.</summary>
internal sealed class LineMode
{
    /// <summary>For messages still on their way when the input has ended.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(15);

    private readonly LiveConversations _live;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly ChatDesk _desk;

    public LineMode(ChatClient chat, LiveConversations live, TextReader input, TextWriter output)
    {
        _live = live;
        _input = input;
        _output = TextWriter.Synchronized(output);
        _desk = new ChatDesk(chat, live, Note);
    }

    /// <returns>1 if a message could not be sent.</returns>
    public async Task<int> RunAsync(ConversationId? first, CancellationToken cancel)
    {
        _live.Happened += e =>
        {
            _output.WriteLine(_live.Read(s => EventLine.Of(e, s.Find(e.ConversationId), s.Me)));
            if (e.ConversationId == _desk.Current) _live.MarkSeen(e.ConversationId);
        };
        _live.StateChanged += state => Note(state switch
        {
            LiveState.Offline or LiveState.Ended => $"{Word(state)}: {_live.Reason}",
            _ => Word(state),
        });
        await _live.StartAsync(cancel);
        await _live.Ready.WaitAsync(cancel);
        if (first is { } id) await _desk.OpenAsync(id, cancel);
        else await _desk.OpenAnyAsync(cancel);
        _desk.Opened += PrintLatest;
        if (_desk.Current is { } current) PrintLatest(current);

        while (await _input.ReadLineAsync(cancel) is { } line)
            if (!await _desk.TakeAsync(line, cancel)) break;
        return await FinishAsync(cancel);
    }

    private void PrintLatest(ConversationId id) => _live.Read(s =>
    {
        if (s.Find(id) is not { } timeline) return 0;
        Note($"in {EventLine.Title(timeline, s.Me)} ({id})");
        foreach (var m in timeline.Messages.TakeLast(10))
            _output.WriteLine($"{EventLine.Title(timeline, s.Me)} #{m.Seq} {EventLine.Name(timeline, m.SenderId)}: {(m.Deleted ? "(deleted)" : Printable.Line(m.Text ?? ""))}");
        return 0;
    });

    private async Task<int> FinishAsync(CancellationToken cancel)
    {
        var settled = new SemaphoreSlim(0);
        _live.Changed += _ => settled.Release();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(LastWords);
        while (Unconfirmed(OwnMessageState.Pending) || Unconfirmed(OwnMessageState.Sent))
        {
            try
            {
                await settled.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                Note("no confirmation for what was sent last");
                return 1;
            }
        }
        return Unconfirmed(OwnMessageState.Failed) ? 1 : 0;
    }

    private bool Unconfirmed(OwnMessageState state) => _live.Read(s => s.Timelines.Any(t => t.Unconfirmed.Any(m => m.State == state)));

    private void Note(string text)
    {
        foreach (var line in text.Split('\n')) _output.WriteLine($"* {line.TrimEnd('\r')}");
        _output.Flush();
    }

    private static string Word(LiveState state) => state switch
    {
        LiveState.CatchingUp => "catching up",
        LiveState.Ended => "signed out",
        _ => state.ToString().ToLowerInvariant(),
    };
}
