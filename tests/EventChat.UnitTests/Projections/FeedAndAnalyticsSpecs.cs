using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class FeedAndAnalyticsSpecs
{
    private static readonly UserId Ann = new("ann");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RecordedEvent Event(LogId log, long seq, ChatEvent body) => new(log, seq, UserId.System, Noon, new(new Guid((int)seq, 0, 0, new byte[8])), 0, body);

    [Fact]
    public void What_a_user_is_told_of_is_a_row_of_the_feed_and_nothing_else_of_the_log_is()
    {
        var fold = new NotificationsLogFold(null);
        fold.Apply(Event(Ann.Log, 1, new ChatEvent.UserRegistered("ann", "Ann")));
        fold.Apply(Event(Ann.Log, 2, new ChatEvent.ConversationRead(new("room-0001"), 4)));
        fold.Apply(Event(Ann.Log, 3, new ChatEvent.NotificationPreferencesChanged(NotificationPreferences.Default)));
        fold.Apply(Event(Ann.Log, 4, new ChatEvent.NotificationRequested(NotificationKind.Reply, new("room-0001"), 9, 2, new("ben"))));
        var put = Assert.IsType<RowChange.Put>(Assert.Single(Assert.Single(fold.Changes)));
        Assert.Equal((new RowKey("u#ann", "n#0000000004"), 4), (put.Key, fold.Seq));
        Assert.Equal(new Row.Notification(Ann, 4, Noon, NotificationKind.Reply, new("room-0001"), 9, 2, new("ben")), put.Row);
    }

    [Fact]
    public void The_directory_and_the_feed_read_the_same_log_and_each_folds_every_event_of_it()
    {
        ChatEvent[] all =
        [
            new ChatEvent.UserRegistered("ann", "Ann"), new ChatEvent.ConversationRead(new("room-0001"), 4),
            new ChatEvent.NotificationPreferencesChanged(NotificationPreferences.Default), new ChatEvent.NotificationRequested(NotificationKind.Digest),
        ];
        Projection[] both = [Projection.Users, NotificationsLogFold.Projection];
        foreach (var projection in both)
        {
            var fold = projection.Restore(null);
            for (var i = 0; i < all.Length; i++) fold.Apply(Event(Ann.Log, i + 1, all[i]));
            Assert.Equal(all.Length, fold.Seq);
            Assert.Throws<InvalidDataException>(() => fold.Apply(Event(Ann.Log, all.Length + 1, new ChatEvent.MessageDeleted(1))));
        }
        Assert.All(both, p => Assert.True(p.Reads(Ann.Log)));
    }

    [Fact]
    public void Languages_and_sentiments_are_counted_the_commonest_first()
    {
        var head = After(
            new ChatEvent.MessageAnalyzed(1, 1, "de", "NEGATIVE"), new ChatEvent.MessageAnalyzed(2, 2, "en"), new ChatEvent.MessageAnalyzed(3, 3, "en", "POSITIVE"),
            new ChatEvent.MessageAnalyzed(4, 4, Sentiment: "POSITIVE"));
        Assert.Equal([new("en", 2), new("de", 1)], head.Languages);
        Assert.Equal([new("POSITIVE", 2), new("NEGATIVE", 1)], head.Sentiments);
    }

    [Fact]
    public void The_first_answer_stays_the_first_and_all_are_summed_up()
    {
        var head = After(new ChatEvent.ResponseMeasured(1, 2, 12.5, true), new ChatEvent.ResponseMeasured(3, 4, 7.25, false), new ChatEvent.ResponseMeasured(5, 6, 1, true));
        Assert.Equal((12.5, 20.75, 3), (head.FirstResponseSeconds, head.ResponseSeconds, head.Responses));
        Assert.Null(After(new ChatEvent.MessageAnalyzed(1, 1, "de")).FirstResponseSeconds);
    }

    [Fact]
    public void Only_analysis_belongs_in_an_analytics_log() => Assert.Throws<InvalidDataException>(() => After(new ChatEvent.MessageSent("x")));

    private static AnalyticsHead After(params ChatEvent[] events)
    {
        var fold = new AnalyticsLogFold(null);
        for (var i = 0; i < events.Length; i++)
        {
            fold = new AnalyticsLogFold(i == 0 ? null : fold.Head);
            fold.Apply(Event(new("a#room-0001"), i + 1, events[i]));
        }
        return AnalyticsLogFold.Read(fold.Head);
    }
}
