using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// Lets this process's appends to one log go one after the other, each knowing the tail that the one before left. Of a hundred at once, all but two would be
/// refused by the segment those two filled, again and again, and a refused write costs as much as a written one. Correctness does not rest on it.
/// </summary>
internal sealed class AppendQueue(TimeProvider time, TimeSpan patience)
{
    /// <summary>Who waits longer stands behind a call that is stuck. Shorter than a client's own patience, far longer than any write that goes well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<LogId, Turn> _last = [];

    /// <summary>Waits for the turn; disposing what is returned ends it.</summary>
    public async Task<Turn> EnterAsync(LogId log, CancellationToken cancel)
    {
        Turn? before;
        var mine = new Turn(this, log);
        lock (_gate)
        {
            before = _last.GetValueOrDefault(log);
            _last[log] = mine;
        }
        if (before is null || patience == TimeSpan.Zero) return mine;
        try
        {
            await before.Over.WaitAsync(patience, time, cancel);
        }
        catch (TimeoutException)
        {
            // Then both at once.
        }
        catch
        {
            mine.Dispose();
            throw;
        }
        return mine;
    }

    internal sealed class Turn(AppendQueue queue, LogId log) : IDisposable
    {
        // The next one runs on the thread of the one that ends, up to its own first wait.
        private readonly TaskCompletionSource _over = new();

        public Task Over => _over.Task;

        public void Dispose()
        {
            lock (queue._gate)
                if (queue._last.GetValueOrDefault(log) == this) queue._last.Remove(log);
            _over.TrySetResult();
        }
    }
}
