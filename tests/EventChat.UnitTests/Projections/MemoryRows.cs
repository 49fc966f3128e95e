using System.Diagnostics;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

/// <summary>
/// The views table in memory: what a row is after a blind, conditional write. Written from the words of the changes, not from the code that merges them.
/// </summary>
internal sealed class MemoryRows
{
    private sealed record Stored(long Seq, Row? Row);

    private readonly SortedDictionary<string, Stored> _rows = new(StringComparer.Ordinal);

    public int Writes { get; private set; }

    public IReadOnlyList<string> Text =>
        [.. _rows.Select(r => $"{r.Key} @{r.Value.Seq} {(r.Value.Row is { } row ? string.Join(' ', RowItems.Write(row).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={Text1(a.Value)}")) : "gone")}")];

    public Row? this[RowKey key] => _rows.GetValueOrDefault($"{key.Partition}|{key.Sort}")?.Row;

    public void Write(IReadOnlyList<RowChange> inOrder)
    {
        foreach (var change in inOrder)
        {
            Writes++;
            var key = $"{change.Key.Partition}|{change.Key.Sort}";
            var before = _rows.GetValueOrDefault(key);
            if (before is not null && before.Seq >= change.Seq) continue;
            if (change is RowChange.Put put) _rows[key] = new(put.Seq, put.Row);
            else if (change is RowChange.Remove) _rows[key] = new(change.Seq, null);
            else if (before?.Row is Row.Review review && change is RowChange.AddReviewer add)
                _rows[key] = new(change.Seq, review with { ReviewedBy = [.. review.ReviewedBy, add.Moderator] });
            else if (before?.Row is Row.Membership membership && change is RowChange.AddMention)
                _rows[key] = new(change.Seq, membership.Mentions.Count == Row.Membership.NewestMentions
                    ? membership with { Older = membership.Mentions, Mentions = [change.Seq] }
                    : membership with { Mentions = [.. membership.Mentions, change.Seq] });
            else if (before?.Row is Row.Message { Deleted: false } message && Updated(message, change) is { } updated) _rows[key] = new(change.Seq, updated);
        }
    }

    private static Row.Message? Updated(Row.Message m, RowChange change)
    {
        switch (change)
        {
            case RowChange.EditText e:
                return m with { Text = e.Text, Version = e.Seq, EditedAt = e.At, Pending = null, Removed = null };
            case RowChange.HoldText e:
                return m with { Pending = new(e.Seq, e.Text, e.At) };
            case RowChange.ShowText e:
                if (m.Version is { } shown && shown > e.Version) return null;
                var approved = m with { Text = e.Text, Version = e.Version, Removed = null };
                if (e.EditedAt is { } at) approved = approved with { EditedAt = at };
                return m.Pending is { } waits && waits.Version == e.Version ? approved with { Pending = null } : approved;
            case RowChange.RemoveText e when m.Version == e.Version:
                return m with { Text = null, Removed = e.Reason };
            case RowChange.RefuseText e when m.Pending is { } p && p.Version == e.Version:
                return m with { Pending = p with { Text = null, Refused = e.Reason } };
            case RowChange.DeleteText:
                return m with { Deleted = true, Text = null, EditedAt = null, Pending = null, Removed = null };
            case RowChange.RemoveText or RowChange.RefuseText:
                return null;
            default:
                throw new UnreachableException();
        }
    }

    private static string Text1(Amazon.DynamoDBv2.Model.AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { N: { } n } => n,
        { BOOL: { } b } => $"{b}",
        { M: { Count: > 0 } m } => $"{{{string.Join(' ', m.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={Text1(a.Value)}"))}}}",
        _ => $"[{string.Join(',', value.L?.Select(Text1) ?? [])}]",
    };
}
