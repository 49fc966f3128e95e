using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Brings conversations that are behind up to the log: one question at a time for each, a few conversations at once.</summary>
internal sealed class Recovery(ChatClient chat, LiveStore store, TimeProvider time, Random random, CancellationToken closing)
    : IAsyncDisposable
{
    /// <summary>A client back from a long absence shares the service with others in the same position.</summary>
    private const int AtOnce = 4;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly Dictionary<ConversationId, Task> _running = [];
    private readonly HashSet<ConversationId> _again = [];

    /// <summary>Asks the log for what comes after the timeline's seq, until there is nothing more.</summary>
    /// <returns>Done when the conversation has caught up, or is no longer the user's, or everything is closing.</returns>
    public Task SyncAsync(ConversationId id)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(id, out var running))
            {
                _again.Add(id); // the answer under way may be older than this question
                return running;
            }
            return _running[id] = Task.Run(() => RunAsync(id), CancellationToken.None);
        }
    }

    private enum Step { Progress, Nothing, Unavailable }

    private async Task RunAsync(ConversationId id)
    {
        try
        {
            for (var failures = 0; ;)
            {
                lock (_lock) _again.Remove(id);
                var step = await StepAsync(id);
                if (IsDone(id)) return;
                if (step is Step.Progress)
                {
                    failures = 0;
                    continue;
                }
                // Nothing: the log answered without what a frame or a receipt has shown to exist, a read that came too early.
                var backoff = step is Step.Unavailable ? Backoff.Reconnect : Backoff.Request;
                await Task.Delay(backoff.Delay(++failures, random), time, closing);
            }
        }
        catch (Exception e)
        {
            Leave(id);
            if (e is not (OperationCanceledException or SessionEndedException)) throw;
        }
    }

    private async Task<Step> StepAsync(ConversationId id)
    {
        await _places.WaitAsync(closing);
        try
        {
            return await AskAsync(id);
        }
        catch (ChatUnavailableException)
        {
            return Step.Unavailable;
        }
        catch (ChatRefusedException)
        {
            store.Remove(id); // not a member any more, or gone
            return Step.Progress;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<Step> AskAsync(ConversationId id)
    {
        var (held, needsLoad) = store.Read(s => s.Find(id) is { } t ? (t.Seq, t.NeedsLoad) : (-1, false));
        if (held < 0) return Step.Progress;
        if (needsLoad)
        {
            await LoadAsync(id);
            return Step.Progress;
        }
        var filled = false;
        if (store.Read(s => s.Find(id)?.Missing) is { } missing)
        {
            var one = await chat.SyncAsync(id, missing - 1, limit: 1, closing);
            store.Apply(id, t => t.Fill(missing, one));
            if (one.Status is SyncStatus.Reset) return Step.Progress;
            filled = true;
        }
        var result = await chat.SyncAsync(id, held, limit: null, closing);
        store.Apply(id, t => t.Apply(result));
        return filled || result.Status is SyncStatus.Reset || result.Events.Count > 0 ? Step.Progress : Step.Nothing;
    }

    /// <summary>Reads the head and the newest page anew.</summary>
    public async Task LoadAsync(ConversationId id)
    {
        var head = await chat.ConversationAsync(id, closing);
        var newest = await chat.MessagesAsync(id, limit: null, nextToken: null, closing);
        store.Apply(id, t => t.Load(head, newest));
    }

    /// <summary>To be called when the closing has been announced.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_lock) running = [.. _running.Values];
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Dispose();
    }

    private bool IsDone(ConversationId id)
    {
        lock (_lock)
        {
            if (_again.Contains(id) || store.Read(s => s.Find(id)?.Behind ?? false)) return false;
            _running.Remove(id);
            return true;
        }
    }

    private void Leave(ConversationId id)
    {
        lock (_lock)
        {
            _running.Remove(id);
            _again.Remove(id);
        }
    }
}
