using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One log of one new generation, as far as its events have come by.</summary>
internal sealed class FillingLog(Projection projection, View view, LogId log)
{
    private LogFold _fold = projection.Restore(null);

    public LogId Log => log;
    public View View => view;

    /// <summary>The checkpoint in the table.</summary>
    public long From { get; private set; }

    public long Seq => _fold.Seq;

    /// <summary>Why the next event can not be applied.</summary>
    public string? Poison { get; set; }

    /// <summary>The events did not connect, or the checkpoint was not where it should be: the table and the log say how to go on.</summary>
    public bool IsLost { get; set; }

    /// <summary>Nobody may begin it beside the fill, which writes without a condition. The live feed does so within moments of a log's creation, the background lane seconds later.</summary>
    public bool NeedsClaim => projection.Lane is Lane.Background && From == 0;

    public bool HasNews => _fold.Seq > From;

    public Item Head => _fold.Head;

    /// <summary>Goes on from what the table holds.</summary>
    public void Restore(Item? head)
    {
        _fold = projection.Restore(head);
        From = _fold.Seq;
        (IsLost, Poison) = (false, null);
    }

    /// <summary>Must be told what the table holds before an event is taken.</summary>
    public Task LearnAsync(ViewsTable views, RecordedEvent e, CancellationToken cancel) =>
        IsLost || Poison is not null || e.Seq != _fold.Seq + 1 ? Task.CompletedTask : views.TellAsync(view, _fold, e, cancel);

    public void Take(RecordedEvent e)
    {
        if (IsLost || Poison is not null || e.Seq <= _fold.Seq) return;
        if (e.Seq != _fold.Seq + 1)
        {
            IsLost = true;
            return;
        }
        try
        {
            _fold.Apply(e);
        }
        catch (InvalidDataException reason)
        {
            Poison = reason.Message;
        }
    }

    /// <summary>Rows that are to be written.</summary>
    public int Rows => _fold.Changes.Count;

    /// <summary>
    /// Rows that begin here and are written whole, as all do in a log of which nothing was written yet; each is made when it is asked for, since a row as an item is many times its event.
    /// </summary>
    /// <param name="last">Those that are written after the others, or the others.</param>
    /// <returns>A row that is null came and went; a fill that was cut off may have left it.</returns>
    public IEnumerable<(RowKey Key, Item? Row)> Whole(bool last)
    {
        foreach (var changes in Of(last))
            if (BeginsHere(changes) && changes.Aggregate((Item?)null, MemoryRow.After) is var row && (row is not null || changes[^1] is RowChange.Mark)) yield return (changes[0].Key, row);
    }

    /// <summary>Of rows that were there before only the changes are known.</summary>
    public IEnumerable<IReadOnlyList<RowChange>> Changed(bool last) => Of(last).Where(c => !BeginsHere(c));

    private IEnumerable<IReadOnlyList<RowChange>> Of(bool last) => _fold.Changes.Where(c => ViewsTable.IsLast(c[^1]) == last);

    private bool BeginsHere(IReadOnlyList<RowChange> changes) =>
        From == 0 || changes[0] is RowChange.Put or RowChange.Remove || (changes[0] is RowChange.Mark mark && mark.Begin > From);

    /// <summary>The rows and the head are written up to here.</summary>
    public void Written() => Restore(_fold.Head);
}
