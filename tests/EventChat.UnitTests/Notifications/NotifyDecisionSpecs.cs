using EventChat.Contracts;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Notifications;

/// <summary>Given a recipient, when messages are past their grace period, then a notice or nothing.</summary>
public sealed class NotifyDecisionSpecs
{
    private static readonly ConversationId Here = new("room-0001");
    private static readonly ConversationId Elsewhere = new("room-0002");
    private static readonly UserId Alice = new("alice"), Bob = new("bob");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Talk Small = RoomOf(3);
    private static readonly NotificationPreferences Everywhere = new(Email: true, PushTarget: "arn:aws:sns:us-east-1:1:endpoint/GCM/a/b", WebhookUrl: "https://hooks.example.com/bob");

    private static Talk RoomOf(int members) => new(Here, members, [(1, Alice), (2, Alice), (3, Bob), (5, Alice), (6, Alice), (7, Alice)]);

    private static Recipient ToBob(
        long read = 0, NotificationPreferences? preferences = null, Presence? presence = null, Told? told = null, string? email = "bob@example.com") =>
        new(Bob, read, preferences ?? NotificationPreferences.Default, email, presence, told);

    private static NewMessage Says(long seq, UserId? by = null, bool mentionsBob = false, bool repliesToBob = false) =>
        new(seq, by ?? Alice, mentionsBob ? [Bob] : [], repliesToBob ? Bob : null);

    private static Notice? Decide(Recipient to, params NewMessage[] messages) => NotifyDecision.Decide(Small, to, messages, Noon);

    [Fact]
    public void Who_has_not_read_is_told_of_what_is_unread()
    {
        var notice = Decide(ToBob(read: 2), Says(5), Says(6));
        Assert.Equal(new ChatEvent.NotificationRequested(NotificationKind.Message, Here, 6, Count: 2, Alice), notice!.Event);
        Assert.Equal((6L, Noon, 2), (notice.Told.Seq, notice.Told.At, notice.Told.Count));
    }

    [Fact]
    public void The_sender_is_not_told() => Assert.Null(Decide(ToBob(), Says(3, by: Bob)));

    [Fact]
    public void Who_has_read_it_is_not_told() => Assert.Null(Decide(ToBob(read: 5), Says(5)));

    [Fact]
    public void Who_looks_at_the_conversation_is_not_told_even_if_mentioned() =>
        Assert.Null(Decide(ToBob(presence: new(Noon.AddSeconds(1), Here)), Says(5, mentionsBob: true)));

    [Fact]
    public void Who_looks_elsewhere_finds_it_in_the_feed_alone() =>
        Assert.Null(Decide(ToBob(preferences: Everywhere, presence: new(Noon.AddSeconds(1), Elsewhere)), Says(5))!.Event.Channels);

    [Fact]
    public void A_presence_that_is_over_counts_for_nothing() =>
        Assert.Equal(["email", "push", "webhook"], Decide(ToBob(preferences: Everywhere, presence: new(Noon, Here)), Says(5))!.Event.Channels!);

    [Fact]
    public void A_mail_needs_an_address() => Assert.Equal(["push", "webhook"], Decide(ToBob(preferences: Everywhere, email: null), Says(5))!.Event.Channels!);

    [Fact]
    public void A_large_conversation_tells_of_mentions_and_replies_only_unless_the_user_wants_all()
    {
        var large = RoomOf(Limits.NotifyAllMembers + 1);
        Assert.Null(NotifyDecision.Decide(large, ToBob(), [Says(5)], Noon));
        Assert.Equal(NotificationKind.Mention, NotifyDecision.Decide(large, ToBob(), [Says(5, mentionsBob: true)], Noon)!.Event.Kind);
        Assert.Equal(NotificationKind.Reply, NotifyDecision.Decide(large, ToBob(), [Says(5, repliesToBob: true)], Noon)!.Event.Kind);
        Assert.NotNull(NotifyDecision.Decide(large, ToBob(preferences: new(NotificationLevel.All)), [Says(5)], Noon));
    }

    [Theory]
    [InlineData(NotificationLevel.All, null, true, true)]
    [InlineData(NotificationLevel.Mentions, null, false, true)]
    [InlineData(NotificationLevel.None, null, false, false)]
    [InlineData(NotificationLevel.None, NotificationLevel.All, true, true)]
    [InlineData(NotificationLevel.None, NotificationLevel.Mentions, false, true)]
    [InlineData(NotificationLevel.All, NotificationLevel.Mentions, false, true)]
    [InlineData(NotificationLevel.All, NotificationLevel.None, false, false)]
    public void The_conversations_own_level_goes_before_the_users(NotificationLevel user, NotificationLevel? own, bool ofAll, bool ofMentions)
    {
        var preferences = new NotificationPreferences(user, own is { } level ? [new(Here, level)] : [new(Elsewhere, NotificationLevel.All)]);
        Assert.Equal(ofAll, Decide(ToBob(preferences: preferences), Says(5)) is not null);
        Assert.Equal(ofMentions, Decide(ToBob(preferences: preferences), Says(5, mentionsBob: true)) is not null);
    }

    [Fact]
    public void A_muted_conversation_tells_nothing_until_then()
    {
        NotificationPreferences Until(DateTimeOffset until) => new(Conversations: [new(Here, NotificationLevel.All, until)]);
        Assert.Null(Decide(ToBob(preferences: Until(Noon.AddSeconds(1))), Says(5, mentionsBob: true)));
        Assert.NotNull(Decide(ToBob(preferences: Until(Noon)), Says(5)));
    }

    [Fact]
    public void A_snooze_and_quiet_hours_leave_the_feed_alone()
    {
        Assert.Null(Decide(ToBob(preferences: Everywhere with { SnoozedUntil = Noon.AddSeconds(1) }), Says(5, mentionsBob: true))!.Event.Channels);
        Assert.Null(Decide(ToBob(preferences: Everywhere with { QuietFrom = "11:00", QuietTo = "13:00" }), Says(5))!.Event.Channels);
        Assert.NotNull(Decide(ToBob(preferences: Everywhere with { SnoozedUntil = Noon, QuietFrom = "13:00", QuietTo = "11:00" }), Says(5))!.Event.Channels);
    }

    [Fact]
    public void A_mention_is_stronger_than_a_reply_and_a_reply_than_a_message()
    {
        var notice = Decide(ToBob(read: 4), Says(5, mentionsBob: true), Says(6, repliesToBob: true), Says(7))!;
        Assert.Equal((NotificationKind.Mention, 5L, 3), (notice.Event.Kind, notice.Event.Seq, notice.Event.Count));
        Assert.Equal(7, notice.Told.Seq);
        Assert.Equal([5L, 6L], notice.Told.Named!);
        Assert.Equal((NotificationKind.Reply, 6L), Decide(ToBob(), Says(6, repliesToBob: true), Says(7)) is { Event: var e } ? (e.Kind, e.Seq!.Value) : default);
    }

    [Fact]
    public void What_follows_within_five_minutes_unread_is_one_with_what_was_told()
    {
        var told = new Told(5, Noon.AddMinutes(-5).AddSeconds(1), 1);
        Assert.Null(Decide(ToBob(told: told), Says(6)));
        Assert.NotNull(Decide(ToBob(told: told with { At = Noon.AddMinutes(-5) }), Says(6)));
        Assert.NotNull(Decide(ToBob(told: told, read: 5), Says(6)));
        Assert.Equal(NotificationKind.Mention, Decide(ToBob(told: told), Says(6, mentionsBob: true))!.Event.Kind);
        Assert.Equal(NotificationKind.Reply, Decide(ToBob(told: told), Says(6, repliesToBob: true))!.Event.Kind);
    }

    [Fact]
    public void What_was_told_is_not_told_again_however_it_comes()
    {
        var first = Decide(ToBob(), Says(5, mentionsBob: true), Says(6))!.Told;
        Assert.Null(Decide(ToBob(told: first), Says(5, mentionsBob: true), Says(6)));
        Assert.Null(Decide(ToBob(told: first), Says(5, mentionsBob: true)));
        Assert.Null(Decide(ToBob(told: first with { At = Noon.AddDays(-1) }), Says(6)));
    }

    [Fact]
    public void A_mention_that_comes_late_is_told_though_a_newer_message_was() =>
        Assert.Equal(NotificationKind.Mention, Decide(ToBob(told: new(7, Noon, 1)), Says(5, mentionsBob: true))!.Event.Kind);

    [Fact]
    public void Of_mentions_the_newest_fifty_are_remembered_and_older_ones_count_as_told()
    {
        var told = new Told(100, Noon, 1, [.. Enumerable.Range(11, Told.NamedKept).Select(i => (long)i)]);
        Assert.True(told.Knows(10, named: true));
        Assert.False(told.Knows(61, named: true));
        Assert.Equal(Told.NamedKept, Decide(ToBob(told: told), Says(61, mentionsBob: true))!.Told.Named!.Count);
    }
}
