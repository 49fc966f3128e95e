using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>
/// Fills new generations from a scan of the log: each log's events are folded once for all of them, its rows are written in batches, and its head hands it over to
/// the live feed. Whatever goes wrong in between, the head says how far a log is, and the log what comes next.
/// </summary>
public sealed class FillLogs(SegmentLog log, ViewsTable views, BulkRows bulk, IReadOnlyList<(Projection Projection, View View)> targets, TimeProvider time)
{
    /// <summary>Events folded before rows are written: bounds memory, 2,000 messages of 4 KB are 8 MB, and one log's share of a batch of rows is still large.</summary>
    public const int RoundEvents = 2_000;

    /// <summary>Heads written at once: each is one conditional write.</summary>
    private const int ParallelHeads = 8;

    /// <summary>Times a log is caught up with before the segment is given back: each time somebody wrote to it meanwhile.</summary>
    private const int CatchUps = 20;

    private readonly List<FillingLog> _through = [];
    private List<FillingLog> _open = [];
    private LogId? _log, _before;
    private long _pending, _rows, _parked;

    public long Events { get; private set; }
    public long Logs { get; private set; }
    public long Rows => _rows;
    public long Parked => _parked;

    /// <summary>An earlier slice ended with a segment of this log, and could not know whether it was the last: if no more of it comes, it is handed over.</summary>
    public void Continue(LogId log) => _before = log;

    public async Task AddAsync(Segment segment, CancellationToken cancel)
    {
        if (segment.Log != _log) await OpenAsync(segment, cancel);
        try
        {
            foreach (var e in segment.Events)
                foreach (var filling in _open)
                {
                    await filling.LearnAsync(views, e, cancel);
                    filling.Take(e);
                }
        }
        catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
        {
            // The log, read in order, parks exactly before that event.
            foreach (var filling in _open) filling.IsLost = true;
        }
        Events += segment.Count;
        _pending += segment.Count;
        if (_pending >= RoundEvents) await FlushAsync(RoundEvents / 2, cancel);
    }

    /// <summary>Writes all that was taken. <paramref name="end"/>: no segment follows, so the last log is through as well.</summary>
    public async Task FinishAsync(bool end, CancellationToken cancel)
    {
        if (end)
        {
            Leave(next: null);
            Close();
        }
        await FlushAsync(1, cancel);
    }

    private async Task OpenAsync(Segment first, CancellationToken cancel)
    {
        Leave(first.Log);
        Close();
        _log = first.Log;
        _open = [.. Filling(first.Log)];
        if (first.Start == 1)
        {
            Logs++;
            return;
        }
        // In the middle: an earlier slice came as far as this.
        foreach (var filling in _open)
        {
            var head = await views.ReadHeadAsync(filling.View, first.Log, cancel);
            filling.Restore(head);
            if (head?.ContainsKey(RowItems.Filling) is not true) filling.IsLost = true;
        }
    }

    private void Leave(LogId? next)
    {
        // How far it is, its head says.
        if (_before is { } before && before != next) _through.AddRange(Filling(before, lost: true));
        _before = null;
    }

    private IEnumerable<FillingLog> Filling(LogId log, bool lost = false) =>
        targets.Where(t => t.Projection.Reads(log)).Select(t => new FillingLog(t.Projection, t.View, log) { IsLost = lost });

    private void Close()
    {
        _through.AddRange(_open);
        _open = [];
        _log = null;
    }

    /// <param name="least">A log that is still open waits for more, unless it has so many events: then it is what fills the round.</param>
    private async Task FlushAsync(int least, CancellationToken cancel)
    {
        var open = _open.Where(f => f is { IsLost: false, Poison: null } && f.Seq - f.From >= least).ToArray();
        await Parallel.ForEachAsync(_through.Concat(open).Where(f => f is { IsLost: false, NeedsClaim: true }), Options(cancel), async (filling, token) =>
            filling.IsLost = !await views.ClaimAsync(filling.View, filling.Log, token));
        await WriteRowsAsync([.. _through.Concat(open).Where(f => !f.IsLost)], cancel);
        await Parallel.ForEachAsync(_through, Options(cancel), async (filling, token) => await HandOverAsync(filling, token));
        foreach (var filling in open.Where(f => !f.IsLost))
        {
            if (await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: false, cancel)) filling.Written();
            else filling.IsLost = true;
        }
        _through.Clear();
        _pending = 0;
    }

    private async Task WriteRowsAsync(IReadOnlyList<FillingLog> logs, CancellationToken cancel)
    {
        await WriteRowsAsync(logs, last: false, cancel);
        await WriteRowsAsync(logs, last: true, cancel);
    }

    private async Task WriteRowsAsync(IReadOnlyList<FillingLog> logs, bool last, CancellationToken cancel) =>
        await Task.WhenAll(logs.GroupBy(f => f.View).Select(async group =>
        {
            await bulk.PutAsync(group.Key, group.SelectMany(f => f.Whole(last)), cancel);
            await views.WriteAsync(group.Key, group.SelectMany(f => f.Changed(last)).ToArray(), cancel);
            if (last) Interlocked.Add(ref _rows, group.Sum(f => f.Rows));
        }));

    private async Task HandOverAsync(FillingLog filling, CancellationToken cancel)
    {
        if (!filling.IsLost && filling.Poison is null && await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: true, cancel)) return;
        if (!filling.IsLost && filling.Poison is not null && filling.HasNews
            && await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: false, cancel)) filling.Written();
        await CatchUpAsync(filling, cancel);
    }

    /// <summary>Goes by the head and the log until the log is handed over, by this or by somebody else, or parked.</summary>
    private async Task CatchUpAsync(FillingLog filling, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < CatchUps; attempt++)
        {
            var head = await views.ReadHeadAsync(filling.View, filling.Log, cancel);
            if (head?.ContainsKey(RowItems.Parked) is true)
            {
                Interlocked.Increment(ref _parked);
                return;
            }
            if (head is not null && !head.ContainsKey(RowItems.Filling)) return;
            filling.Restore(head);
            if (filling.NeedsClaim && !await views.ClaimAsync(filling.View, filling.Log, cancel)) continue;
            if (!await ReadOnAsync(filling, cancel)) continue;
            if (filling.Poison is { } reason)
            {
                await views.ParkAsync(filling.View, filling.Log, filling.Seq, reason, time.GetUtcNow(), cancel);
                continue;
            }
            if (await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: true, cancel)) return;
        }
        throw new InvalidOperationException($"{filling.View}: {filling.Log} was not filled in {CatchUps} attempts.");
    }

    /// <returns>False if somebody else moved the checkpoint.</returns>
    private async Task<bool> ReadOnAsync(FillingLog filling, CancellationToken cancel)
    {
        try
        {
            await foreach (var e in log.ReadAsync(filling.Log, filling.Seq + 1, cancel))
            {
                await filling.LearnAsync(views, e, cancel);
                filling.Take(e);
                if (filling.Poison is not null) break;
                if (filling.Seq - filling.From < RoundEvents) continue;
                await WriteRowsAsync([filling], cancel);
                if (!await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: false, cancel)) return false;
                filling.Written();
            }
        }
        catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
        {
            filling.Poison = e.Message;
        }
        if (!filling.HasNews) return true;
        await WriteRowsAsync([filling], cancel);
        if (filling.Poison is null) return true;
        // What came before the poison is in; the log is parked right behind it.
        var poison = filling.Poison;
        if (!await views.FillAsync(filling.View, filling.Log, filling.From, filling.Head, done: false, cancel)) return false;
        filling.Written();
        filling.Poison = poison;
        return true;
    }

    private static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = ParallelHeads, CancellationToken = cancel };
}
