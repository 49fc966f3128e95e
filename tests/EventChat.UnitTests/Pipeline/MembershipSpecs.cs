using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

public class MembershipSpecs
{
    private static readonly Dictionary<UserId, string> Names = new() { [Ann] = "Ann", [Ben] = "Ben", [Cem] = "Cem" };
    private static readonly CreateConversation Group = new(Command, Room, ConversationKind.Group, "Room", Ann, [Ben, Cem]);
    private static readonly AddMember AddBen = new(Command, Room, Ben, MemberRole.Member);
    private static readonly RemoveMember RemoveBen = new(Command, Room, Ben);

    [Fact]
    public void A_new_group_has_its_creator_as_owner_and_the_others_as_members()
    {
        Assert.Equal(
            [
                new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"),
                new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Owner),
                new ChatEvent.MemberAdded(Ben, "Ben", MemberRole.Member),
                new ChatEvent.MemberAdded(Cem, "Cem", MemberRole.Member),
            ],
            Group.Decide(null, Names).Events());
        Assert.Contains(new StateWrite.CreateConversation(Room, new(ConversationKind.Group, "Room", 1, 1, 3)), Group.Decide(null, Names).State());
    }

    [Fact]
    public void Both_own_a_direct_conversation()
    {
        var direct = new CreateConversation(Command, Room, ConversationKind.Direct, null, Ann, [Ben]);
        Assert.All(direct.Decide(null, Names).Events().OfType<ChatEvent.MemberAdded>(), m => Assert.Equal(MemberRole.Owner, m.Role));
    }

    [Fact]
    public void Meeting_again_finds_the_same_direct_conversation()
    {
        Assert.Equal(ConversationIds.ForDirect(Ann, Ben), ConversationIds.ForDirect(Ben, Ann));
        Assert.NotEqual(ConversationIds.ForDirect(Ann, Ben), ConversationIds.ForDirect(Ann, Cem));
        var direct = new CreateConversation(Command, Room, ConversationKind.Direct, null, Ann, [Ben]);
        Assert.IsType<Decision.Nothing>(direct.Decide(MemberOf(ConversationKind.Direct).Conversation, Names));
    }

    [Fact]
    public void A_groups_id_is_taken_once() => Assert.Equal(RefusalType.Conflict, Group.Decide(MemberOf().Conversation, Names).Refused().Type);

    [Fact]
    public void Nobody_unknown_is_made_a_member()
    {
        Assert.Equal("memberIds", Group.Decide(null, new Dictionary<UserId, string> { [Ann] = "Ann" }).Refused().Info?.Field);
        Assert.Equal("userId", AddBen.Decide(MemberOf(role: MemberRole.Owner), null, null).Refused().Info?.Field);
    }

    [Fact]
    public void An_owner_adds_and_the_membership_version_moves_on()
    {
        var decision = AddBen.Decide(MemberOf(role: MemberRole.Owner), null, "Ben");
        Assert.Equal([new ChatEvent.MemberAdded(Ben, "Ben", MemberRole.Member)], decision.Events());
        var change = Assert.Single(decision.State().OfType<StateWrite.ChangeConversation>());
        Assert.Equal((4, 5, 4), (change.Seen, change.State.GroupVersion, change.State.Members));
    }

    [Fact]
    public void A_member_does_not_add() => Assert.Equal(RefusalType.NotAllowed, AddBen.Decide(MemberOf(), null, "Ben").Refused().Type);

    [Fact]
    public void Adding_a_member_again_changes_nothing() =>
        Assert.IsType<Decision.Nothing>(AddBen.Decide(MemberOf(role: MemberRole.Owner), MemberRole.Member, "Ben"));

    [Fact]
    public void Adding_does_not_change_a_role() =>
        Assert.Equal(RefusalType.Conflict, AddBen.Decide(MemberOf(role: MemberRole.Owner), MemberRole.Owner, "Ben").Refused().Type);

    [Fact]
    public void A_full_conversation_takes_nobody()
    {
        var refusal = AddBen.Decide(MemberOf(role: MemberRole.Owner, members: Limits.Members), null, "Ben").Refused();
        Assert.Equal((RefusalType.TooManyMembers, (long?)Limits.Members), (refusal.Type, refusal.Info?.Limit));
    }

    [Fact]
    public void A_member_leaves_and_an_owner_removes_others()
    {
        Assert.Equal([new ChatEvent.MemberRemoved(Ben)], RemoveBen.Decide(MemberOf(), MemberRole.Member, sender: Ben).Events());
        Assert.Equal([new ChatEvent.MemberRemoved(Ben)], RemoveBen.Decide(MemberOf(role: MemberRole.Owner), MemberRole.Member, sender: Ann).Events());
        Assert.Equal(RefusalType.NotAllowed, RemoveBen.Decide(MemberOf(), MemberRole.Member, sender: Cem).Refused().Type);
    }

    [Fact]
    public void The_last_owner_stays_while_others_do()
    {
        Assert.Equal(RefusalType.LastOwner, RemoveBen.Decide(MemberOf(role: MemberRole.Owner), MemberRole.Owner, sender: Ben).Refused().Type);
        Assert.Single(RemoveBen.Decide(MemberOf(role: MemberRole.Owner, members: 1), MemberRole.Owner, sender: Ben).Events());
    }

    [Fact]
    public void A_direct_conversation_keeps_its_two()
    {
        Assert.Equal(RefusalType.NotAllowed, AddBen.Decide(MemberOf(ConversationKind.Direct, MemberRole.Owner), null, "Ben").Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, RemoveBen.Decide(MemberOf(ConversationKind.Direct, MemberRole.Owner), MemberRole.Owner, Ben).Refused().Type);
    }
}
