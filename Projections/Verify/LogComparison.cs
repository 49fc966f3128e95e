using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// One comparison of one log, while others write. A row found may be of the checkpoint or of any later event: rows are written before the checkpoint moves. One of an event
/// that came while it was compared is held against a second refold, so live traffic is never taken for a divergence, and no divergence for live traffic.
/// </summary>
internal sealed class LogComparison(SegmentLog log, ViewsTable views, StoredRows stored, Projection projection, View view, LogId id, bool repair, TimeProvider time)
{
    /// <summary>Rows of the first window: most logs have fewer, and many logs are compared at once. About 2 KB each in memory.</summary>
    private const int ShortRows = 1_000;

    /// <summary>Rows of a window of a longer log: 40 MB.</summary>
    private const int LongRows = 20_000;

    /// <summary>Rows that look different, looked at again together.</summary>
    private const int Suspects = 500;

    /// <summary>One longer log at a time in a process.</summary>
    private static readonly SemaphoreSlim LongLog = new(1);

    private readonly RowKey _headKey = new(id.Value, ViewKeys.Head);
    private readonly HashSet<string> _owned = [.. projection.Owns(id)];
    private readonly List<(RowKey Key, Item? Expected, Item? Found)> _first = [];
    private long _rows, _diverged, _repaired, _seq, _end;
    private string? _poison;

    /// <summary>The first event of concern that the checkpoint does not cover; null if there is none.</summary>
    public (long Seq, string What)? Missing { get; private set; }

    public async Task<LogReport> RunAsync(CancellationToken cancel)
    {
        var head = await views.ReadHeadAsync(view, id, cancel);
        var seq = _seq = head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]);
        if (head?.ContainsKey(RowItems.Filling) is true) return Report(LogState.Filling, seq, []);
        RowKey? after = null;
        // A log of many events is not tried as a short one first: that would fold it once more.
        if (seq > ShortRows || (after = await CompareAsync(head, seq, null, ShortRows, cancel)) is not null)
        {
            await LongLog.WaitAsync(cancel);
            try
            {
                do after = await CompareAsync(head, seq, after, LongRows, cancel);
                while (after is not null);
            }
            finally
            {
                LongLog.Release();
            }
        }
        if (_poison is { } reason) return Report(LogState.Unreadable, seq, []) with { At = _end + 1, Reason = reason };
        var divergences = await new Parting(log, projection, id).OfAsync(_first, seq, cancel);
        if (head?.GetValueOrDefault(RowItems.Parked)?.M is { } parked)
            return Report(LogState.Parked, seq, divergences) with { At = RowItems.ReadN(parked[RowItems.Seq]) + 1, Reason = parked["reason"].S };
        return Missing is { } missing ? Report(LogState.Behind, seq, divergences) with { At = missing.Seq, Reason = missing.What } : Report(LogState.Level, seq, divergences);
    }

    private LogReport Report(LogState state, long seq, IReadOnlyList<Divergence> divergences) => new(id, view, state, seq, _end, _rows, _diverged, _repaired, divergences);

    /// <returns>Where the next window begins; null if this was the last.</returns>
    private async Task<RowKey?> CompareAsync(Item? head, long seq, RowKey? after, int most, CancellationToken cancel)
    {
        var window = new RowWindow(after, most);
        var refold = new Refold(log, projection, id);
        await foreach (var changes in refold.UntilAsync(seq, cancel)) window.Take(changes, beyondHead: false);
        _end = refold.Seq;
        if (refold.Seq < seq)
        {
            _poison = refold.Poison ?? $"The log ends at seq {refold.Seq}, the checkpoint says {seq}.";
            return null;
        }
        var expected = refold.Head;
        await foreach (var (e, changes) in refold.EachAsync(cancel))
        {
            window.Take(changes, beyondHead: true);
            if (Missing is null && projection.Concerns(e.Body)) Missing = (e.Seq, EventTypes.NameOf(e.Body).Name);
        }
        _end = refold.Seq;
        if (refold.Poison is { } poison) Missing ??= (refold.Seq + 1, poison);
        if (after is null && head is not null && expected is not null && !ItemText.Same(expected, head)) await DivergedAsync(_headKey, expected, head, cancel);
        await CompareRowsAsync(window, cancel);
        return window.Last;
    }

    private async Task CompareRowsAsync(RowWindow window, CancellationToken cancel)
    {
        List<RowKey> suspects = [];
        HashSet<RowKey> seen = [];
        async Task SuspectAsync(RowKey key)
        {
            suspects.Add(key);
            if (suspects.Count < Suspects) return;
            await LookAgainAsync(window, suspects, cancel);
            suspects.Clear();
        }
        foreach (var partition in _owned.Order(StringComparer.Ordinal))
            await foreach (var (key, row) in stored.PartitionAsync(partition, window, cancel))
            {
                if (key == _headKey) continue;
                _rows++;
                seen.Add(key);
                if (!Matches(window, key, row)) await SuspectAsync(key);
            }
        foreach (var key in window.Keys.Where(k => _owned.Contains(k.Partition) && !seen.Contains(k)))
            if (!Matches(window, key, null)) await SuspectAsync(key);
        foreach (var chunk in window.Keys.Where(k => !_owned.Contains(k.Partition)).Chunk(Suspects))
        {
            var found = await stored.GetAsync(chunk, consistent: false, cancel);
            _rows += found.Count;
            foreach (var key in chunk)
                if (!Matches(window, key, found.GetValueOrDefault(key))) await SuspectAsync(key);
        }
        await LookAgainAsync(window, suspects, cancel);
    }

    private bool Matches(RowWindow window, RowKey key, Item? row) =>
        window.States(key).Any(s => ItemText.Same(s, row) || (s is null && (IsExpired(row) || IsGoing(row))) || (row is null && IsExpired(s)));

    /// <summary>A word's row that was emptied a moment ago, on its way to the next checkpoint, and is about to be deleted.</summary>
    private bool IsGoing(Item? row) =>
        row is not null && row[StateKeys.Sk].S.StartsWith(ViewKeys.WordPrefix, StringComparison.Ordinal) && !row.ContainsKey(RowItems.Found) && RowItems.ReadN(row[RowItems.Version]) > _seq;

    private bool IsExpired(Item? row) =>
        row is not null && row.TryGetValue(RowItems.Ttl, out var ttl) && RowItems.ReadN(ttl) <= time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Strongly consistent this time.</summary>
    private async Task LookAgainAsync(RowWindow window, List<RowKey> suspects, CancellationToken cancel)
    {
        if (suspects.Count == 0) return;
        var found = await stored.GetAsync(suspects, consistent: true, cancel);
        Dictionary<RowKey, Item> newer = [];
        foreach (var key in suspects)
        {
            var row = found.GetValueOrDefault(key);
            if (Matches(window, key, row)) continue;
            if (row is not null && row.TryGetValue(RowItems.Version, out var v) && RowItems.ReadN(v) > _end) newer[key] = row;
            else await DivergedAsync(key, window.AtHead(key), row, cancel);
        }
        if (newer.Count == 0) return;
        await foreach (var key in new Parting(log, projection, id).NeverSoAsync(newer, cancel)) await DivergedAsync(key, window.AtHead(key), newer[key], cancel);
    }

    private async Task DivergedAsync(RowKey key, Item? expected, Item? found, CancellationToken cancel)
    {
        _diverged++;
        if (_first.Count < CheckLogs.MostDivergences) _first.Add((key, expected, found));
        if (!repair) return;
        var done = key == _headKey
            ? await views.RepairHeadAsync(view, id, found!, expected!, cancel)
            : await stored.ReplaceAsync(key, found, expected, cancel);
        if (done) _repaired++;
    }
}
