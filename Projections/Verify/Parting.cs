using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Follows single rows through a log, event by event.</summary>
internal sealed class Parting(SegmentLog log, Projection projection, LogId id)
{
    /// <summary>
    /// Where each row parts from the log, looked for up to the checkpoint: the event after the last one at which the attribute was what it is in the table; if it never was, the one that made it what it should be.
    /// </summary>
    public async Task<IReadOnlyList<Divergence>> OfAsync(IReadOnlyList<(RowKey Key, Item? Expected, Item? Found)> rows, long until, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var followed = rows.Select(r => new Followed(r.Key, r.Expected, r.Found)).ToArray();
        await foreach (var (e, states) in EachAsync([.. followed.Select(f => f.Key)], cancel))
        {
            if (e.Seq > until) break;
            foreach (var row in followed) row.Take(e, states.GetValueOrDefault(row.Key));
        }
        return [.. followed.Select(f => f.Divergence)];
    }

    /// <summary>Those rows that were so at no event of the log.</summary>
    public async IAsyncEnumerable<RowKey> NeverSoAsync(
        IReadOnlyDictionary<RowKey, Item> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var left = rows.Keys.ToHashSet();
        await foreach (var (_, states) in EachAsync(left, cancel))
            left.RemoveWhere(k => ItemText.Same(states.GetValueOrDefault(k), rows[k]));
        foreach (var key in left) yield return key;
    }

    private async IAsyncEnumerable<(RecordedEvent Event, Dictionary<RowKey, Item> States)> EachAsync(
        HashSet<RowKey> keys, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var refold = new Refold(log, projection, id);
        Dictionary<RowKey, Item> states = [];
        RowKey head = new(id.Value, ViewKeys.Head);
        await foreach (var (e, changes) in refold.EachAsync(cancel))
        {
            foreach (var row in changes.Where(c => keys.Contains(c[0].Key)))
                if (row.Aggregate(states.GetValueOrDefault(row[0].Key), MemoryRow.After) is { } now) states[row[0].Key] = now;
                else states.Remove(row[0].Key);
            if (refold.Head is { } at) states[head] = at;
            yield return (e, states);
        }
    }

    private sealed class Followed(RowKey key, Item? expected, Item? found)
    {
        private readonly string? _attribute = expected is not null && found is not null ? ItemText.FirstDifference(expected, found) : null;
        private readonly long? _claims = found is not null && found.TryGetValue(RowItems.Version, out var v) ? RowItems.ReadN(v) : null;
        private RecordedEvent? _parted;
        private RecordedEvent? _claimed;
        private string? _before;
        private bool _everSo = found is null || (expected is not null && !found.ContainsKey(ItemText.FirstDifference(expected, found) ?? ""));

        public RowKey Key => key;

        public void Take(RecordedEvent e, Item? state)
        {
            if (e.Seq == _claims) _claimed = e;
            var now = Value(state);
            if (now == Value(found)) (_parted, _everSo) = (null, true);
            else if (_everSo) _parted ??= e;
            else if (now != _before) _parted = e;
            _before = now;
        }

        public Divergence Divergence => new(
            key, _attribute, expected is null ? null : Shown(expected), found is null ? null : Shown(found),
            (_parted ?? _claimed)?.Seq, (_parted ?? _claimed) is { } e ? EventTypes.NameOf(e.Body).Name : null);

        private string? Value(Item? row) => row is null ? null
            : _attribute is null ? "row"
            : row.TryGetValue(_attribute, out var value) ? ItemText.Of(value) : null;

        private string? Shown(Item row) => _attribute is null ? ItemText.Of(row) : row.TryGetValue(_attribute, out var value) ? ItemText.Of(value) : null;
    }
}
