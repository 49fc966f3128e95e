namespace EventChat.Projections;

/// <summary>
/// Changes of one batch, at most one per row: a message that is sent, edited and deleted within a batch is one write.
/// A change that can not be merged without the row (an edit of an older message) stays itself; two of them keep the later one.
/// </summary>
public sealed class Coalesce
{
    private readonly Dictionary<RowKey, RowChange> _changes = [];

    public IReadOnlyCollection<RowChange> Changes => _changes.Values;

    public void Add(RowChange change) =>
        _changes[change.Key] = _changes.TryGetValue(change.Key, out var earlier) ? Merge(earlier, change) : change;

    private static RowChange Merge(RowChange earlier, RowChange later) => (earlier, later) switch
    {
        (RowChange.Put { Row: Row.Message { Deleted: false } m } put, RowChange.EditText edit) =>
            put with { Seq = edit.Seq, Row = m with { Text = edit.Text, EditedAt = edit.At } },
        (RowChange.Put { Row: Row.Message m } put, RowChange.DeleteText delete) =>
            put with { Seq = delete.Seq, Row = m with { Text = null, Deleted = true } },
        // Deleted is final: an edit decided while the deletion was on its way changes nothing.
        (RowChange.Put { Row: Row.Message { Deleted: true } }, RowChange.EditText) => earlier,
        (RowChange.DeleteText, RowChange.EditText) => earlier,
        _ => later,
    };
}
