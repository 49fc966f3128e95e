using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>A log that stands still in one generation.</summary>
/// <param name="Seq">The last event that is in the rows.</param>
/// <param name="Reason">Why the next one can not be applied.</param>
public sealed record ParkedLog(View View, LogId Log, long Seq, string Reason, DateTimeOffset At);
