namespace EventChat.Projections;

/// <summary>What the check of one log found, as a run counts it.</summary>
/// <param name="Diverged">Rows that differ, after any repair.</param>
/// <param name="Repaired">Rows written or deleted.</param>
/// <param name="Parked">The log is parked there: what comes after is not compared.</param>
public sealed record LogCheck(long Diverged, long Repaired, bool Parked, IReadOnlyList<Finding> Findings)
{
    public static readonly LogCheck Same = new(0, 0, false, []);
}
