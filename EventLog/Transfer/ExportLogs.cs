using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>Writes logs down, each whole and in order, beside live traffic. What happens after <paramref name="until"/> is left out, of all logs alike.</summary>
/// <param name="until">
/// Must have passed for <see cref="SettleTime"/>. An event that tells of another one has a later time, so it is in the export only if that one is, too: up to the
/// difference between the clocks of those who wrote them.
/// </param>
public sealed class ExportLogs(SegmentLog log, SegmentScan scan, ExportWriter writer, DateTimeOffset until) : IDisposable
{
    /// <summary>An event's time is taken before it is written, by an append of 3 s at most; a scan, eventually consistent, sees it within the second after.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    /// <summary>Events of a log that are held back until another log may be written: 2 MB of ordinary messages. A longer log takes its turn and keeps it.</summary>
    private const int HeldEvents = 2_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _events;

    /// <summary>Events written so far.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>One log from a seq on.</summary>
    public async Task OneAsync(LogId id, long fromSeq, CancellationToken cancel)
    {
        await foreach (var e in log.ReadStoredAsync(id, fromSeq, cancel))
        {
            if (IsLater(e)) return;
            Write(e);
        }
    }

    /// <param name="segments">Scan segments, eight of them at a time.</param>
    /// <param name="includes">Which events; null for all.</param>
    public Task AllAsync(int segments, Func<StoredEvent, bool>? includes, CancellationToken cancel) => Parallel.ForEachAsync(
        Enumerable.Range(0, segments), new ParallelOptions { MaxDegreeOfParallelism = SegmentScan.LeastSegments, CancellationToken = cancel },
        async (segment, token) =>
        {
            Current? current = null;
            try
            {
                await foreach (var page in scan.ScanAsync(segment, segments, cursor: null, token))
                    foreach (var found in page.Segments)
                    {
                        if (current?.Log != found.Log)
                        {
                            if (current is not null) await EndAsync(current, token);
                            current = new(found.Log);
                        }
                        await TakeAsync(current, found, includes, token);
                    }
                if (current is not null) await EndAsync(current, token);
            }
            finally
            {
                if (current is { HasTurn: true }) _turn.Release();
            }
        });

    public void Dispose() => _turn.Dispose();

    private sealed class Current(LogId log)
    {
        public LogId Log => log;
        public long Next { get; set; } = 1;
        public bool IsOver { get; set; }
        public List<StoredEvent> Held { get; } = [];
        public bool HasTurn { get; set; }
    }

    private async Task TakeAsync(Current current, Segment found, Func<StoredEvent, bool>? includes, CancellationToken cancel)
    {
        // The segment before was read open and has filled since.
        if (found.Start > current.Next)
            await foreach (var e in log.ReadStoredAsync(current.Log, current.Next, cancel))
            {
                if (e.Seq >= found.Start) break;
                await TakeAsync(current, e, includes, cancel);
            }
        foreach (var e in found.Stored.Where(e => e.Seq >= current.Next)) await TakeAsync(current, e, includes, cancel);
    }

    private async Task TakeAsync(Current current, StoredEvent e, Func<StoredEvent, bool>? includes, CancellationToken cancel)
    {
        current.Next = e.Seq + 1;
        current.IsOver |= IsLater(e);
        if (current.IsOver || includes?.Invoke(e) is false) return;
        if (current.HasTurn)
        {
            Write(e);
            return;
        }
        current.Held.Add(e);
        if (current.Held.Count >= HeldEvents) await TurnAsync(current, cancel);
    }

    private async Task EndAsync(Current current, CancellationToken cancel)
    {
        if (current.Held.Count > 0) await TurnAsync(current, cancel);
        if (!current.HasTurn) return;
        current.HasTurn = false;
        _turn.Release();
    }

    private async Task TurnAsync(Current current, CancellationToken cancel)
    {
        if (!current.HasTurn) await _turn.WaitAsync(cancel);
        current.HasTurn = true;
        foreach (var e in current.Held) Write(e);
        current.Held.Clear();
    }

    private bool IsLater(StoredEvent e) => e.At > until.ToUnixTimeMilliseconds();

    private void Write(StoredEvent e)
    {
        writer.Write(e);
        Interlocked.Increment(ref _events);
    }
}
