using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// The rows of a refold within a range of keys: the lowest <paramref name="most"/> after <paramref name="after"/>. A log may have more rows than memory should hold; it is then
/// folded once per window, and each window is compared before the next is folded.
/// </summary>
internal sealed class RowWindow(RowKey? after, int most)
{
    private readonly SortedSet<RowKey> _keys = new(RowOrder.Instance);
    private readonly Dictionary<RowKey, Rows> _rows = [];

    /// <summary>The row at the checkpoint, and after each later event that changed it: the live feed writes rows before it moves the checkpoint, so any of them may be found.</summary>
    private sealed record Rows(Item? AtHead, List<Item?>? Later);

    public RowKey? After => after;

    /// <summary>The last key that belongs to the window; null if it is the last window.</summary>
    public RowKey? Last { get; private set; }

    public IEnumerable<RowKey> Keys => _keys;

    public bool Holds(RowKey key) =>
        (after is not { } from || RowOrder.Instance.Compare(key, from) > 0) && (Last is not { } last || RowOrder.Instance.Compare(key, last) <= 0);

    public Item? AtHead(RowKey key) => _rows.GetValueOrDefault(key)?.AtHead;

    /// <summary>What the row may be in the table right now.</summary>
    public IEnumerable<Item?> States(RowKey key) => _rows.TryGetValue(key, out var rows) ? [rows.AtHead, .. rows.Later ?? []] : [null];

    /// <param name="beyondHead">These changes are of events after the checkpoint.</param>
    public void Take(IEnumerable<IReadOnlyList<RowChange>> changes, bool beyondHead)
    {
        foreach (var row in changes.Where(c => Holds(c[0].Key))) Take(row, beyondHead);
    }

    private void Take(IReadOnlyList<RowChange> changes, bool beyondHead)
    {
        var key = changes[0].Key;
        _rows.TryGetValue(key, out var rows);
        var before = rows?.Later is { Count: > 0 } later ? later[^1] : rows?.AtHead;
        var now = changes.Aggregate(before, MemoryRow.After);
        if (ReferenceEquals(now, before)) return;
        // One that is gone again keeps its place: its key is looked at all the same.
        _rows[key] = beyondHead ? new(rows?.AtHead, [.. rows?.Later ?? [], now]) : new(now, null);
        if (rows is not null || !_keys.Add(key) || _keys.Count <= most) return;
        _rows.Remove(_keys.Max);
        _keys.Remove(_keys.Max);
        Last = _keys.Max;
    }
}
