using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>What waits for a person, as a line.</summary>
internal static class ReviewLine
{
    /// <summary>E.g. <c>due 2026-01-31 09:30  room-0001 #12  Report Insult  1 of 2</c>.</summary>
    public static string Of(Review review) => string.Create(CultureInfo.InvariantCulture,
        $"due {review.Deadline.ToLocalTime():yyyy-MM-dd HH:mm}  {review.ConversationId} #{review.MessageSeq}{Version(review)}  {review.Cause} {review.Reason}  {review.ReviewedBy.Count} of {review.Needed}  by {Printable.Line(review.AuthorName ?? review.AuthorId.Value)}");

    public static string Json(Review review) => JsonLine.Of(new JsonObject
    {
        ["conversationId"] = review.ConversationId.Value,
        ["messageSeq"] = review.MessageSeq,
        ["versionSeq"] = review.VersionSeq,
        ["authorId"] = review.AuthorId.Value,
        ["authorName"] = review.AuthorName,
        ["conversationTitle"] = review.ConversationTitle,
        ["round"] = review.Round,
        ["cause"] = review.Cause.ToString(),
        ["reason"] = review.Reason?.ToString(),
        ["openedAt"] = WireTime.Format(review.OpenedAt),
        ["deadline"] = WireTime.Format(review.Deadline),
        ["needed"] = review.Needed,
        ["reviewedBy"] = new JsonArray([.. review.ReviewedBy.Select(u => (JsonNode?)u.Value)]),
        ["scores"] = review.Scores,
    });

    private static string Version(Review review) => review.VersionSeq == review.MessageSeq ? "" : $" (edit {review.VersionSeq})";
}
