using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class ConversationFoldSpecs
{
    private static readonly UserId Ann = new("ann");
    private static readonly UserId Ben = new("ben");
    private static readonly ConversationId Room = new("room-0001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RecordedEvent Event(long seq, ChatEvent body) =>
        new(Room.Log, seq, Ann, Noon.AddSeconds(seq), new(new Guid((int)seq, 0, 0, new byte[8])), 1, body);

    private static (ConversationHead Head, List<RowChange> Changes) Fold(params ChatEvent[] events)
    {
        ConversationHead? head = null;
        List<RowChange> all = [];
        foreach (var (body, i) in events.Select((b, i) => (b, i)))
        {
            (head, var changes) = ConversationFold.Apply(head, Event(i + 1, body));
            all.AddRange(changes);
        }
        return (head!, all);
    }

    private static readonly ChatEvent.ConversationCreated Created = new(ConversationKind.Group, "Room");
    private static readonly ChatEvent.MemberAdded AnnJoins = new(Ann, "Ann", MemberRole.Owner);
    private static readonly ChatEvent.MemberAdded BenJoins = new(Ben, "Ben", MemberRole.Member);

    [Fact]
    public void A_member_has_a_row_in_the_conversation()
    {
        var (head, changes) = Fold(Created, AnnJoins);
        Assert.Equal((2, 1), (head.Seq, head.MemberCount));
        Assert.Equal([new("c#room-0001", "u#ann")], changes.Select(c => c.Key));
    }

    [Fact]
    public void The_last_message_is_on_the_head_and_follows_its_edits_and_deletion()
    {
        Assert.Equal("Hello", Fold(Created, AnnJoins, new ChatEvent.MessageSent("Hello")).Head.Last?.Text);
        Assert.Equal("Better", Fold(Created, AnnJoins, new ChatEvent.MessageSent("Hello"), new ChatEvent.MessageEdited(3, "Better")).Head.Last?.Text);
        var deleted = Fold(Created, AnnJoins, new ChatEvent.MessageSent("Hello"), new ChatEvent.MessageDeleted(3), new ChatEvent.MessageEdited(3, "Ghost"));
        Assert.Equal((3L, (string?)null), (deleted.Head.Last!.Seq, deleted.Head.Last.Text));
    }

    [Fact]
    public void A_preview_does_not_cut_a_character_in_half()
    {
        var text = new string('x', LastMessage.PreviewCharacters - 1) + "😀 and more";
        Assert.Equal(new string('x', LastMessage.PreviewCharacters - 1), LastMessage.Preview(text));
    }

    [Fact]
    public void Names_are_kept_while_the_conversation_is_small()
    {
        var joins = Enumerable.Range(0, Limits.AudienceMembers).Select(i => (ChatEvent)new ChatEvent.MemberAdded(new($"u{i}"), $"U{i}", MemberRole.Member)).ToArray();
        Assert.Equal(Limits.AudienceMembers, Fold([Created, .. joins]).Head.Names?.Count);
        Assert.Null(Fold([Created, .. joins, AnnJoins]).Head.Names);
        Assert.Null(Fold([Created, .. joins, AnnJoins, new ChatEvent.MemberRemoved(Ann)]).Head.Names);
    }

    [Fact]
    public void A_log_that_does_not_begin_with_its_creation_is_not_guessed_at()
    {
        Assert.Throws<InvalidDataException>(() => Fold(AnnJoins));
        Assert.Throws<InvalidDataException>(() => Fold(Created, Created));
        Assert.Throws<InvalidDataException>(() => Fold(Created, new ChatEvent.UserRegistered("ann", "Ann")));
    }

    private static bool BelongsHere(Type e) =>
        EventTypes.NameOf(e).Name is "conversation.created" or "message.sent" or "message.edited" or "message.deleted" or "message.moderated"
        || EventTypes.NameOf(e).Name.StartsWith("member.", StringComparison.Ordinal);

    [Fact]
    public void Every_event_folds()
    {
        ChatEvent[] all =
        [
            Created, AnnJoins, BenJoins, new ChatEvent.MessageSent("x"), new ChatEvent.MessageEdited(4, "y"), new ChatEvent.MessageModerated(4, 5, Verdict.Removed, VerdictSource.Rules, true),
            new ChatEvent.MessageDeleted(4), new ChatEvent.MemberMuted(Ben), new ChatEvent.MemberRemoved(Ben), new ChatEvent.MemberBanned(Ben), new ChatEvent.MemberUnbanned(Ben),
        ];
        Assert.Equal(EventTypes.All.Select(t => t.Clr).Where(BelongsHere).ToHashSet(), all.Select(e => e.GetType()).ToHashSet());
        Assert.Equal(all.Length, Fold(all).Head.Seq);
    }

    [Fact]
    public void A_head_is_read_as_it_was_written()
    {
        var (head, _) = Fold(Created, AnnJoins, BenJoins, new ChatEvent.MessageSent("Hello"));
        var read = RowItems.ReadHead(RowItems.Write(head));
        Assert.Equal(head with { Names = null }, read with { Names = null });
        Assert.Equal(head.Names, read.Names);
    }

    [Fact]
    public void A_message_sent_edited_and_deleted_in_one_batch_is_one_write_without_text()
    {
        var (_, changes) = Fold(Created, AnnJoins, new ChatEvent.MessageSent("x"), new ChatEvent.MessageEdited(3, "y"), new ChatEvent.MessageDeleted(3), new ChatEvent.MessageEdited(3, "z"));
        var coalesced = new Coalesce();
        foreach (var change in changes.Where(c => c.Key.Sort.StartsWith("m#", StringComparison.Ordinal))) coalesced.Add(change);
        var put = Assert.IsType<RowChange.Put>(Assert.Single(Assert.Single(coalesced.Changes)));
        var message = Assert.IsType<Row.Message>(put.Row);
        Assert.Equal((5L, true, (string?)null), (put.Seq, message.Deleted, message.Text));
    }

    [Fact]
    public void The_audience_of_a_small_conversation_is_its_members_and_whom_the_batch_removed()
    {
        var fold = new ConversationLogFold(null);
        foreach (var (body, i) in new ChatEvent[] { Created, AnnJoins, BenJoins, new ChatEvent.MemberRemoved(Ben) }.Select((b, i) => (b, i)))
            fold.Apply(Event(i + 1, body));
        Assert.Equal([Ann, Ben], fold.Audience!.Order(Comparer<UserId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.Equal([Ben], fold.Removed);
    }

    [Fact]
    public void The_members_of_a_conversation_that_grows_large_hear_of_it_once_more()
    {
        var small = new ConversationLogFold(null);
        var joins = Enumerable.Range(0, Limits.AudienceMembers).Select(i => (ChatEvent)new ChatEvent.MemberAdded(new($"u{i}"), $"U{i}", MemberRole.Member));
        foreach (var (body, i) in joins.Prepend(Created).Select((b, i) => (b, i))) small.Apply(Event(i + 1, body));
        var growing = new ConversationLogFold(small.Head);
        growing.Apply(Event(Limits.AudienceMembers + 2, AnnJoins));
        Assert.Equal(Limits.AudienceMembers + 1, growing.Audience?.Count);
        var large = new ConversationLogFold(growing.Head);
        large.Apply(Event(Limits.AudienceMembers + 3, new ChatEvent.MessageSent("x")));
        Assert.Null(large.Audience);
    }

    [Fact]
    public void Events_are_applied_in_order_or_not_at_all() =>
        Assert.Throws<InvalidOperationException>(() => new ConversationLogFold(null).Apply(Event(2, AnnJoins)));
}
