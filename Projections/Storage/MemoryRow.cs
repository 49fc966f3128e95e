using System.Diagnostics;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>
/// What the table does with a change, done to a row in memory: the same as <see cref="RowUpdates"/> and the guards of <see cref="ViewsTable"/>, attribute by attribute.
/// Refolding a log without writing (verify, inspect, dry runs) goes by it.
/// </summary>
public static class MemoryRow
{
    /// <param name="row">The row's attributes but its key; null if there is none.</param>
    /// <returns>The row after the change, null if there is none; <paramref name="row"/> itself if nothing changes.</returns>
    public static Item? After(Item? row, RowChange change)
    {
        if (row is not null && RowItems.ReadN(row[RowItems.Version]) >= change.Seq) return row;
        if (change is RowChange.Put put) return Versioned(RowItems.Write(put.Row), change);
        if (change is RowChange.Remove remove)
            return Versioned(new()
            {
                [RowItems.Gone] = RowItems.True,
                [RowItems.Ttl] = RowItems.N((remove.At + ViewsTable.TombstoneLife).ToUnixTimeSeconds()),
            }, change);
        if (change is RowChange.Mark mark) return Marked(row is null ? [] : new(row), mark) is { } marked ? Versioned(marked, change) : null;
        if (row is null && change is RowChange.AddReply) row = [];
        else if (row is null || row.ContainsKey(RowItems.Deleted) || row.ContainsKey(RowItems.Gone)) return row;
        return Updated(new(row), change) is { } updated ? Versioned(updated, change) : row;
    }

    /// <returns>Null if the row is not what the change is about.</returns>
    private static Item? Updated(Item row, RowChange change)
    {
        switch (change)
        {
            case RowChange.EditText e:
                Set(row, (RowItems.Text, RowItems.S(e.Text)), (RowItems.TextVersion, RowItems.N(e.Seq)), (RowItems.EditedAt, RowItems.N(e.At)));
                return Less(row, RowItems.Pending, RowItems.RemovedFor);
            case RowChange.HoldText e:
                row[RowItems.Pending] = new() { M = RowItems.Write(new PendingText(e.Seq, e.Text, e.At)) };
                return row;
            case RowChange.ShowText e:
                if (Number(row, RowItems.TextVersion) > e.Version) return null;
                Set(row, (RowItems.Text, RowItems.S(e.Text)), (RowItems.TextVersion, RowItems.N(e.Version)));
                if (e.EditedAt is { } at) row[RowItems.EditedAt] = RowItems.N(at);
                return PendingVersion(row) == e.Version ? Less(row, RowItems.Pending, RowItems.RemovedFor) : Less(row, RowItems.RemovedFor);
            case RowChange.RemoveText e:
                if (Number(row, RowItems.TextVersion) != e.Version) return null;
                row[RowItems.RemovedFor] = RowItems.S(e.Reason.ToString());
                return Less(row, RowItems.Text);
            case RowChange.RefuseText e:
                if (PendingVersion(row) != e.Version) return null;
                var pending = Less(new(row[RowItems.Pending].M), RowItems.Text);
                pending[RowItems.Refused] = RowItems.S(e.Reason.ToString());
                row[RowItems.Pending] = new() { M = pending };
                return row;
            case RowChange.DeleteText:
                row[RowItems.Deleted] = RowItems.True;
                return Less(row, RowItems.Text, RowItems.EditedAt, RowItems.Pending, RowItems.RemovedFor);
            case RowChange.AddReviewer e:
                row[RowItems.ReviewedBy] = new() { L = [.. row.GetValueOrDefault(RowItems.ReviewedBy)?.L ?? [], RowItems.S(e.Moderator.Value)] };
                return row;
            case RowChange.AddMention e:
                var known = Number(row, RowItems.Mentioned) ?? 0;
                var full = known >= Row.Membership.NewestMentions;
                if (full) row[RowItems.OlderMentions] = row[RowItems.Mentions];
                row[RowItems.Mentions] = new() { L = [.. full ? [] : row.GetValueOrDefault(RowItems.Mentions)?.L ?? [], RowItems.N(e.Seq)] };
                row[RowItems.Mentioned] = RowItems.N(full ? 1 : known + 1);
                return row;
            case RowChange.AddReply e:
                Set(row, (RowItems.Root, RowItems.N(e.Root)), (RowItems.Replies, RowItems.N((Number(row, RowItems.Replies) ?? 0) + 1)), (RowItems.LastSeq, RowItems.N(e.Seq)),
                    (RowItems.LastAt, RowItems.N(e.At)), (RowItems.Participants, RowItems.Ids(e.Participants)));
                return row;
            default:
                throw new UnreachableException();
        }
    }

    /// <returns>Null if no message is left.</returns>
    private static Item? Marked(Item row, RowChange.Mark mark)
    {
        string[] found = [.. (row.GetValueOrDefault(RowItems.Found)?.NS ?? []).Except(Offsets(mark.Taken)).Union(Offsets(mark.Added))];
        if (found.Length == 0) return null;
        row[RowItems.Found] = new() { NS = [.. found] };
        return row;

        IEnumerable<string> Offsets(IReadOnlyList<long> messages) => messages.Select(m => RowItems.N(m - mark.Begin).N);
    }

    private static Item Versioned(Item row, RowChange change)
    {
        row[RowItems.Version] = RowItems.N(change.Seq);
        return row;
    }

    private static void Set(Item row, params ReadOnlySpan<(string Name, Amazon.DynamoDBv2.Model.AttributeValue Value)> attributes)
    {
        foreach (var (name, value) in attributes) row[name] = value;
    }

    private static Item Less(Item row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) row.Remove(name);
        return row;
    }

    private static long? Number(Item row, string name) => row.TryGetValue(name, out var value) ? RowItems.ReadN(value) : null;

    private static long? PendingVersion(Item row) => row.TryGetValue(RowItems.Pending, out var pending) ? Number(pending.M, RowItems.TextVersion) : null;
}
