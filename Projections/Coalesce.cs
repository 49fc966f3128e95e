using System.Runtime.InteropServices;

namespace EventChat.Projections;

/// <summary>
/// Changes of one batch, by row and in order. Two become one only where the row ends the same whatever it was before: a message that is
/// sent, edited and deleted within a batch is one write; an approval of an older message and its deletion are two.
/// </summary>
public sealed class Coalesce
{
    // Arrays, since nearly every row of a batch has one change.
    private readonly Dictionary<RowKey, RowChange[]> _changes = [];

    /// <summary>A list per row: its changes must be written one after the other.</summary>
    public IReadOnlyCollection<IReadOnlyList<RowChange>> Changes => _changes.Values;

    public void Add(RowChange change)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, change.Key, out _);
        if (row is null) row = [change];
        else if (Merge(row[^1], change) is { } merged) row[^1] = merged;
        else row = [.. row, change];
    }

    /// <returns>Null if both must be written.</returns>
    private static RowChange? Merge(RowChange earlier, RowChange later) => (earlier, later) switch
    {
        // Nothing of an older row is kept.
        (_, RowChange.Put or RowChange.Remove) => later,
        (RowChange.Remove, _) => earlier,
        (RowChange.Put { Row: Row.Message m } put, _) => m.After(later) is { } row ? put with { Seq = later.Seq, Row = row } : put,
        (RowChange.Put { Row: Row.Review r } put, RowChange.AddReviewer add) =>
            put with { Seq = add.Seq, Row = r with { ReviewedBy = [.. r.ReviewedBy, add.Moderator] } },
        (RowChange.Put { Row: Row.Membership m } put, RowChange.AddMention mention) => put with { Seq = mention.Seq, Row = m.After(mention) },
        (RowChange.Mark a, RowChange.Mark b) => b with { Added = [.. a.Added.Except(b.Taken).Union(b.Added)], Taken = [.. a.Taken.Union(b.Taken).Except(b.Added)] },
        // Deleted is final: an edit decided while the deletion was on its way changes nothing.
        (RowChange.DeleteText, _) => earlier,
        (RowChange.EditText or RowChange.HoldText or RowChange.ShowText or RowChange.RemoveText or RowChange.RefuseText, RowChange.EditText) => later,
        (RowChange.HoldText or RowChange.RefuseText, RowChange.HoldText) => later,
        // A deleted row still says which version was shown; an edit or an approval before it is part of that.
        (RowChange.HoldText or RowChange.RemoveText or RowChange.RefuseText, RowChange.DeleteText) => later,
        _ => null,
    };
}
