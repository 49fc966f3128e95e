using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A log's read model as it was after one of its events.</summary>
/// <param name="Seq">That event; below what was asked for if the log ends there, or can not be folded on.</param>
/// <param name="At">When it happened; null before the first.</param>
/// <param name="Head">Null before the first event.</param>
/// <param name="More">There are rows beyond those asked for.</param>
/// <param name="Poison">Why the next event can not be applied.</param>
public sealed record Inspection(
    Projection Projection, LogId Log, long Seq, DateTimeOffset? At, Item? Head, IReadOnlyList<(RowKey Key, Item Row)> Rows, bool More, string? Poison);

/// <summary>Time travel: folds a log up to where it is asked to. Reads the log alone.</summary>
public sealed class InspectLog(SegmentLog log)
{
    /// <param name="most">Rows, the first by key.</param>
    public async Task<Inspection> AtSeqAsync(Projection projection, LogId id, long seq, int most, CancellationToken cancel)
    {
        var window = new RowWindow(after: null, most);
        var refold = new Refold(log, projection, id);
        await foreach (var changes in refold.UntilAsync(seq, cancel)) window.Take(changes, beyondHead: false);
        var rows = window.Keys.Select(k => (k, window.AtHead(k)!)).ToArray();
        return new(projection, id, refold.Seq, await TimeAsync(id, refold.Seq, cancel), refold.Head, rows, window.Last is not null, refold.Poison);
    }

    /// <summary>Seq of the last event before the first that happened after <paramref name="at"/>.</summary>
    public async Task<long> SeqAtAsync(LogId id, DateTimeOffset at, CancellationToken cancel)
    {
        var seq = 0L;
        try
        {
            await foreach (var e in log.ReadAsync(id, 1, cancel))
            {
                if (e.At > at) break;
                seq = e.Seq;
            }
        }
        catch (UnreadableEventException)
        {
            // As far as it can be read, it can be folded.
        }
        return seq;
    }

    private async Task<DateTimeOffset?> TimeAsync(LogId id, long seq, CancellationToken cancel) => (await log.ReadOneAsync(id, seq, cancel))?.At;
}
