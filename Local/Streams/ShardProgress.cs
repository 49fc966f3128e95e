namespace EventChat.Local.Streams;

/// <summary>
/// What of a shard is behind us. Lanes finish records in any order; the checkpoint only ever passes records before which all are done.
/// </summary>
internal sealed class ShardProgress(Action<string> checkpoint)
{
    private readonly Queue<PendingRecord> _read = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _drained;

    public int Count
    {
        get
        {
            lock (_lock) return _read.Count;
        }
    }

    /// <summary>In the shard's order.</summary>
    public void Read(PendingRecord record)
    {
        lock (_lock) _read.Enqueue(record);
    }

    public void Done(IEnumerable<PendingRecord> records)
    {
        TaskCompletionSource? drained = null;
        lock (_lock)
        {
            foreach (var record in records) record.IsDone = true;
            string? last = null;
            while (_read.TryPeek(out var first) && first.IsDone) last = _read.Dequeue().Sequence;
            if (last is not null) checkpoint(last);
            if (_read.Count == 0) (drained, _drained) = (_drained, null);
        }
        drained?.TrySetResult();
    }

    /// <summary>Completes when all that was read is done.</summary>
    public Task DrainedAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_read.Count == 0) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task.WaitAsync(cancel);
        }
    }
}
