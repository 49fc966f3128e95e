using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>Mute, ban, policy and blocklist.</summary>
public class SanctionSpecs
{
    private static readonly Caller Owner = new(Ann, []);
    private static readonly Caller Moderator = new(new("dana"), [GroupNames.Moderators]);
    private static readonly Member Ben_ = new(MemberRole.Member, "Ben");
    private static readonly MuteMember Mute = new(Command, Room, Ben, Noon.AddHours(1));
    private static readonly BanMember Ban = new(Command, Room, Ben);
    private static readonly UnbanMember Unban = new(Command, Room, Ben);

    private static Access OwnerOf(ConversationKind kind = ConversationKind.Group) => MemberOf(kind, MemberRole.Owner);

    private static ConversationState Group(int owners = 1, int members = 3) => MemberOf(owners: owners, members: members).Conversation;

    [Fact]
    public void A_muted_member_does_not_write_until_then()
    {
        Assert.Equal([new ChatEvent.MemberMuted(Ben, Noon.AddHours(1))], Mute.Decide(OwnerOf(), Group(), Ben_, Owner, Noon).Events());
        Assert.Equal([new StateWrite.SetMuted(Room, Ben, Noon.AddHours(1))], Mute.Decide(OwnerOf(), Group(), Ben_, Owner, Noon).State());
        var muted = MemberOf() with { MutedUntil = Noon.AddHours(1) };
        var hello = new SendMessage(Command, Room, "Hello", null, [], null);
        var refusal = hello.Decide(muted, null, Noon).Refused();
        Assert.Equal((RefusalType.Muted, (long?)Noon.AddHours(1).ToUnixTimeSeconds()), (refusal.Type, refusal.Info?.Limit));
        Assert.Single(hello.Decide(muted, null, Noon.AddHours(1)).Events());
    }

    [Fact]
    public void Muting_ends_by_a_mute_without_a_time_and_again_changes_nothing()
    {
        var end = Mute with { Until = null };
        Assert.Equal([new ChatEvent.MemberMuted(Ben)], end.Decide(OwnerOf(), Group(), Ben_ with { MutedUntil = Noon.AddHours(1) }, Owner, Noon).Events());
        Assert.IsType<Decision.Nothing>(end.Decide(OwnerOf(), Group(), Ben_, Owner, Noon));
        Assert.IsType<Decision.Nothing>(Mute.Decide(OwnerOf(), Group(), Ben_ with { MutedUntil = Noon.AddHours(1) }, Owner, Noon));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(365 * 24 + 1)]
    public void A_mute_lies_ahead_and_is_no_ban(int hours) =>
        Assert.Equal("until", (Mute with { Until = Noon.AddHours(hours) }).Decide(OwnerOf(), Group(), Ben_, Owner, Noon).Refused().Info?.Field);

    [Fact]
    public void Owners_are_silenced_and_banned_by_moderators_of_the_pool_alone_and_nobody_does_it_to_themselves()
    {
        var other = Ben_ with { Role = MemberRole.Owner };
        Assert.Equal(RefusalType.NotAllowed, Mute.Decide(OwnerOf(), Group(owners: 2), other, Owner, Noon).Refused().Type);
        Assert.Single(Mute.Decide(null, Group(owners: 2), other, Moderator, Noon).Events());
        Assert.Equal(RefusalType.NotAllowed, Ban.Decide(OwnerOf(), Group(owners: 2), other, banned: false, Owner).Refused().Type);
        Assert.Equal(2, Ban.Decide(null, Group(owners: 2), other, banned: false, Moderator).Events().Length);
        Assert.Equal(RefusalType.NotAllowed, Mute.Decide(OwnerOf(), Group(), Ben_, new(Ben, []), Noon).Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, Ban.Decide(OwnerOf(), Group(), Ben_, banned: false, new(Ben, [])).Refused().Type);
    }

    [Fact]
    public void A_member_mutes_and_bans_nobody_and_a_stranger_learns_nothing()
    {
        Assert.Equal(RefusalType.NotAllowed, Mute.Decide(MemberOf(), Group(), Ben_, Owner, Noon).Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, Ban.Decide(MemberOf(), Group(), Ben_, false, Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Mute.Decide(null, Group(), Ben_, Owner, Noon).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Ban.Decide(null, Group(), Ben_, false, Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Unban.Decide(null, Group(), true, Owner).Refused().Type);
    }

    [Fact]
    public void A_mute_records_the_membership_it_saw_even_by_somebody_who_is_no_member() =>
        Assert.Equal(4, Assert.IsType<Decision.Write>(Mute.Decide(null, Group(), Ben_, Moderator, Noon)).GroupVersion);

    [Fact]
    public void A_ban_takes_the_member_out_and_keeps_the_user_out()
    {
        var decision = Ban.Decide(OwnerOf(), Group(), Ben_, banned: false, Owner);
        Assert.Equal([new ChatEvent.MemberRemoved(Ben), new ChatEvent.MemberBanned(Ben)], decision.Events());
        var change = Assert.Single(decision.State().OfType<StateWrite.ChangeConversation>());
        Assert.Equal((4, 5, 2), (change.Seen, change.State.GroupVersion, change.State.Members));
        Assert.Contains(new StateWrite.Ban(Room, Ben), decision.State());
        Assert.Equal(RefusalType.Banned, new AddMember(Command, Room, Ben, MemberRole.Member).Decide(OwnerOf(), null, "Ben", banned: true).Refused().Type);
    }

    [Fact]
    public void Who_is_no_member_is_banned_ahead_and_twice_is_once()
    {
        Assert.Equal([new ChatEvent.MemberBanned(Ben)], Ban.Decide(OwnerOf(), Group(), null, banned: false, Owner).Events());
        Assert.IsType<Decision.Nothing>(Ban.Decide(OwnerOf(), Group(), null, banned: true, Owner));
        Assert.Equal([new ChatEvent.MemberUnbanned(Ben)], Unban.Decide(OwnerOf(), Group(), banned: true, Owner).Events());
        Assert.IsType<Decision.Nothing>(Unban.Decide(OwnerOf(), Group(), banned: false, Owner));
    }

    [Fact]
    public void The_last_owner_is_not_banned_while_others_are_there() =>
        Assert.Equal(RefusalType.LastOwner, Ban.Decide(null, Group(), Ben_ with { Role = MemberRole.Owner }, false, Moderator).Refused().Type);

    [Fact]
    public void A_policy_changes_with_the_conversation_and_the_same_again_does_not()
    {
        var hold = new SetModerationPolicy(Command, Room, new(ModerationMode.Hold));
        var decision = hold.Decide(OwnerOf(), Group(), Owner);
        Assert.Equal([new ChatEvent.ModerationPolicyChanged(new(ModerationMode.Hold))], decision.Events());
        var change = Assert.IsType<StateWrite.ChangeConversation>(Assert.Single(decision.State()));
        Assert.Equal((4, 5, ModerationMode.Hold), (change.Seen, change.State.GroupVersion, change.State.Moderation.Mode));
        Assert.IsType<Decision.Nothing>(hold.Decide(OwnerOf(), change.State, Owner));
        Assert.IsType<Decision.Nothing>(new SetModerationPolicy(Command, Room, new()).Decide(OwnerOf(), Group(), Owner));
    }

    [Fact]
    public void Two_do_not_set_the_policy_of_their_own_talk()
    {
        var direct = OwnerOf(ConversationKind.Direct);
        var off = new SetModerationPolicy(Command, Room, new(ModerationMode.Off));
        Assert.Equal(RefusalType.NotAllowed, off.Decide(direct, direct.Conversation, Owner).Refused().Type);
        Assert.Single(off.Decide(null, direct.Conversation, Moderator).Events());
    }

    [Fact]
    public void The_global_blocklist_is_the_moderators()
    {
        var global = new SetBlocklist(Command, null, ["bad"]);
        Assert.Equal(RefusalType.NotAllowed, global.Decide(null, null, null, 0, Owner).Refused().Type);
        var put = Assert.IsType<StateWrite.PutDocument>(Assert.Single(global.Decide(null, null, null, 0, Moderator).State()));
        Assert.Equal((LogId.GlobalModeration.Value, StateKeys.Blocklist), (put.Pk, put.Sk));
    }

    [Fact]
    public void A_conversations_blocklist_is_its_owners_and_is_of_a_conversation_that_exists()
    {
        var own = new SetBlocklist(Command, Room, ["bad"]);
        Assert.Equal([new ChatEvent.BlocklistChanged(own.Terms)], own.Decide(OwnerOf(), Group(), null, 0, Owner).Events());
        Assert.Equal(RefusalType.NotAllowed, own.Decide(MemberOf(), Group(), null, 0, Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, own.Decide(null, Group(), null, 0, Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, own.Decide(null, null, null, 0, Moderator).Refused().Type);
        Assert.IsType<Decision.Nothing>(own.Decide(OwnerOf(), Group(), new(["bad"]), 1, Owner));
    }
}
