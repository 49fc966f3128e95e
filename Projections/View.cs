using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>One generation of a read model: rows of their own, beside those of every other generation.</summary>
public readonly record struct View(string Projection, int Generation)
{
    public string Partition(string partition) => ViewKeys.Partition(Projection, Generation, partition);

    /// <summary>The form people type and read: <c>inbox@3</c>.</summary>
    public override string ToString() => $"{Projection}@{Generation}";
}

public enum ViewRole
{
    /// <summary>The one that queries read. It alone has side effects: subscribers hear of its events.</summary>
    Served,

    /// <summary>Being filled from the log. The live feed leaves logs alone that are not filled yet, see <see cref="ViewsTable.AwaitAsync"/>.</summary>
    Building,

    /// <summary>Served before; kept up to date, so that a rollback is one write.</summary>
    Kept,
}

/// <summary>A generation that the live feed writes.</summary>
public sealed record LiveView(Projection Projection, int Generation, ViewRole Role)
{
    public View View => new(Projection.Name, Generation);
}
