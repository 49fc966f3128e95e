using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

/// <summary>What members see of a message, as verdicts on its versions come in. A message is sent as event 3 unless a test says otherwise.</summary>
public class ModeratedMessageSpecs
{
    private static readonly UserId Ann = new("ann");
    private static readonly ConversationId Room = new("room-0001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static (Row.Message Row, ConversationHead Head) After(params ChatEvent[] events)
    {
        var table = new MemoryRows();
        ConversationHead? head = null;
        ChatEvent[] all = [new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Owner), .. events];
        for (var i = 0; i < all.Length; i++)
        {
            (head, var changes) = ConversationFold.Apply(head, new(Room.Log, i + 1, Ann, Noon.AddSeconds(i + 1), new(new Guid(i + 1, 0, 0, new byte[8])), 1, all[i]));
            table.Write(changes);
        }
        return ((Row.Message)table[new(Room.Log.Value, ViewKeys.Message(3))]!, head!);
    }

    private static ChatEvent.MessageSent Sent(string text, bool held = false) => new(text, Held: held ? true : null);

    private static ChatEvent.MessageEdited Edited(string text, bool held = false) => new(3, text, held ? true : null);

    private static ChatEvent.MessageModerated Approved(long version, string text) => new(3, version, Verdict.Approved, VerdictSource.Moderators, false, Text: text);

    private static ChatEvent.MessageModerated Removed(long version, bool shown = true) =>
        new(3, version, Verdict.Removed, VerdictSource.Rules, shown, ReasonClass.Hate);

    private static (string? Text, long? Version, string? Waits) Seen(params ChatEvent[] events)
    {
        var row = After(events).Row;
        return (row.Text, row.Version, row.Pending is { Refused: null } p && p.Version > (row.Version ?? 0) ? p.Text : null);
    }

    [Fact]
    public void A_held_message_is_seen_once_it_is_approved()
    {
        Assert.Equal((null, null, "one"), Seen(Sent("one", held: true)));
        Assert.Equal(("one", 3, null), Seen(Sent("one", held: true), Approved(3, "one")));
    }

    [Fact]
    public void While_an_edit_waits_the_text_before_is_seen()
    {
        Assert.Equal(("one", 3, "two"), Seen(Sent("one"), Edited("two", held: true)));
        var row = After(Sent("one"), Edited("two", held: true), Approved(4, "two")).Row;
        Assert.Equal(("two", 4, null, Noon.AddSeconds(5)), (row.Text, row.Version, row.Pending, row.EditedAt));
    }

    [Fact]
    public void A_refused_edit_leaves_what_is_seen()
    {
        var row = After(Sent("one"), Edited("two", held: true), Removed(4, shown: false)).Row;
        Assert.Equal(("one", 3, new PendingText(4, null, Noon.AddSeconds(4), ReasonClass.Hate)), (row.Text, row.Version!.Value, row.Pending!));
    }

    [Fact]
    public void A_verdict_on_an_older_version_changes_nothing_of_a_newer_one()
    {
        Assert.Equal(("two", 4, null), Seen(Sent("one"), Edited("two"), Removed(3)));
        Assert.Equal(("two", 4, null), Seen(Sent("one", held: true), Edited("two"), Approved(3, "one")));
        Assert.Equal((null, null, "two"), Seen(Sent("one", held: true), Edited("two", held: true), Removed(3, shown: false)));
    }

    [Fact]
    public void An_older_version_approved_is_seen_while_the_newer_one_goes_on_waiting() =>
        Assert.Equal(("one", 3, "two"), Seen(Sent("one", held: true), Edited("two", held: true), Approved(3, "one")));

    [Fact]
    public void A_removed_text_is_gone_with_its_reason_until_an_appeal_brings_it_back_or_an_edit_replaces_it()
    {
        var gone = After(Sent("one"), Removed(3)).Row;
        Assert.Equal((null, 3, ReasonClass.Hate), (gone.Text, gone.Version, gone.Removed));
        var back = After(Sent("one"), Removed(3), Approved(3, "one")).Row;
        Assert.Equal(("one", 3, null, null), (back.Text, back.Version, back.Removed, back.EditedAt));
        var edited = After(Sent("one"), Removed(3), Edited("two")).Row;
        Assert.Equal(("two", 5, null), (edited.Text, edited.Version, edited.Removed));
    }

    [Fact]
    public void A_text_brought_back_leaves_a_refused_edit_refused()
    {
        var row = After(Sent("one"), Removed(3), Edited("two", held: true), Removed(5, shown: false), Approved(3, "one")).Row;
        Assert.Equal(("one", ReasonClass.Hate), (row.Text, row.Pending?.Refused));
    }

    [Fact]
    public void Deleted_is_final_whatever_was_being_decided()
    {
        var row = After(Sent("one", held: true), new ChatEvent.MessageDeleted(3), Approved(3, "one"), Edited("two"), Removed(3)).Row;
        Assert.Equal((true, null, null, null), (row.Deleted, row.Text, row.Version, row.Pending));
    }

    [Fact]
    public void The_last_message_is_the_newest_that_was_shown()
    {
        Assert.Null(After(Sent("one", held: true)).Head.Last);
        var shown = After(Sent("one", held: true), Approved(3, "one")).Head;
        Assert.Equal((3, "one", Noon.AddSeconds(3), 0), (shown.Last!.Seq, shown.Last.Text, shown.Last.At, shown.Held.Count));
        Assert.Equal((4, "two"), Last(Sent("one", held: true), Sent("two"), Approved(3, "one")));
        Assert.Equal((3, "now"), Last(Sent("one", held: true), Edited("now")));
        Assert.Null(After(Sent("one", held: true), new ChatEvent.MessageDeleted(3), Approved(3, "one")).Head.Last);
    }

    private static (long, string?) Last(params ChatEvent[] events) => After(events).Head.Last is { } last ? (last.Seq, last.Text) : default;

    [Fact]
    public void A_removed_last_message_says_so_and_shows_no_text()
    {
        var last = After(Sent("one"), Removed(3)).Head.Last!;
        Assert.Equal((null, ReasonClass.Hate, false), (last.Text, last.Removed, last.Deleted));
        Assert.True(After(Sent("one"), Removed(3), new ChatEvent.MessageDeleted(3)).Head.Last!.Deleted);
        Assert.Equal((3, "one"), Last(Sent("one"), Removed(3), Approved(3, "one")));
        Assert.Equal((3, "two"), Last(Sent("one"), Edited("two"), Removed(3)));
    }

    [Fact]
    public void The_head_counts_messages_and_remembers_a_bounded_number_of_held_ones()
    {
        var head = After([.. Enumerable.Range(0, 50).Select(i => Sent($"{i}", held: true)), new ChatEvent.MessageDeleted(4)]).Head;
        Assert.Equal((50, ConversationHead.HeldMessages), (head.Messages, head.Held.Count));
        var read = RowItems.ReadHead(RowItems.Write(head));
        Assert.Equal(head.Held, read.Held);
        Assert.Equal(head.Messages, read.Messages);
    }
}
