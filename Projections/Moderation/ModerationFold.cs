using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The moderators' queue: versions that wait for a person, of one conversation and of all. Pure.</summary>
public static class ModerationFold
{
    /// <summary>
    /// Partition of the open reviews of all conversations. One is enough: DynamoDB takes 1,000 writes a second to a partition, and each of these rows is one more
    /// message for a person to read.
    /// </summary>
    public const string Queue = "queue";

    /// <summary>In a conversation's partition: <c>r#&lt;deadline&gt;#&lt;version&gt;</c>.</summary>
    public const string ReviewPrefix = "r#";

    /// <exception cref="InvalidDataException">Not an event of a moderation log; the log is parked there.</exception>
    public static (ModerationHead Head, IReadOnlyList<RowChange> Changes) Apply(ModerationHead head, RecordedEvent e)
    {
        var id = e.Log.Moderated ?? throw new InvalidDataException($"{e.Log} is not a moderation log.");
        var (next, changes) = e.Body switch
        {
            ChatEvent.MessageScreened screened => (Remember(head, screened), []),
            ChatEvent.ReviewOpened opened => Open(id, head, opened, e),
            ChatEvent.MessageReviewed reviewed => (head, Review(id, head, reviewed, e)),
            ChatEvent.ReviewClosed closed => Close(id, head, closed, e),
            ChatEvent.MessageFlagged or ChatEvent.VerdictAppealed or ChatEvent.OriginalViewed or ChatEvent.ModerationPolicyChanged or ChatEvent.BlocklistChanged => (head, []),
            _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a moderation log."),
        };
        return (next with { Seq = e.Seq }, changes);
    }

    private static ModerationHead Remember(ModerationHead head, ChatEvent.MessageScreened screened) =>
        screened is { Verdict: Verdict.Review, Scores: { Count: > 0 } scores }
            ? head with
            {
                Screened =
                [
                    .. head.Screened.Where(s => s.VersionSeq != screened.VersionSeq).TakeLast(ModerationHead.ScreenedVersions - 1),
                    new(screened.VersionSeq, JsonSerializer.Serialize(scores, Wire.Json.IReadOnlyDictionaryStringDouble)),
                ],
            }
            : head;

    private static (ModerationHead, RowChange[]) Open(ConversationId id, ModerationHead head, ChatEvent.ReviewOpened opened, RecordedEvent e)
    {
        var screened = head.Screened.FirstOrDefault(s => s.VersionSeq == opened.VersionSeq);
        var row = new Row.Review(
            id, opened.MessageSeq, opened.VersionSeq, opened.Round, opened.Cause, opened.Reason, e.At, opened.Deadline, opened.Needed, screened?.Scores, []);
        var review = new OpenReviewRow(opened.VersionSeq, opened.Round, opened.Deadline);
        var keys = Keys(id, review);
        // A version has one open review; another deadline is another key.
        var before = head.Open.FirstOrDefault(r => r.VersionSeq == opened.VersionSeq);
        var left = before is null ? head.Open : head.Open.Where(r => r != before);
        return (head with
        {
            Open = [.. left.TakeLast(ModerationHead.OpenReviews - 1), review],
            Screened = screened is null ? head.Screened : [.. head.Screened.Where(s => s != screened)],
        },
        [
            .. before is null ? [] : Keys(id, before).Except(keys).Select(k => new RowChange.Remove(k, e.Seq, e.At)),
            new RowChange.Put(keys[0], e.Seq, row),
            new RowChange.Put(keys[1], e.Seq, row),
        ]);
    }

    private static RowChange[] Review(ConversationId id, ModerationHead head, ChatEvent.MessageReviewed reviewed, RecordedEvent e)
    {
        if (head.Open.FirstOrDefault(r => r.VersionSeq == reviewed.VersionSeq && r.Round == reviewed.Round) is not { } review) return [];
        var keys = Keys(id, review);
        return [new RowChange.AddReviewer(keys[0], e.Seq, e.Sender), new RowChange.AddReviewer(keys[1], e.Seq, e.Sender)];
    }

    private static (ModerationHead, RowChange[]) Close(ConversationId id, ModerationHead head, ChatEvent.ReviewClosed closed, RecordedEvent e)
    {
        if (head.Open.FirstOrDefault(r => r.VersionSeq == closed.VersionSeq && r.Round == closed.Round) is not { } review) return (head, []);
        var keys = Keys(id, review);
        return (head with { Open = [.. head.Open.Where(r => r != review)] }, [new RowChange.Remove(keys[0], e.Seq, e.At), new RowChange.Remove(keys[1], e.Seq, e.At)]);
    }

    /// <summary>The earliest deadline first, in the conversation's partition and in everybody's.</summary>
    private static RowKey[] Keys(ConversationId id, OpenReviewRow review)
    {
        var deadline = review.Deadline.ToUnixTimeMilliseconds().ToString("D13", CultureInfo.InvariantCulture);
        return
        [
            new(id.Log.Value, $"{ReviewPrefix}{deadline}#{review.VersionSeq:D10}"),
            new(Queue, $"{deadline}#{id}#{review.VersionSeq:D10}"),
        ];
    }
}
