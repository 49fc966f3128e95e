namespace EventChat.EventLog;

/// <summary>The event log's categories on a <see cref="CapacityMeter"/>. Other users of a meter name their own.</summary>
public static class CapacityCategory
{
    /// <summary>Appends that were written.</summary>
    public const string Append = "append";

    /// <summary>Appends that met a full segment or their own command id, and transactions that were cancelled.</summary>
    public const string AppendFailed = "append-failed";

    /// <summary>State writes in an append's transaction. Each counts as an item of at most 1 KB: the answer does not tell more.</summary>
    public const string State = "state";

    /// <summary>Reads that find the tail or look for a repeated command.</summary>
    public const string Walk = "walk";

    /// <summary>Reads of events.</summary>
    public const string Read = "read";

    /// <summary>Reads and writes of the users' keys.</summary>
    public const string Keys = "keys";

    /// <summary>Scans of all logs.</summary>
    public const string Scan = "scan";
}
