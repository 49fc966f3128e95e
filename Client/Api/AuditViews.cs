using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Who did or saw something.</summary>
/// <param name="Log">With <paramref name="Seq"/> the event that it is.</param>
/// <param name="Action">The event's type.</param>
/// <param name="UserId">To whom it was done.</param>
/// <param name="Facts">Short words by name, as JSON text.</param>
public sealed record AuditEntry(
    string Log, long Seq, DateTimeOffset At, string Action, UserId ActorId, string? ActorName, ConversationId? ConversationId, UserId? UserId, string? UserName,
    long? MessageSeq, long? VersionSeq, string Facts);

public sealed record AnalyticsDays(IReadOnlyList<AnalyticsDay> Items);

/// <summary>A conversation's figures of one day, UTC.</summary>
/// <param name="ActiveUsers">Exact up to 100, beyond with a standard error of 4.6 %.</param>
/// <param name="Removals">Versions that moderation removed or did not approve.</param>
/// <param name="Hours">Messages in each of the 24 hours.</param>
/// <param name="ResponseSeconds">Of all answers together.</param>
/// <param name="FirstResponseSeconds">If an owner answered for the first time in the conversation on this day.</param>
/// <param name="Screened">Versions that Comprehend gave scores for.</param>
/// <param name="Toxic">Of those, with a label at 0.5 or more.</param>
public sealed record AnalyticsDay(
    DateOnly Date, int Messages, int ActiveUsers, int Edits, int Deletions, int Removals, IReadOnlyList<int> Hours,
    int Responses, double ResponseSeconds, double? MeanResponseSeconds, double? FirstResponseSeconds,
    IReadOnlyList<CountedWord> Languages, IReadOnlyList<CountedWord> Sentiments, int Screened, int Toxic, IReadOnlyList<CountedWord> Labels, int Flags);
