using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>Reports, reviews and appeals: deciders on a version of a message.</summary>
public class ModerationCommandSpecs
{
    private static readonly VersionInput Of = new(Room, MessageSeq: 7, VersionSeq: 9);
    private static readonly MessageVersion Version = new(Room, 7, 9, Ann, Noon, "Text", Held: false);
    private static readonly ModerationCase Known = ModerationCase.Of(Version);
    private static readonly ModerationCase Removed = Known with { Verdict = Verdict.Removed, Source = VerdictSource.Rules, Reason = ReasonClass.Insult, Shown = false };
    private static readonly ModerationCase Waiting = Known with { Round = 1, Open = new(ReviewCause.Report, Noon.AddDays(1), Needed: 2, "token") };
    private static readonly Caller Owner = new(Ben, []);
    private static readonly Caller Moderator = new(new("dana"), [GroupNames.Moderators]);

    private static readonly FlagMessage Flag = new(Command, Of, ReasonClass.Insult, "rude");
    private static readonly AppealVerdict Appeal = new(Command, Of, "I quoted");
    private static readonly ReviewMessage Approve = new(Command, Of, Verdict.Approved, Note: null);

    private static VersionFacts Facts(ModerationCase? known = null, bool deleted = false) => new(Version, deleted, known, known is null ? 0 : 3);

    private static Access OwnerOf(ConversationKind kind = ConversationKind.Group) => MemberOf(kind, MemberRole.Owner);

    private static ModerationCase Case(Decision decision)
    {
        var put = Assert.IsType<StateWrite.PutDocument>(Assert.Single(decision.State()));
        Assert.Equal((Room.Log.Value, StateKeys.Case(9)), (put.Pk, put.Sk));
        return System.Text.Json.JsonSerializer.Deserialize(put.Json, StateJson.Default.ModerationCase)!;
    }

    [Fact]
    public void A_report_is_recorded_with_who_made_it()
    {
        var decision = Flag.Decide(MemberOf(), Facts(), Ben);
        Assert.Equal([new ChatEvent.MessageFlagged(7, 9, ReasonClass.Insult, "rude")], decision.Events());
        Assert.Equal([Ben], Case(decision).FlaggedBy);
    }

    [Fact]
    public void A_report_goes_by_the_case_it_saw() =>
        Assert.Equal(3, Assert.IsType<StateWrite.PutDocument>(Flag.Decide(MemberOf(), Facts(Known), Ben).State()[0]).Seen);

    [Fact]
    public void The_same_member_reports_a_version_once_and_another_again()
    {
        var flagged = Known with { FlaggedBy = [Ben] };
        Assert.IsType<Decision.Nothing>(Flag.Decide(MemberOf(), Facts(flagged), Ben));
        Assert.Equal([Ben, Cem], Case(Flag.Decide(MemberOf(), Facts(flagged), Cem)).FlaggedBy);
    }

    [Fact]
    public void Nobody_reports_what_is_not_there_for_them()
    {
        Assert.Equal(RefusalType.NotFound, Flag.Decide(null, Facts(), Ben).Refused().Type);
        Assert.Equal("versionSeq", Flag.Decide(MemberOf(), VersionFacts.Unknown, Ben).Refused().Info?.Field);
        Assert.Equal(RefusalType.NotAllowed, Flag.Decide(MemberOf(), Facts(), Ann).Refused().Type);
        Assert.Equal(RefusalType.MessageDeleted, Flag.Decide(MemberOf(), Facts(deleted: true), Ben).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Flag.Decide(MemberOf(), Facts(Removed), Ben).Refused().Type);
    }

    [Fact]
    public void The_author_of_a_removed_version_appeals_once()
    {
        var decision = Appeal.Decide(MemberOf(), Facts(Removed), Ann);
        Assert.Equal([new ChatEvent.VerdictAppealed(7, 9, "I quoted")], decision.Events());
        Assert.True(Case(decision).Appealed);
        Assert.Equal(RefusalType.NotUnderReview, Appeal.Decide(MemberOf(), Facts(Case(decision)), Ann).Refused().Type);
    }

    [Fact]
    public void There_is_no_appeal_without_a_removal_nor_while_a_review_is_open_nor_by_others()
    {
        Assert.Equal(RefusalType.NotUnderReview, Appeal.Decide(MemberOf(), Facts(), Ann).Refused().Type);
        Assert.Equal(RefusalType.NotUnderReview, Appeal.Decide(MemberOf(), Facts(Known), Ann).Refused().Type);
        Assert.Equal(RefusalType.NotUnderReview, Appeal.Decide(MemberOf(), Facts(Removed with { Open = Waiting.Open }), Ann).Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, Appeal.Decide(OwnerOf(), Facts(Removed), Ben).Refused().Type);
    }

    [Fact]
    public void A_moderators_opinion_belongs_to_the_open_round()
    {
        var decision = Approve.Decide(OwnerOf(), Facts(Waiting), Owner);
        Assert.Equal([new ChatEvent.MessageReviewed(7, 9, 1, Verdict.Approved)], decision.Events());
        Assert.Equal([new Opinion(1, Ben, Verdict.Approved)], Case(decision).Opinions);
        Assert.Null(Case(decision).Agreed);
    }

    [Fact]
    public void Two_who_agree_decide_and_a_third_is_too_late()
    {
        var one = Case(Approve.Decide(OwnerOf(), Facts(Waiting), Owner));
        var two = Case(Approve.Decide(null, Facts(one), Moderator));
        Assert.Equal(Verdict.Approved, two.Agreed);
        Assert.Equal(RefusalType.NotUnderReview, Approve.Decide(null, Facts(two), new(Cem, [GroupNames.Moderators])).Refused().Type);
    }

    [Fact]
    public void A_moderator_has_one_say_and_none_on_their_own_message_nor_on_an_appeal_of_their_judgement()
    {
        var once = Waiting with { Opinions = [new(1, Ben, Verdict.Removed)] };
        Assert.Equal(RefusalType.NotUnderReview, Approve.Decide(OwnerOf(), Facts(once), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotUnderReview, Approve.Decide(OwnerOf(), Facts(once with { Round = 2 }), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, Approve.Decide(OwnerOf(), Facts(Waiting), new(Ann, [GroupNames.Moderators])).Refused().Type);
    }

    [Fact]
    public void Nothing_is_reviewed_that_nobody_waits_for()
    {
        Assert.Equal(RefusalType.NotUnderReview, Approve.Decide(OwnerOf(), Facts(), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotUnderReview, Approve.Decide(OwnerOf(), Facts(Removed), Owner).Refused().Type);
    }

    [Fact]
    public void Only_owners_and_moderators_review_and_nobody_judges_a_talk_of_two_from_within()
    {
        Assert.Equal(RefusalType.NotAllowed, Approve.Decide(MemberOf(), Facts(Waiting), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotAllowed, Approve.Decide(OwnerOf(ConversationKind.Direct), Facts(Waiting), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Approve.Decide(null, Facts(Waiting), Owner).Refused().Type);
        Assert.Single(Approve.Decide(null, Facts(Waiting), Moderator).Events());
    }

    [Fact]
    public void A_version_of_another_message_is_refused_everywhere()
    {
        var other = new VersionInput(Room, MessageSeq: 8, VersionSeq: 9);
        Assert.Equal(RefusalType.NotFound, (Flag with { Of = other }).Decide(MemberOf(), Facts(), Ben).Refused().Type);
        Assert.Equal(RefusalType.NotFound, (Appeal with { Of = other }).Decide(MemberOf(), Facts(Removed), Ann).Refused().Type);
        Assert.Equal(RefusalType.NotFound, (Approve with { Of = other }).Decide(OwnerOf(), Facts(Waiting), Owner).Refused().Type);
        Assert.Equal(RefusalType.NotFound, new ViewOriginal(Command, other).Decide(OwnerOf(), Facts(), Owner).Refused().Type);
    }
}
