using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One log of one projection folded from its first event, in memory: what the rows should be.</summary>
internal sealed class Refold(SegmentLog log, Projection projection, LogId id)
{
    /// <summary>Events folded at once: as the live feed, a row that changes often is then looked at once.</summary>
    private const int RoundEvents = 500;

    private LogFold _fold = projection.Restore(null);

    /// <summary>Where reading the log stands: what comes after the checkpoint mostly lies in the page that was read last.</summary>
    private IAsyncEnumerator<RecordedEvent>? _events;

    /// <summary>The checkpoint row after the last event that was folded; null before the first.</summary>
    public Item? Head { get; private set; }

    /// <summary>Events folded.</summary>
    public long Seq { get; private set; }

    /// <summary>Why the event after <see cref="Seq"/> can not be applied; null if it can, or there is none.</summary>
    public string? Poison { get; private set; }

    /// <summary>Changes of events up to and including <paramref name="until"/>, in rounds.</summary>
    public IAsyncEnumerable<IReadOnlyCollection<IReadOnlyList<RowChange>>> UntilAsync(long until, CancellationToken cancel) =>
        until <= Seq ? AsyncEnumerable.Empty<IReadOnlyCollection<IReadOnlyList<RowChange>>>() : RoundsAsync(until, cancel);

    private async IAsyncEnumerable<IReadOnlyCollection<IReadOnlyList<RowChange>>> RoundsAsync(
        long until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var pending = 0;
        await foreach (var e in EventsAsync(cancel))
        {
            if (!TryApply(e)) break;
            if (++pending < RoundEvents && e.Seq < until) continue;
            yield return Round();
            pending = 0;
            if (e.Seq >= until) yield break;
        }
        if (pending > 0) yield return Round();
    }

    /// <summary>The changes of one event after the other, from where the refold stands to the log's end.</summary>
    public async IAsyncEnumerable<(RecordedEvent Event, IReadOnlyCollection<IReadOnlyList<RowChange>> Changes)> EachAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var e in EventsAsync(cancel))
        {
            if (!TryApply(e)) yield break;
            yield return (e, Round());
        }
    }

    private async IAsyncEnumerable<RecordedEvent> EventsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        _events ??= log.ReadAsync(id, Seq + 1, cancel).GetAsyncEnumerator(cancel);
        while (Poison is null)
        {
            try
            {
                if (!await _events.MoveNextAsync()) yield break;
            }
            catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
            {
                Poison = e.Message;
                yield break;
            }
            yield return _events.Current;
        }
    }

    private bool TryApply(RecordedEvent e)
    {
        try
        {
            _fold.Apply(e);
            Seq = e.Seq;
            return true;
        }
        catch (InvalidDataException reason)
        {
            Poison = reason.Message;
            return false;
        }
    }

    private IReadOnlyCollection<IReadOnlyList<RowChange>> Round()
    {
        Head = _fold.Head;
        var changes = _fold.Changes;
        var next = projection.Restore(Head);
        next.Inherit(_fold);
        _fold = next;
        return changes;
    }
}
