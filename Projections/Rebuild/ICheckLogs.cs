using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Compares a log's rows with a refold of it.</summary>
public interface ICheckLogs
{
    /// <param name="repair">Writes what differs anew.</param>
    Task<LogCheck> CheckAsync(Projection projection, View view, LogId log, bool repair, CancellationToken cancel);
}

/// <param name="Diverged">Rows that differ, after any repair.</param>
/// <param name="Repaired">Rows written or deleted.</param>
/// <param name="Parked">The log is parked there: what comes after is not compared.</param>
public sealed record LogCheck(long Diverged, long Repaired, bool Parked, IReadOnlyList<Finding> Findings)
{
    public static readonly LogCheck Same = new(0, 0, false, []);
}
