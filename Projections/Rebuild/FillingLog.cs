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

    public bool HasNews => _fold.Seq > From;

    public Item Head => _fold.Head;

    /// <summary>Goes on from what the table holds.</summary>
    public void Restore(Item? head)
    {
        _fold = projection.Restore(head);
        From = _fold.Seq;
        (IsLost, Poison) = (false, null);
    }

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

    /// <summary>Rows that begin here and are written whole; each is made when it is asked for, since a row as an item is many times its event.</summary>
    public IEnumerable<(RowKey Key, Item Row)> Whole() => _fold.Changes.Where(BeginsHere).Select(c => (c[0].Key, c.Aggregate((Item?)null, MemoryRow.After)!));

    /// <summary>Of rows that were there before only the changes are known.</summary>
    public IEnumerable<IReadOnlyList<RowChange>> Changed() => _fold.Changes.Where(c => !BeginsHere(c));

    private static bool BeginsHere(IReadOnlyList<RowChange> changes) => changes[0] is RowChange.Put or RowChange.Remove;

    /// <summary>The rows and the head are written up to here.</summary>
    public void Written() => Restore(_fold.Head);
}
