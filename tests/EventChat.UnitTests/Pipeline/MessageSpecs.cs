using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

public class MessageSpecs
{
    private static readonly SendMessage Hello = new(Command, Room, "Hello", ReplyTo: null, Mentions: [], AfterSeq: null);
    private static readonly EditMessage Edit = new(Command, Room, MessageSeq: 7, "Better", AfterSeq: null);
    private static readonly DeleteMessage Delete = new(Command, Room, MessageSeq: 7, AfterSeq: null);
    private static readonly RecordedEvent AnnsMessage = Event(7, Ann, new ChatEvent.MessageSent("First"));

    [Fact]
    public void A_member_sends() => Assert.Equal([new ChatEvent.MessageSent("Hello")], Hello.Decide(MemberOf(), null, Noon).Events());

    [Fact]
    public void A_message_needs_no_state_write() => Assert.Empty(Hello.Decide(MemberOf(), null, Noon).State());

    [Fact]
    public void A_message_records_the_membership_it_saw() =>
        Assert.Equal(4, Assert.IsType<Decision.Write>(Hello.Decide(MemberOf(), null, Noon)).GroupVersion);

    [Fact]
    public void A_stranger_hears_that_there_is_no_such_conversation() =>
        Assert.Equal(RefusalType.NotFound, Hello.Decide(null, null, Noon).Refused().Type);

    [Fact]
    public void Only_owners_post_in_a_channel()
    {
        Assert.Equal(RefusalType.NotAllowed, Hello.Decide(MemberOf(ConversationKind.Channel), null, Noon).Refused().Type);
        Assert.Single(Hello.Decide(MemberOf(ConversationKind.Channel, MemberRole.Owner), null, Noon).Events());
    }

    [Fact]
    public void A_reply_answers_a_message_that_is_there()
    {
        var reply = Hello with { ReplyTo = 7 };
        Assert.Equal([new ChatEvent.MessageSent("Hello", 7)], reply.Decide(MemberOf(), AnnsMessage, Noon).Events());
        Assert.Equal("replyTo", reply.Decide(MemberOf(), null, Noon).Refused().Info?.Field);
        Assert.Equal("replyTo", reply.Decide(MemberOf(), Event(7, Ann, new ChatEvent.MemberRemoved(Ben)), Noon).Refused().Info?.Field);
    }

    [Fact]
    public void The_author_edits() =>
        Assert.Equal([new ChatEvent.MessageEdited(7, "Better")], Edit.Decide(MemberOf(), AnnsMessage, deleted: false, removed: false, Ann, Noon).Events());

    [Fact]
    public void Nobody_else_edits_not_even_an_owner() =>
        Assert.Equal(RefusalType.NotAllowed, Edit.Decide(MemberOf(role: MemberRole.Owner), AnnsMessage, deleted: false, removed: false, Ben, Noon).Refused().Type);

    [Fact]
    public void A_deleted_message_is_not_edited() =>
        Assert.Equal(RefusalType.MessageDeleted, Edit.Decide(MemberOf(), AnnsMessage, deleted: true, removed: false, Ann, Noon).Refused().Type);

    [Fact]
    public void What_is_not_a_message_is_not_edited()
    {
        Assert.Equal("messageSeq", Edit.Decide(MemberOf(), null, deleted: false, removed: false, Ann, Noon).Refused().Info?.Field);
        Assert.Equal("messageSeq", Edit.Decide(MemberOf(), Event(7, Ann, new ChatEvent.MessageDeleted(3)), deleted: false, removed: false, Ann, Noon).Refused().Info?.Field);
    }

    [Fact]
    public void The_author_deletes_and_the_deletion_is_remembered()
    {
        var decision = Delete.Decide(MemberOf(), AnnsMessage, deleted: false, Ann);
        Assert.Equal([new ChatEvent.MessageDeleted(7)], decision.Events());
        Assert.Equal([new StateWrite.MarkDeleted(Room, 7)], decision.State());
    }

    [Fact]
    public void An_owner_deletes_anybodys_message_in_a_group_but_not_in_a_direct_conversation()
    {
        Assert.Single(Delete.Decide(MemberOf(role: MemberRole.Owner), AnnsMessage, false, Ben).Events());
        Assert.Equal(RefusalType.NotAllowed,
            Delete.Decide(MemberOf(ConversationKind.Direct, MemberRole.Owner), AnnsMessage, false, Ben).Refused().Type);
    }

    [Fact]
    public void Deleting_again_changes_nothing() =>
        Assert.IsType<Decision.Nothing>(Delete.Decide(MemberOf(), AnnsMessage, deleted: true, Ann));

    [Fact]
    public void A_stranger_learns_nothing_by_deleting_or_editing()
    {
        Assert.Equal(Hello.Decide(null, null, Noon).Refused(), Delete.Decide(null, AnnsMessage, true, Ann).Refused());
        Assert.Equal(Hello.Decide(null, null, Noon).Refused(), Edit.Decide(null, AnnsMessage, deleted: true, removed: false, Ann, Noon).Refused());
    }

    [Fact]
    public void Mentions_are_recorded_as_they_were_resolved() =>
        Assert.Equal([Ben, Cem], Assert.IsType<ChatEvent.MessageSent>((Hello with { Mentions = [Ben, Cem] }).Decide(MemberOf(), null, Noon).Events()[0]).Mentions);

    [Fact]
    public void Where_messages_wait_for_approval_they_say_so()
    {
        var access = MemberOf();
        access = access with { Conversation = access.Conversation with { Policy = new(ModerationMode.Hold) } };
        Assert.Equal([new ChatEvent.MessageSent("Hello", Held: true)], Hello.Decide(access, null, Noon).Events());
        Assert.Equal([new ChatEvent.MessageEdited(7, "Better", true)], Edit.Decide(access, AnnsMessage, deleted: false, removed: false, Ann, Noon).Events());
    }

    [Fact]
    public void What_replaces_a_removed_text_waits_for_approval_and_the_removed_may_be_deleted()
    {
        Assert.Equal([new ChatEvent.MessageEdited(7, "Better", true)], Edit.Decide(MemberOf(), AnnsMessage, deleted: false, removed: true, Ann, Noon).Events());
        Assert.Single(Delete.Decide(MemberOf(), AnnsMessage, deleted: false, Ann).Events());
    }

    [Fact]
    public void A_muted_author_does_not_edit_but_deletes()
    {
        var muted = MemberOf() with { MutedUntil = Noon.AddHours(1) };
        Assert.Equal(RefusalType.Muted, Edit.Decide(muted, AnnsMessage, deleted: false, removed: false, Ann, Noon).Refused().Type);
        Assert.Single(Delete.Decide(muted, AnnsMessage, deleted: false, Ann).Events());
    }
}
