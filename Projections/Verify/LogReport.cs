using EventChat.Contracts;

namespace EventChat.Projections;

public enum CheckMode
{
    /// <summary>Compares, writes nothing.</summary>
    Verify,

    /// <summary>Writes what differs anew, in place and under live traffic, and compares again.</summary>
    Repair,
}

public enum LogState
{
    /// <summary>Everything of concern that the log holds is in the rows.</summary>
    Level,

    /// <summary>An event of concern is in the log and, seconds later, still not in the rows.</summary>
    Behind,

    /// <summary>Stopped before an event that can not be applied; compared up to there.</summary>
    Parked,

    /// <summary>A rebuild has not filled this log yet; not compared.</summary>
    Filling,

    /// <summary>The rows claim an event that this code can not apply; compared up to there.</summary>
    Unreadable,
}

/// <summary>What the comparison of one log's rows with a refold of it found.</summary>
/// <param name="Seq">The checkpoint; 0 if there is none.</param>
/// <param name="Events">Folded, in one pass.</param>
/// <param name="Rows">Compared, the head not counted.</param>
/// <param name="Diverged">Rows that differ, the head included; after a repair those that still do.</param>
/// <param name="Repaired">Rows that were written or deleted.</param>
/// <param name="Divergences">The first <see cref="CheckLogs.MostDivergences"/> of those that differ.</param>
/// <param name="At">Where <paramref name="State"/> stops: for <see cref="LogState.Behind"/>, <see cref="LogState.Parked"/> and <see cref="LogState.Unreadable"/> the first event that is not in.</param>
public sealed record LogReport(
    LogId Log, View View, LogState State, long Seq, long Events, long Rows, long Diverged, long Repaired, IReadOnlyList<Divergence> Divergences,
    long? At = null, string? Reason = null)
{
    public bool IsSound => Diverged == 0 && (State is LogState.Level or LogState.Parked or LogState.Filling);
}

/// <summary>A row that is not what the log says.</summary>
/// <param name="Attribute">The first, by name, that differs; null if the whole row does: it is missing, or one too many.</param>
/// <param name="Expected">JSON; null for none.</param>
/// <param name="Found">JSON; null for none.</param>
/// <param name="Seq">The first event at which a refold and the row part; null if no event ever touched the row.</param>
/// <param name="Type">That event's.</param>
public sealed record Divergence(RowKey Key, string? Attribute, string? Expected, string? Found, long? Seq, string? Type);
