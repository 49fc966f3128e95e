using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Tells the service what this user has read and that they type. All of it is help, none of it is needed: what fails is told again with the next.</summary>
internal sealed class OwnSignals(ChatClient chat, LiveStore store, TimeProvider time, CancellationToken closing)
{
    /// <summary>Somebody going through conversations marks only where they come to rest.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(800);

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, (long Wanted, long Told)> _read = [];
    private readonly Dictionary<ConversationId, DateTimeOffset> _typed = [];

    public async Task ReadAsync(ConversationId id, long seq)
    {
        lock (_lock)
        {
            var (wanted, told) = _read.GetValueOrDefault(id);
            if (seq <= wanted) return;
            _read[id] = (seq, told);
            // Whoever waits already takes this one along.
            if (wanted > told) return;
        }
        try
        {
            await Task.Delay(Rest, time, closing);
            long newest;
            lock (_lock) newest = _read[id].Wanted;
            await chat.SendAsync(new MarkRead(chat.NewCommandId(), id, newest), closing);
            lock (_lock) _read[id] = (_read[id].Wanted, newest);
        }
        catch (Exception e) when (IsExpected(e))
        {
            lock (_lock) _read[id] = (_read[id].Told, _read[id].Told);
        }
    }

    /// <summary>Said at most every <see cref="TypingMembers.Every"/>, and not at all where too many would hear it.</summary>
    public async Task TypeAsync(ConversationId id)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_typed.TryGetValue(id, out var last) && now - last < TypingMembers.Every) return;
            _typed[id] = now;
        }
        if (store.Read(s => s.Find(id)?.MemberCount ?? int.MaxValue) > Limits.SignalMembers) return;
        try
        {
            await chat.SetTypingAsync(id, typing: true, closing);
        }
        catch (Exception e) when (IsExpected(e))
        {
        }
    }

    private static bool IsExpected(Exception e) =>
        e is ChatRefusedException or ChatUnavailableException or ChatProtocolException or SessionEndedException or OperationCanceledException;
}
