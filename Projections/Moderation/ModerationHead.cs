using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The checkpoint of a moderation log, and what later events need to find the rows of open reviews: those say a version, a row's key a deadline.</summary>
/// <param name="Open">Reviews that a person is waited for, the oldest first.</param>
/// <param name="Screened">Scores of versions that screening hands to a person and whose review is not open yet, the oldest first.</param>
public sealed record ModerationHead(long Seq, IReadOnlyList<OpenReviewRow> Open, IReadOnlyList<ScreenedVersion> Screened)
{
    /// <summary>
    /// Open reviews remembered: some 50 bytes each, so the head stays below 50 KB, an eighth of a DynamoDB item, however long nobody moderates. A review beyond
    /// it, the one that has waited longest, is closed all the same; its row then goes by <c>ttl</c> and until then answers a moderator with NotUnderReview.
    /// </summary>
    public const int OpenReviews = 1_000;

    /// <summary>Scores remembered: a review follows its screening within the same execution, of <see cref="Limits.MessagesPerExecution"/> messages at most.</summary>
    public const int ScreenedVersions = 2 * Limits.MessagesPerExecution;

    public static readonly ModerationHead Empty = new(0, [], []);
}

public sealed record OpenReviewRow(long VersionSeq, int Round, DateTimeOffset Deadline);

/// <param name="Scores">Comprehend's confidence per label, as JSON.</param>
public sealed record ScreenedVersion(long VersionSeq, string Scores);
