using System.Collections.Concurrent;

namespace EventChat.EventLog;

/// <summary>What a category of calls has cost so far.</summary>
/// <param name="Wru">Write request units.</param>
/// <param name="Rru">Read request units.</param>
public sealed record CapacityUsage(long Calls, double Wru, double Rru);

/// <summary>
/// Counts request units from the sizes of items, by category. Ours, because nobody else's is right: the service does not say what a failed
/// condition cost, and DynamoDB Local is wrong about transactions. Safe for concurrent use.
/// </summary>
public sealed class CapacityMeter
{
    private const int WriteUnitBytes = 1_024;
    private const int ReadUnitBytes = 4_096;

    private sealed class Tally
    {
        public long Calls;
        public long Writes;
        /// <summary>An eventually consistent read costs half a unit, so halves are what is counted.</summary>
        public long HalfReads;
    }

    private readonly ConcurrentDictionary<string, Tally> _tallies = new();

    /// <summary>One written item, the condition met or not.</summary>
    /// <param name="itemBytes">The larger of the item before and after; of a failed condition the item as it stands.</param>
    public void Write(string category, long itemBytes, bool transactional = false) =>
        Add(category, writes: WriteUnits(itemBytes) * (transactional ? 2 : 1), halfReads: 0);

    /// <summary>One GetItem or one page of a Query.</summary>
    /// <param name="bytes">Of all items read, before any filter or projection.</param>
    public void Read(string category, long bytes, bool consistent) =>
        Add(category, writes: 0, halfReads: ReadUnits(bytes) * (consistent ? 2 : 1));

    /// <summary>One item of a transactional read.</summary>
    public void TransactionalRead(string category, long itemBytes) => Add(category, writes: 0, halfReads: ReadUnits(itemBytes) * 4);

    public IReadOnlyDictionary<string, CapacityUsage> Snapshot() => _tallies.ToDictionary(
        t => t.Key,
        t => new CapacityUsage(Interlocked.Read(ref t.Value.Calls), Interlocked.Read(ref t.Value.Writes), Interlocked.Read(ref t.Value.HalfReads) / 2.0));

    /// <summary>Nothing is free: a missing item costs a unit too.</summary>
    private static long WriteUnits(long bytes) => Math.Max(1, (bytes + WriteUnitBytes - 1) / WriteUnitBytes);

    private static long ReadUnits(long bytes) => Math.Max(1, (bytes + ReadUnitBytes - 1) / ReadUnitBytes);

    private void Add(string category, long writes, long halfReads)
    {
        var tally = _tallies.GetOrAdd(category, _ => new Tally());
        Interlocked.Increment(ref tally.Calls);
        Interlocked.Add(ref tally.Writes, writes);
        Interlocked.Add(ref tally.HalfReads, halfReads);
    }
}
