using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

public class TimelineTests
{
    private readonly ScriptedLog _log = new("room-0001", "ann", "ben");

    private Timeline Fresh()
    {
        var timeline = new Timeline(_log.HeadAsOf(_log.Head), _log.Reader);
        timeline.Load(_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));
        return timeline;
    }

    private ConversationFrame Say(string text, CommandId? command = null)
    {
        _log.Append("ann", new ChatEvent.MessageSent(text), command);
        return _log.LastFrame();
    }

    private void AssertEqualsLog(Timeline timeline)
    {
        Assert.Equal(_log.Head, timeline.Seq);
        Assert.Equal(_log.MessagesAsOf(_log.Head), timeline.Messages);
        Assert.Equal(_log.MembersAsOf(_log.Head), timeline.Members);
        Assert.False(timeline.Behind);
    }

    [Fact]
    public void The_next_frame_is_applied()
    {
        var timeline = Fresh();

        var applied = timeline.Apply(Say("hello"));

        Assert.Equal("hello", Assert.IsType<ChatEvent.MessageSent>(Assert.Single(applied.Events).Body).Text);
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void A_frame_that_comes_twice_is_applied_once()
    {
        var timeline = Fresh();
        var frame = Say("hello");
        timeline.Apply(frame);

        Assert.Empty(timeline.Apply(frame).Events);
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void A_hole_holds_back_what_follows_until_sync_fills_it()
    {
        var timeline = Fresh();
        var seq = timeline.Seq;
        Say("lost");

        var applied = timeline.Apply(Say("after the hole"));

        Assert.Empty(applied.Events);
        Assert.True(applied.Behind);
        Assert.Empty(timeline.Messages);
        Assert.Equal(2, timeline.Apply(_log.Sync(seq)).Events.Count);
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void Frames_in_the_wrong_order_need_no_sync()
    {
        var timeline = Fresh();
        var (first, second) = (Say("first"), Say("second"));

        Assert.True(timeline.Apply(second).Behind);
        Assert.Equal([first.Seq, second.Seq], timeline.Apply(first).Events.Select(e => e.Seq));
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void A_frame_without_its_events_is_a_hole()
    {
        var timeline = Fresh();
        var frame = Say("dropped for its size");

        Assert.True(timeline.Apply(frame with { Events = [] }).Behind);
    }

    [Fact]
    public void An_unknown_event_counts_for_the_order_and_changes_nothing()
    {
        var timeline = Fresh();
        _log.Append("ann", "poll.opened", 1, """{"question":"?"}""");

        var applied = timeline.Apply(_log.LastFrame());

        Assert.Null(Assert.Single(applied.Events).Body);
        timeline.Apply(Say("still here"));
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void Edits_deletions_and_members_are_folded()
    {
        var timeline = Fresh();
        var (first, second) = (Say("first"), Say("second"));
        _log.Append("ann", new ChatEvent.MessageEdited(first.Seq, "first, better"));
        _log.Append("ann", new ChatEvent.MessageDeleted(second.Seq));
        _log.Append("ann", new ChatEvent.MemberAdded(new UserId("cleo"), "Cleo", MemberRole.Member));
        _log.Append("ann", new ChatEvent.MemberRemoved(new UserId("ben")));

        timeline.Apply(_log.Frame(first.Seq, _log.Head));

        AssertEqualsLog(timeline);
        Assert.Equal("first, better", timeline.Messages[0].Text);
        Assert.True(timeline.Messages[1].Deleted);
        Assert.Equal(2, timeline.MemberCount);
        Assert.Equal("BEN", timeline.NameOf(new UserId("ben"))); // what ben said is still there
    }

    [Fact]
    public void Reset_lets_nothing_through_until_it_is_loaded_anew_and_keeps_what_arrived_meanwhile()
    {
        var timeline = Fresh();
        for (var i = 0; i < 20; i++) Say($"message {i}");

        Assert.True(timeline.Apply(_log.Sync(timeline.Seq, resetBeyond: 5)).Behind);
        Assert.True(timeline.NeedsLoad);
        var (head, page) = (_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));
        Assert.Empty(timeline.Apply(Say("while loading")).Events);
        timeline.Load(head, page);

        AssertEqualsLog(timeline);
    }

    [Fact]
    public void A_log_that_begins_again_replaces_what_was_held()
    {
        var timeline = Fresh();
        for (var i = 0; i < 5; i++) timeline.Apply(Say($"old {i}"));
        var fresh = new ScriptedLog("room-0001", "ann", "ben");

        timeline.Apply(fresh.Sync(timeline.Seq));
        timeline.Load(fresh.HeadAsOf(fresh.Head), fresh.PageAsOf(fresh.Head));

        Assert.Equal(fresh.Head, timeline.Seq);
        Assert.Empty(timeline.Messages);
        Assert.False(timeline.Behind);
    }

    [Fact]
    public void An_edit_of_a_message_that_is_not_held_is_applied_when_its_page_arrives()
    {
        var first = Say("first");
        for (var i = 0; i < 60; i++) Say($"message {i}");
        var timeline = Fresh();
        var token = timeline.OlderToken!;
        var older = _log.PageAsOf(_log.Head, token: token);
        _log.Append("ann", new ChatEvent.MessageEdited(first.Seq, "first, better"));

        timeline.Apply(_log.LastFrame());
        timeline.LoadOlder(token, older);

        AssertEqualsLog(timeline);
    }

    [Fact]
    public void A_row_that_reflects_a_later_edit_is_not_set_back_by_an_earlier_one()
    {
        var sent = Say("one");
        var timeline = new Timeline(_log.HeadAsOf(_log.Head), _log.Reader);
        _log.Append("ann", new ChatEvent.MessageEdited(sent.Seq, "two"));
        var earlier = _log.LastFrame();
        _log.Append("ann", new ChatEvent.MessageEdited(sent.Seq, "three"));

        timeline.Load(_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));
        timeline.Apply(earlier);

        Assert.Equal("three", Assert.Single(timeline.Messages).Text);
    }

    [Fact]
    public void An_own_message_shows_at_once_and_becomes_its_event()
    {
        var timeline = Fresh();
        var command = new CommandId(new Guid(7, 7, 7, [7, 7, 7, 7, 7, 7, 7, 7]));

        var own = timeline.Write(command, "hello", null, DateTimeOffset.UnixEpoch);
        Assert.Equal((OwnMessageState.Pending, timeline.Seq), (own.State, own.AfterSeq));
        var frame = Say("hello", command);
        timeline.MarkSent(command, frame.Seq);
        Assert.Equal((OwnMessageState.Sent, frame.Seq), (timeline.Unconfirmed[0].State, timeline.Unconfirmed[0].Seq));
        timeline.Apply(frame);

        Assert.Empty(timeline.Unconfirmed);
        AssertEqualsLog(timeline);
    }

    [Fact]
    public void An_event_that_overtakes_its_receipt_is_shown_once()
    {
        var timeline = Fresh();
        var command = new CommandId(new Guid(7, 7, 7, [7, 7, 7, 7, 7, 7, 7, 7]));
        timeline.Write(command, "hello", null, DateTimeOffset.UnixEpoch);

        var frame = Say("hello", command);
        timeline.Apply(frame);
        timeline.MarkSent(command, frame.Seq);

        Assert.Empty(timeline.Unconfirmed);
        Assert.Single(timeline.Messages);
    }

    [Fact]
    public void A_failed_message_keeps_its_id_and_its_afterSeq_for_the_retry()
    {
        var timeline = Fresh();
        var command = new CommandId(new Guid(7, 7, 7, [7, 7, 7, 7, 7, 7, 7, 7]));
        var own = timeline.Write(command, "hello", null, DateTimeOffset.UnixEpoch);

        timeline.MarkFailed(command, "no answer");
        timeline.Apply(Say("somebody else meanwhile"));
        timeline.MarkPending(command);

        Assert.Equal(own, timeline.Unsent(command));
    }

    [Fact]
    public void A_timeline_is_unread_until_it_was_seen()
    {
        var timeline = Fresh();
        Assert.False(timeline.Unread);
        timeline.Apply(Say("my own"));
        Assert.False(timeline.Unread);
        _log.Append("ben", new ChatEvent.MessageSent("news"));
        timeline.Apply(_log.LastFrame());
        Assert.True(timeline.Unread);
        timeline.MarkSeen();
        Assert.False(timeline.Unread);
    }

    [Fact]
    public void A_membership_change_does_not_make_a_conversation_unread()
    {
        var timeline = Fresh();
        _log.Append("ann", new ChatEvent.MemberAdded(new UserId("cleo"), "Cleo", MemberRole.Member));
        timeline.Apply(_log.LastFrame());
        Assert.False(timeline.Unread);
    }
}
