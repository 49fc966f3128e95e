using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

/// <summary>What folds make of events whose author was forgotten: as if each text had been deleted.</summary>
public class ErasedFoldSpecs
{
    private static readonly ConversationId Room = new("room-0001");
    private static readonly UserId Ann = new("ann");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ChatEvent[] Beginning = [new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Owner)];

    [Fact]
    public void An_erased_message_is_a_deleted_one()
    {
        var sent = new ChatEvent.MessageSent("secret", ReplyTo: 2);
        Assert.Equal(Fold(sent, new ChatEvent.MessageDeleted(3)), Fold(sent with { Text = "", Erased = true }, new ChatEvent.MessageDeleted(3)));
        var (head, row) = After(sent with { Text = "", Erased = true });
        Assert.Equal((true, null, 1L), (head.Last!.Deleted, head.Last.Text, head.Messages));
        Assert.Equal((true, null, 3L), (row.Deleted, row.Text, row.Version));
    }

    [Fact]
    public void A_held_one_does_not_come_up_again_when_it_is_approved()
    {
        var (head, row) = After(
            new ChatEvent.MessageSent("", Held: true) { Erased = true },
            new ChatEvent.MessageModerated(3, 3, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "") { Erased = true });
        Assert.Null(head.Last);
        Assert.Empty(head.Held);
        Assert.Equal((true, null, null), (row.Deleted, row.Text, row.Pending));
    }

    [Fact]
    public void An_edit_that_is_erased_does_not_bring_back_what_was_there_before()
    {
        var (head, row) = After(new ChatEvent.MessageSent("plain, from before texts were sealed"), new ChatEvent.MessageEdited(3, "") { Erased = true });
        Assert.True(head.Last!.Deleted);
        Assert.Equal((true, null), (row.Deleted, row.Text));
    }

    [Fact]
    public void Who_is_forgotten_is_found_by_nobody()
    {
        var log = Ann.Log;
        RecordedEvent registered = new(log, 1, Ann, Noon, new(Guid.NewGuid()), 0, new ChatEvent.UserRegistered("", "Deleted user") { Erased = true });
        var put = Assert.IsType<RowChange.Put>(Assert.Single(UsersFold.Apply(registered)));
        Assert.Equal(new Row.Profile(Ann, "Deleted user"), put.Row);
    }

    private static string Fold(params ChatEvent[] events)
    {
        var (head, row) = After(events);
        return $"{head.Last} {head.Messages} {row with { Mentions = null }}";
    }

    private static (ConversationHead Head, Row.Message Message) After(params ChatEvent[] events)
    {
        ConversationHead? head = null;
        Row.Message? row = null;
        var seq = 0L;
        foreach (var body in Beginning.Concat(events))
        {
            (head, var changes) = ConversationFold.Apply(head, new(Room.Log, ++seq, Ann, Noon, new(new Guid(42, 0, 0, new byte[8])), 1, body));
            foreach (var change in changes)
                if (change is RowChange.Put { Row: Row.Message put }) row = put;
                else if (row is not null && change.Key.Sort == ViewKeys.Message(3)) row = row.After(change) ?? row;
        }
        return (head!, row!);
    }
}
