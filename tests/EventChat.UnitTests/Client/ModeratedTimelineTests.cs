using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

/// <summary>What somebody sees of messages that wait, are approved or removed.</summary>
public class ModeratedTimelineTests
{
    private static readonly CommandId Command = new(new Guid(7, 7, 7, [7, 7, 7, 7, 7, 7, 7, 7]));
    private readonly ScriptedLog _log = new("room-0001", "ann", "ben");

    private Timeline Fresh()
    {
        var timeline = new Timeline(_log.HeadAsOf(_log.Head), _log.Reader);
        timeline.Load(_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));
        return timeline;
    }

    private EventEnvelope Hold(string sender, string text, CommandId? command = null) =>
        _log.Append(sender, new ChatEvent.MessageSent(text, Held: true), command);

    private static IEnumerable<(string?, MessageStatus?)> Shown(Timeline timeline) => timeline.Messages.Select(m => (m.Text, m.Status));

    [Fact]
    public void A_message_that_waits_is_not_shown_to_others_until_its_approval_brings_the_text()
    {
        var timeline = Fresh();
        var held = Hold("ben", "held");
        timeline.Apply(_log.LastFrame());
        Assert.Empty(timeline.Messages);
        Assert.False(timeline.Unread);

        _log.Decide(held.Seq, 0, Verdict.Approved);
        timeline.Apply(_log.LastFrame());

        Assert.Equal([("held", null)], Shown(timeline));
        Assert.True(timeline.Unread);
    }

    [Fact]
    public void The_author_goes_on_seeing_what_was_written_here_though_no_frame_carries_it()
    {
        var timeline = Fresh();
        timeline.Write(Command, "mine", null, DateTimeOffset.UnixEpoch);
        Hold("ann", "mine", Command);

        var applied = timeline.Apply(_log.LastFrame());

        Assert.False(applied.Behind);
        Assert.Empty(timeline.Unconfirmed);
        Assert.Equal([("mine", MessageStatus.Held)], Shown(timeline));
    }

    [Fact]
    public void What_the_author_wrote_elsewhere_is_asked_of_the_log()
    {
        var timeline = Fresh();
        var seq = timeline.Seq;
        Hold("ann", "on another device");

        Assert.True(timeline.Apply(_log.LastFrame()).Behind);
        timeline.Apply(_log.Sync(seq));

        Assert.Equal([("on another device", MessageStatus.Held)], Shown(timeline));
    }

    [Fact]
    public void An_approved_message_that_its_page_left_out_is_asked_of_the_log()
    {
        var held = Hold("ben", "waited");
        _log.Append("ben", new ChatEvent.MessageSent("shown"));
        var timeline = Fresh();
        _log.Decide(held.Seq, 0, Verdict.Approved);

        Assert.True(timeline.Apply(_log.LastFrame()).Behind);
        Assert.Equal(held.Seq, timeline.Missing);
        timeline.Fill(held.Seq, _log.Sync(held.Seq - 1, limit: 1));

        Assert.Equal([("waited", null), ("shown", null)], Shown(timeline));
        Assert.False(timeline.Behind);
    }

    [Fact]
    public void A_message_that_the_log_has_not_is_asked_for_once()
    {
        var timeline = Fresh();
        _log.Append("system", new ChatEvent.MessageModerated(1, 1, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "of no message"));
        timeline.Apply(_log.LastFrame());

        timeline.Fill(timeline.Missing!.Value, _log.Sync(0, limit: 1));

        Assert.False(timeline.Behind);
    }

    [Fact]
    public void A_removed_message_keeps_its_place_and_tells_its_author_alone_why()
    {
        var timeline = Fresh();
        var (theirs, own) = (_log.Append("ben", new ChatEvent.MessageSent("bad")), _log.Append("ann", new ChatEvent.MessageSent("bad, too")));
        _log.Decide(theirs.Seq, 0, Verdict.Removed);
        _log.Decide(own.Seq, 0, Verdict.Removed);

        timeline.Apply(_log.Frame(theirs.Seq, _log.Head));

        Assert.Equal([(null, MessageStatus.Removed), (null, MessageStatus.Removed)], Shown(timeline));
        Assert.Equal([null, ReasonClass.Insult], timeline.Messages.Select(m => m.Reason));
    }

    [Fact]
    public void A_verdict_on_an_older_version_changes_nothing()
    {
        var timeline = Fresh();
        var sent = _log.Append("ben", new ChatEvent.MessageSent("one"));
        _log.Append("ben", new ChatEvent.MessageEdited(sent.Seq, "two"));
        _log.Decide(sent.Seq, 0, Verdict.Removed);

        timeline.Apply(_log.Frame(sent.Seq, _log.Head));

        Assert.Equal([("two", null)], Shown(timeline));
    }

    [Fact]
    public void An_edit_that_waits_leaves_the_text_before_until_it_is_approved()
    {
        var timeline = Fresh();
        var sent = _log.Append("ben", new ChatEvent.MessageSent("one"));
        _log.Append("ben", new ChatEvent.MessageEdited(sent.Seq, "two", Held: true));
        timeline.Apply(_log.Frame(sent.Seq, _log.Head));
        Assert.Equal([("one", null)], Shown(timeline));

        _log.Decide(sent.Seq, 1, Verdict.Approved);
        timeline.Apply(_log.LastFrame());

        Assert.Equal([("two", null)], Shown(timeline));
    }

    [Fact]
    public void A_refused_own_edit_whose_page_did_not_tell_the_text_before_is_read_anew()
    {
        var sent = _log.Append("ann", new ChatEvent.MessageSent("one"));
        _log.Append("ann", new ChatEvent.MessageEdited(sent.Seq, "two", Held: true));
        var timeline = Fresh();
        Assert.Equal([("two", MessageStatus.Held)], Shown(timeline));

        _log.Decide(sent.Seq, 1, Verdict.Removed);
        timeline.Apply(_log.LastFrame());
        Assert.True(timeline.NeedsLoad);
        timeline.Load(_log.HeadAsOf(_log.Head), _log.PageAsOf(_log.Head));

        Assert.Equal([("one", MessageStatus.Removed)], Shown(timeline));
        Assert.False(timeline.Behind);
    }

    [Fact]
    public void A_text_that_is_gone_by_now_gives_way_to_the_event_that_says_why()
    {
        var timeline = Fresh();
        var seq = timeline.Seq;
        var sent = _log.Append("ben", new ChatEvent.MessageSent("gone"));
        _log.Append("ben", new ChatEvent.MessageDeleted(sent.Seq));

        var half = _log.Sync(seq, limit: 1);
        timeline.Apply(half);
        Assert.Null(timeline.Messages.Single().Text);
        timeline.Apply(_log.Sync(timeline.Seq));

        Assert.True(timeline.Messages.Single().Deleted);
        Assert.Null(timeline.Messages.Single().Status);
    }
}
