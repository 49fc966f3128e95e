using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Finds conversations that are not known yet, and how far the known ones have come.</summary>
internal sealed class Discovery(ChatClient chat, LiveStore store, Recovery recovery, CancellationToken closing)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, long> _wanted = [];

    /// <summary>The inbox, page by page; conversations that are behind them are brought up to the log.</summary>
    /// <exception cref="SessionEndedException"></exception>
    public async Task ReadHeadsAsync(CancellationToken cancel)
    {
        for (var failures = 0; ;)
        {
            try
            {
                string? next = null;
                do
                {
                    var page = await chat.InboxAsync(Limits.InboxRows, next, cancel);
                    foreach (var behind in store.Add(page.Items)) _ = recovery.SyncAsync(behind);
                    next = page.NextToken;
                }
                while (next is not null);
                return;
            }
            catch (ChatUnavailableException) when (++failures < 10)
            {
                // Each failure is half a dozen attempts old already.
            }
        }
    }

    /// <summary>Reads the head of a conversation that a frame named.</summary>
    /// <param name="atLeast">Seq that the frame has shown to exist.</param>
    public async Task FindAsync(ConversationId id, long atLeast)
    {
        lock (_lock)
        {
            var first = !_wanted.TryGetValue(id, out var wanted);
            _wanted[id] = Math.Max(wanted, atLeast);
            if (!first) return;
        }
        try
        {
            var head = await chat.ConversationAsync(id, closing);
            store.Add([head]);
        }
        catch (Exception e) when (e is ChatRefusedException or ChatUnavailableException or OperationCanceledException or SessionEndedException)
        {
            // Not this user's (any more), or not now: the next look at the heads finds it.
        }
        long highest;
        lock (_lock) _wanted.Remove(id, out highest);
        if (store.Apply(id, t => t.Observe(highest))) await recovery.SyncAsync(id);
    }
}
