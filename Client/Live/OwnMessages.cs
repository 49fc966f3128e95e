using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Sends this user's messages: shown at once, in the order they were written, recognised by their command id when their event arrives.</summary>
public sealed class OwnMessages
{
    /// <summary>After this the event of a sent message should have come by its frame; if not, the frame was lost.</summary>
    private static readonly TimeSpan FrameGrace = TimeSpan.FromSeconds(2);

    private readonly ChatClient _chat;
    private readonly LiveStore _store;
    private readonly Recovery _recovery;
    private readonly TimeProvider _time;
    private readonly CancellationToken _closing;
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, Task> _lastSend = [];

    internal OwnMessages(ChatClient chat, LiveStore store, Recovery recovery, TimeProvider time, CancellationToken closing)
    {
        _chat = chat;
        _store = store;
        _recovery = recovery;
        _time = time;
        _closing = closing;
    }

    /// <returns>The seq of the message; null if it failed, with the reason in the timeline.</returns>
    public Task<long?> SendAsync(ConversationId id, string text, long? replyTo = null)
    {
        var message = _store.Change(id, t => t.Write(_chat.NewCommandId(), text, replyTo, _time.GetUtcNow()));
        return message is null ? Task.FromResult<long?>(null) : InTurnAsync(id, message);
    }

    /// <summary>The same message again, under its id: it can not be doubled.</summary>
    public Task<long?> RetryAsync(ConversationId id, CommandId command)
    {
        var message = _store.Change(id, t =>
        {
            t.MarkPending(command);
            return t.Unsent(command);
        });
        return message is null ? Task.FromResult<long?>(null) : InTurnAsync(id, message);
    }

    public void Discard(ConversationId id, CommandId command) => _store.Change(id, t =>
    {
        t.Discard(command);
        return true;
    });

    private Task<long?> InTurnAsync(ConversationId id, OwnMessage message)
    {
        lock (_lock)
        {
            var before = _lastSend.GetValueOrDefault(id, Task.CompletedTask);
            var mine = SendAsync(before, id, message);
            _lastSend[id] = mine;
            return mine;
        }
    }

    private async Task<long?> SendAsync(Task before, ConversationId id, OwnMessage message)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            var receipt = await _chat.SendAsync(new SendMessage(message.CommandId, id, message.Text, message.ReplyTo, message.AfterSeq), _closing);
            var seq = receipt.Seq ?? throw new ChatProtocolException("A sent message without a seq.");
            _store.Change(id, t =>
            {
                t.MarkSent(message.CommandId, seq);
                return true;
            });
            _ = ExpectAsync(id, seq);
            return seq;
        }
        catch (Exception e) when (e is ChatRefusedException or ChatUnavailableException or ChatProtocolException or SessionEndedException or OperationCanceledException)
        {
            _store.Change(id, t =>
            {
                t.MarkFailed(message.CommandId, e.Message);
                return true;
            });
            return null;
        }
    }

    private async Task ExpectAsync(ConversationId id, long seq)
    {
        try
        {
            await Task.Delay(FrameGrace, _time, _closing);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (_store.Apply(id, t => t.Observe(seq))) await _recovery.SyncAsync(id);
    }
}
