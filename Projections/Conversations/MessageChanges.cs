using System.Diagnostics;

namespace EventChat.Projections;

/// <summary>What the table does to a message's row, for a row that is known: the one a batch itself puts.</summary>
public static class MessageChanges
{
    /// <returns>Null if the row stays as it is.</returns>
    public static Row.Message? After(this Row.Message row, RowChange change)
    {
        if (row.Deleted) return null;
        return change switch
        {
            RowChange.EditText e => row with { Text = e.Text, Version = e.Seq, EditedAt = e.At, Removed = null, Pending = null },
            RowChange.HoldText e => row with { Pending = new(e.Seq, e.Text, e.At) },
            RowChange.ShowText e => row.Version > e.Version ? null : row with
            {
                Text = e.Text,
                Version = e.Version,
                EditedAt = e.EditedAt ?? row.EditedAt,
                Removed = null,
                Pending = row.Pending?.Version == e.Version ? null : row.Pending,
            },
            RowChange.RemoveText e => row.Version == e.Version ? row with { Text = null, Removed = e.Reason } : null,
            RowChange.RefuseText e => row.Pending?.Version == e.Version ? row with { Pending = row.Pending with { Text = null, Refused = e.Reason } } : null,
            RowChange.DeleteText => row with { Text = null, EditedAt = null, Deleted = true, Removed = null, Pending = null },
            _ => throw new UnreachableException(),
        };
    }
}
