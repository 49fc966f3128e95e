namespace EventChat.Contracts;

/// <summary>What analytics found, in the analytics log of a conversation.</summary>
public abstract partial record ChatEvent
{
    /// <param name="Language">RFC 5646, e.g. <c>en</c>; null if it was not asked for.</param>
    /// <param name="Sentiment"><c>POSITIVE</c>, <c>NEGATIVE</c>, <c>NEUTRAL</c> or <c>MIXED</c>; null if the message was not in the sample.</param>
    /// <param name="Units">Units of 100 characters that were billed.</param>
    public sealed record MessageAnalyzed(
        long MessageSeq, long VersionSeq, string? Language = null, string? Sentiment = null,
        IReadOnlyDictionary<string, double>? Scores = null, double Units = 0) : ChatEvent;

    /// <summary>An owner answered a member who was waiting.</summary>
    /// <param name="AskedSeq">The first message since the last answer, by somebody who is not an owner.</param>
    /// <param name="Seconds">From that message to the answer.</param>
    public sealed record ResponseMeasured(long AskedSeq, long AnsweredSeq, double Seconds, bool First) : ChatEvent;
}
