using System.Globalization;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>Carries out what the user typed, in the conversation that is in front. The screen and the line mode both work on it.</summary>
internal sealed class ChatDesk(ChatClient chat, LiveConversations live, Action<string> note)
{
    public ConversationId? Current { get; private set; }

    /// <summary>Another conversation has come to the front.</summary>
    public event Action<ConversationId>? Opened;

    public UserId Me => chat.UserId;

    /// <returns>False for the end.</returns>
    public async Task<bool> TakeAsync(string line, CancellationToken cancel)
    {
        try
        {
            var input = ChatInput.Parse(line);
            if (input is ChatInput.Quit) return false;
            await TakeAsync(input, cancel);
        }
        catch (Exception e) when (CommandFailure.Explain(e) is { } reason)
        {
            note(reason);
        }
        return true;
    }

    public async Task OpenAsync(ConversationId id, CancellationToken cancel)
    {
        await live.OpenAsync(id, cancel);
        Current = id;
        live.MarkSeen(id);
        Opened?.Invoke(id);
    }

    /// <summary>The most recent one, unless one is in front already.</summary>
    public async Task OpenAnyAsync(CancellationToken cancel)
    {
        var first = live.Read(s => s.Timelines.Count > 0 ? s.Timelines[0].Id : (ConversationId?)null);
        if (Current is null && first is { } id) await OpenAsync(id, cancel);
    }

    /// <param name="step">1: the next in the list; -1: the one before.</param>
    public async Task TurnAsync(int step, CancellationToken cancel)
    {
        var ids = live.Read(s => s.Timelines.Select(t => t.Id).ToList());
        if (ids.Count == 0) return;
        var at = Current is { } current ? ids.IndexOf(current) : -1;
        await OpenAsync(ids[((at + step) % ids.Count + ids.Count) % ids.Count], cancel);
    }

    private Task TakeAsync(ChatInput input, CancellationToken cancel) => input switch
    {
        ChatInput.Say say => SayAsync(say.Text),
        ChatInput.Reply reply => SayAsync(reply.Text, reply.Seq),
        ChatInput.Thread thread => ThreadAsync(thread.Seq, cancel),
        ChatInput.New created => CreateAsync(created, cancel),
        ChatInput.Add add => ChangeAsync(async here =>
            await chat.SendAsync(new AddMember(chat.NewCommandId(), here, (await chat.UserAsync(add.Name, cancel)).UserId), cancel)),
        ChatInput.Remove remove => ChangeAsync(async here =>
            await chat.SendAsync(new RemoveMember(chat.NewCommandId(), here, (await chat.UserAsync(remove.Name, cancel)).UserId), cancel)),
        ChatInput.Leave => ChangeAsync(async here =>
        {
            await chat.SendAsync(new RemoveMember(chat.NewCommandId(), here, Me), cancel);
            Current = null;
            note("You left.");
        }),
        ChatInput.Edit edit => ChangeAsync(here => chat.SendAsync(new EditMessage(chat.NewCommandId(), here, edit.Seq ?? LastOwn(here), edit.Text, Seq(here)), cancel)),
        ChatInput.Delete delete => ChangeAsync(here => chat.SendAsync(new DeleteMessage(chat.NewCommandId(), here, delete.Seq ?? LastOwn(here), Seq(here)), cancel)),
        ChatInput.Open open => OpenAsync(Find(open.Which), cancel),
        ChatInput.List => Note(live.Read(s => Lines.Of(s.Timelines.Select((t, i) => $"{i + 1}. {EventLine.Title(t, Me)}{EventLine.Unread(t)}  {t.Id}")))),
        ChatInput.Members => Note(live.Read(s => s.Find(Here()) is { } t ? string.Join(", ", t.Members.Select(m => Printable.Line(m.Name))) : "")),
        ChatInput.Older => OlderAsync(cancel),
        ChatInput.Retry => RetryAsync(),
        ChatInput.Help => Note(ChatInput.HelpText),
        ChatInput.Wrong wrong => Note(wrong.Message),
        _ => Task.CompletedTask,
    };

    private Task SayAsync(string text, long? replyTo = null)
    {
        _ = SendAsync(live.Own.SendAsync(Here(), text, replyTo)); // the next line need not wait; the timeline shows what becomes of it
        return Task.CompletedTask;
    }

    private async Task RetryAsync()
    {
        var here = Here();
        var failed = live.Read(s => s.Find(here)?.Unconfirmed.Where(m => m.State is OwnMessageState.Failed).ToList() ?? []);
        if (failed.Count == 0) note("Nothing has failed here.");
        foreach (var message in failed) await SendAsync(live.Own.RetryAsync(here, message.CommandId));
    }

    private async Task SendAsync(Task<long?> sending)
    {
        var here = Here();
        if (await sending is not null) return;
        var failure = live.Read(s => s.Find(here)?.Unconfirmed.LastOrDefault(m => m.State is OwnMessageState.Failed)?.Failure);
        note($"Not sent: {failure ?? "the conversation is gone"}. /retry sends it again.");
    }

    private async Task CreateAsync(ChatInput.New created, CancellationToken cancel)
    {
        var members = new List<UserId>();
        foreach (var name in created.Names) members.Add((await chat.UserAsync(name, cancel)).UserId);
        var kind = created.Title is null ? ConversationKind.Direct : ConversationKind.Group;
        var receipt = await chat.SendAsync(new CreateConversation(chat.NewCommandId(), kind, created.Title, members), cancel);
        await OpenWhenThereAsync(Parse.Conversation(receipt.ConversationId), cancel);
    }

    /// <summary>The read model follows the log by some milliseconds: a conversation that was just made may not be readable yet.</summary>
    private async Task OpenWhenThereAsync(ConversationId id, CancellationToken cancel)
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConversationId changed)
        {
            if (changed == id) known.TrySetResult();
        }
        live.Changed += Look;
        try
        {
            if (live.Read(s => s.Find(id)) is null) await known.Task.WaitAsync(TimeSpan.FromSeconds(10), cancel);
            await OpenAsync(id, cancel);
        }
        catch (TimeoutException)
        {
            note($"Made ({id}), but not to be seen yet: /open {id}");
        }
        finally
        {
            live.Changed -= Look;
        }
    }

    private async Task OlderAsync(CancellationToken cancel)
    {
        if (!await live.LoadOlderAsync(Here(), cancel)) note("That is the beginning.");
    }

    private async Task ThreadAsync(long? seq, CancellationToken cancel)
    {
        var here = Here();
        if (seq is not { } root)
        {
            var threads = await chat.ThreadsAsync(here, limit: null, nextToken: null, cancel);
            note(threads.Items.Count == 0 ? "Nothing was answered here." : Lines.Of(threads.Items.Select(t => live.Read(s => EventLine.Of(t, s.Find(here))))));
            return;
        }
        var thread = await chat.ThreadAsync(here, root, limit: null, nextToken: null, cancel);
        note(Lines.Of(thread.Items.Prepend(thread.Root).OfType<Message>().Select(m => live.Read(s => EventLine.Of(m, s.Find(here))))));
    }

    private Task ChangeAsync(Func<ConversationId, Task> change) => change(Here());

    private Task Note(string text)
    {
        note(text);
        return Task.CompletedTask;
    }

    private ConversationId Here() => Current ?? throw new CommandFailure("No conversation is open: /new or /open.");

    private long? Seq(ConversationId here) => live.Read(s => s.Find(here)?.Seq);

    private long LastOwn(ConversationId here) =>
        live.Read(s => s.Find(here)?.Messages.LastOrDefault(m => m.SenderId == Me && !m.Deleted))?.Seq
        ?? throw new CommandFailure("You have no message here.");

    private ConversationId Find(string which) => live.Read(s =>
    {
        if (int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= s.Timelines.Count)
            return s.Timelines[number - 1].Id;
        var titled = s.Timelines.FirstOrDefault(t => EventLine.Title(t, Me).StartsWith(which, StringComparison.OrdinalIgnoreCase));
        return titled?.Id ?? Parse.Conversation(which);
    });
}

internal static class Lines
{
    public static string Of(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
