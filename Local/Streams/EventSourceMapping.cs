using EventChat.Local.Patterns;

namespace EventChat.Local.Streams;

/// <summary>A table's stream feeding a function.</summary>
/// <param name="Filters">A record passes if one of them matches, or if there are none.</param>
/// <param name="MaximumRetryAttempts">Null: until the records expire.</param>
/// <param name="MaximumRecordAge">Null: as long as the stream keeps them.</param>
/// <param name="ParallelizationFactor">Batches of a shard at a time. The order within an item's partition key is kept.</param>
/// <param name="ReportsItemFailures">The function's answer names the records that failed.</param>
/// <param name="OnFailure">ARN that gets what could not be processed.</param>
public sealed record EventSourceMapping(
    string Function, string StreamArn, int BatchSize, TimeSpan Window, bool FromHorizon, IReadOnlyList<EventPattern> Filters,
    bool Bisects, int? MaximumRetryAttempts, TimeSpan? MaximumRecordAge, int ParallelizationFactor, bool ReportsItemFailures,
    string? OnFailure, bool Enabled)
{
    /// <summary>What a table's mapping with a function is called in files and messages: <c>projector@eventchat-dev-events</c>.</summary>
    public string Name => $"{Function}@{Table}";

    public string Table => StreamArn.Split('/') is [_, var table, ..] ? table : StreamArn;
}
