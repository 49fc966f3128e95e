namespace EventChat.Local.Streams;

/// <summary>A record that was read and is not processed yet.</summary>
/// <param name="Key">The partition key's value, for the choice of a lane.</param>
/// <param name="Json">The record as the function gets it.</param>
internal sealed record PendingRecord(string Sequence, string Key, DateTimeOffset Arrived, ReadOnlyMemory<byte> Json)
{
    /// <summary>Guarded by the shard's progress.</summary>
    public bool IsDone { get; set; }
}
