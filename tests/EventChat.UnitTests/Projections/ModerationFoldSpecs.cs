using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class ModerationFoldSpecs
{
    private static readonly UserId Dana = new("dana");
    private static readonly LogId Log = new("m#room-0001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Deadline = Noon.AddDays(1);
    private static readonly RowKey Own = new("c#room-0001", $"r#{Deadline.ToUnixTimeMilliseconds():D13}#0000000007");
    private static readonly RowKey Everybodys = new("queue", $"{Deadline.ToUnixTimeMilliseconds():D13}#room-0001#0000000007");

    private static (MemoryRows Rows, ModerationHead Head) After(params ChatEvent[] events)
    {
        var rows = new MemoryRows();
        var head = ModerationHead.Empty;
        for (var i = 0; i < events.Length; i++)
        {
            // Through the item and back: what the next batch starts from.
            (head, var changes) = ModerationFold.Apply(
                ModerationLogFold.Read(ModerationLogFold.Write(head)), new(Log, i + 1, Dana, Noon, new(new Guid(i + 1, 0, 0, new byte[8])), 0, events[i]));
            rows.Write(changes);
        }
        return (rows, head);
    }

    private static ChatEvent.ReviewOpened Opened(int round = 1, int hours = 24) =>
        new(5, 7, round, ReviewCause.Screening, Noon.AddHours(hours), 1, ReasonClass.Hate);

    private static ChatEvent.MessageScreened Screened(long version, Verdict verdict) =>
        new(5, version, verdict, VerdictSource.Comprehend, ReasonClass.Hate, new Dictionary<string, double> { ["HATE_SPEECH"] = 0.7 }, null, 3);

    private static ChatEvent.MessageReviewed Reviewed(int round = 1) => new(5, 7, round, Verdict.Approved);

    [Fact]
    public void An_open_review_is_in_the_conversations_queue_and_in_everybodys_with_its_scores()
    {
        var (rows, head) = After(Screened(6, Verdict.Approved), Screened(7, Verdict.Review), Opened());
        foreach (var key in new[] { Own, Everybodys })
        {
            var row = Assert.IsType<Row.Review>(rows[key]);
            Assert.Equal((5, 7, 1, """{"HATE_SPEECH":0.7}""", Deadline), (row.MessageSeq, row.VersionSeq, row.Round, row.Scores, row.Deadline));
        }
        Assert.Empty(head.Screened);
    }

    [Fact]
    public void An_opinion_is_added_to_the_round_that_is_open_and_to_no_other()
    {
        var (rows, _) = After(Opened(), Reviewed(round: 2), Reviewed());
        Assert.Equal([Dana], Assert.IsType<Row.Review>(rows[Own]).ReviewedBy);
        Assert.Equal([Dana], Assert.IsType<Row.Review>(rows[Everybodys]).ReviewedBy);
    }

    [Fact]
    public void A_closed_review_is_in_no_queue()
    {
        var (rows, head) = After(Opened(), Reviewed(), new ChatEvent.ReviewClosed(5, 7, 1, Verdict.Approved, VerdictSource.Moderators));
        Assert.Equal((null, null, 0), (rows[Own], rows[Everybodys], head.Open.Count));
    }

    [Fact]
    public void The_next_round_has_its_own_row_and_its_own_opinions()
    {
        var (rows, _) = After(
            Opened(), Reviewed(), new ChatEvent.ReviewClosed(5, 7, 1, Verdict.Removed, VerdictSource.Moderators), new ChatEvent.VerdictAppealed(5, 7), Opened(round: 2));
        Assert.Equal((2, 0), Assert.IsType<Row.Review>(rows[Own]) is var row ? (row.Round, row.ReviewedBy.Count) : default);
        var (later, _) = After(Opened(), Opened(round: 2, hours: 48));
        Assert.Null(later[Own]);
        Assert.Single(later.Text, r => r.StartsWith("queue", StringComparison.Ordinal) && !r.EndsWith("gone", StringComparison.Ordinal));
    }

    [Fact]
    public void A_conversation_nobody_moderates_does_not_grow_its_head_without_bound()
    {
        var (_, head) = After(
            [.. Enumerable.Range(1, ModerationHead.OpenReviews + 50).SelectMany(i => (ChatEvent[])[Screened(i + 100_000, Verdict.Review), Opened() with { VersionSeq = i }])]);
        Assert.Equal((ModerationHead.OpenReviews, ModerationHead.ScreenedVersions), (head.Open.Count, head.Screened.Count));
        Assert.Equal(51, head.Open[0].VersionSeq);
    }

    [Fact]
    public void Every_event_of_a_moderation_log_folds_and_no_other()
    {
        ChatEvent[] all =
        [
            Screened(7, Verdict.Review), Opened(), Reviewed(), new ChatEvent.ReviewClosed(5, 7, 1, Verdict.Removed, VerdictSource.Moderators),
            new ChatEvent.MessageFlagged(5, 7, ReasonClass.Insult), new ChatEvent.VerdictAppealed(5, 7), new ChatEvent.OriginalViewed(5, 7),
            new ChatEvent.ModerationPolicyChanged(ModerationPolicy.Default), new ChatEvent.BlocklistChanged(["x"]),
        ];
        Assert.Equal(all.Length, After(all).Head.Seq);
        Assert.Throws<InvalidDataException>(() => After(new ChatEvent.MessageDeleted(5)));
    }
}
