using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

/// <summary>What a head says of its newest events is what the timeline's rows say.</summary>
public class RecentEventsSpecs
{
    private static readonly ConversationId Room = Histories.Room;

    private static (ConversationHead Head, MemoryRows Rows) Fold(IEnumerable<ChatEvent> events)
    {
        var rows = new MemoryRows();
        ConversationHead? head = null;
        var seq = 0L;
        foreach (var body in events)
        {
            (head, var changes) = ConversationFold.Apply(head, Histories.Event(Room.Log, ++seq, body));
            foreach (var change in changes) rows.Write([change]);
        }
        return (head!, rows);
    }

    private static string Marks(params ChatEvent[] events) =>
        Fold([new ChatEvent.ConversationCreated(ConversationKind.Group), .. Histories.Users.Select(u => new ChatEvent.MemberAdded(u, u.Value, MemberRole.Member)), .. events]).Head.Recent.Marks;

    [Fact]
    public void A_message_is_marked_by_its_senders_place_among_the_names() =>
        Assert.Equal("....caB", Marks(new ChatEvent.MessageSent("x"), new ChatEvent.MessageSent("y"), new ChatEvent.MessageSent("held", Held: true)));

    [Fact]
    public void The_letters_follow_the_names_when_somebody_leaves() =>
        Assert.Equal("....b*a..", Marks(
            new ChatEvent.MessageSent("of cem"), new ChatEvent.MessageSent("of ann"), new ChatEvent.MessageSent("of ben"),
            new ChatEvent.MemberRemoved(Histories.Users[0]), new ChatEvent.MemberMuted(Histories.Users[1])));

    [Fact]
    public void A_verdict_on_a_version_that_an_edit_has_replaced_hides_nothing() =>
        Assert.Equal("....c...", Marks(
            new ChatEvent.MessageSent("rude"), new ChatEvent.MessageEdited(5, "rude again"), new ChatEvent.MessageEdited(5, "kind"),
            new ChatEvent.MessageModerated(5, 5, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Insult)));

    [Fact]
    public void Shown_is_what_has_a_text_in_the_timeline_whatever_happened() => Histories.Conversation.Sample(events =>
    {
        var (head, rows) = Fold(events);
        Assert.Equal(events.Length, head.Recent.Marks.Length);
        for (var seq = 1; seq <= events.Length; seq++)
        {
            var mark = head.Recent.Marks[seq - 1];
            var row = rows[new(Room.Log.Value, ViewKeys.Message(seq))] as Row.Message;
            Assert.Equal(row is null, mark == RecentEvents.NoMessage);
            if (row is null) continue;
            Assert.Equal(row.Deleted, mark == '-');
            Assert.Equal(row.Text is not null, mark is '*' or (>= 'a' and <= 't'));
            if (char.IsAsciiLetter(mark)) Assert.Equal(row.Sender, head.Names![char.ToLowerInvariant(mark) - 'a'].User);
        }
    }, iter: 5_000);

    [Fact]
    public void Only_the_newest_events_are_told_apart_and_their_versions_go_with_them()
    {
        ChatEvent[] events =
        [
            new ChatEvent.ConversationCreated(ConversationKind.Group), new ChatEvent.MessageSent("first"), new ChatEvent.MessageEdited(2, "edited"),
            .. Enumerable.Range(0, Limits.RecentEvents).Select(i => new ChatEvent.MessageSent($"{i}")),
        ];
        Assert.Equal("2:3", Fold(events[..100]).Head.Recent.Versions);
        var head = Fold([.. events, new ChatEvent.MessageEdited(4, "edited")]).Head;
        Assert.Equal((Limits.RecentEvents, "4:132"), (head.Recent.Marks.Length, head.Recent.Versions));
        Assert.Equal(new string('*', Limits.RecentEvents - 1) + ".", head.Recent.Marks);
    }

    [Fact]
    public void A_usual_rooms_head_is_one_write_unit()
    {
        var four = Enumerable.Range(0, 4).Select(i => new UserId($"0b9bd4d8-6f4a-4a6e-9f4e-3c2f6f1d{i:D4}")).ToArray();
        ChatEvent[] events =
        [
            new ChatEvent.ConversationCreated(ConversationKind.Group, "Release planning"), .. four.Select(u => new ChatEvent.MemberAdded(u, "Alexandra", MemberRole.Member)),
            .. Enumerable.Range(0, 200).Select(i => new ChatEvent.MessageSent(new string('x', 140))),
        ];
        var item = RowItems.Write(Fold(events).Head);
        item["pk"] = RowItems.S("conversation@1|c#0b9bd4d8-6f4a-4a6e-9f4e-3c2f6f1d0000");
        item["sk"] = RowItems.S("head");
        item["conversationId"] = RowItems.S("0b9bd4d8-6f4a-4a6e-9f4e-3c2f6f1d0000");
        Assert.InRange(EventChat.EventLog.ItemSize.Of(item), 600, 1_024);
    }
}
