using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using EventChat.UnitTests.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Moderation;

/// <summary>The deciders of moderation: given a case, when something is found or said, then events and the case after.</summary>
public sealed class VerdictSpecs
{
    private static readonly MessageVersion Shown = new(Room, 7, 7, Ann, Noon, "Hello", Held: false);
    private static readonly MessageVersion Held = Shown with { Held = true };
    private static readonly Finding Bought = new(Verdict.Approved, VerdictSource.Comprehend, Scores: new Dictionary<string, double> { ["INSULT"] = 0.1 }, Units: 0.3);
    private static readonly Finding Removed = new(Verdict.Removed, VerdictSource.Rules, ReasonClass.Blocklist);
    private static readonly Finding Doubtful = new(Verdict.Review, VerdictSource.Comprehend, ReasonClass.Insult);

    private static Decision Screen(MessageVersion version, Finding finding, ModerationCase? known = null, bool deleted = false) =>
        RecordScreening.Decide(version, finding, known, seen: known is null ? 0 : 1, deleted);

    private static Decision Publish(MessageVersion version, ModerationCase? known, bool deleted = false) =>
        PublishVerdict.Decide(version, known, seen: known is null ? 0 : 1, deleted, groupVersion: 4);

    private static ModerationCase CaseAfter(Decision decision) =>
        JsonSerializer.Deserialize(decision.State().OfType<StateWrite.PutDocument>().Single().Json, StateJson.Default.ModerationCase)!;

    [Fact]
    public void A_plain_approval_is_no_event()
    {
        Assert.IsType<Decision.Nothing>(Screen(Shown, Finding.Clear));
        Assert.IsType<Decision.Nothing>(Publish(Shown, null));
    }

    [Fact]
    public void What_was_bought_is_recorded_and_members_hear_nothing()
    {
        var decision = Screen(Shown, Bought);
        Assert.Equal([new ChatEvent.MessageScreened(7, 7, Verdict.Approved, VerdictSource.Comprehend, null, Bought.Scores, null, 0.3)], decision.Events());
        Assert.IsType<Decision.Nothing>(Publish(Shown, CaseAfter(decision)));
    }

    [Fact]
    public void A_held_version_without_objection_is_shown_with_its_text()
    {
        var decision = Publish(Held, null);
        Assert.Equal([new ChatEvent.MessageModerated(7, 7, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "Hello") { Author = Ann }], decision.Events());
        var after = CaseAfter(decision);
        Assert.Equal((true, 1, 0), (after.Shown, after.Flips, after.FirstShownIn));
        Assert.IsType<Decision.Nothing>(Publish(Held, after));
    }

    [Fact]
    public void A_shown_version_is_removed_and_marked_once()
    {
        var known = CaseAfter(Screen(Shown, Removed));
        var decision = Publish(Shown, known);
        Assert.Equal([new ChatEvent.MessageModerated(7, 7, Verdict.Removed, VerdictSource.Rules, Shown: true, ReasonClass.Blocklist)], decision.Events());
        Assert.Contains(new StateWrite.MarkRemoved(Room, 7, ReasonClass.Blocklist), decision.State());
        Assert.IsType<Decision.Nothing>(Publish(Shown, CaseAfter(decision)));
    }

    [Fact]
    public void A_held_version_that_is_removed_is_told_to_its_author()
    {
        var decision = Publish(Held, CaseAfter(Screen(Held, Removed)));
        Assert.Equal([new ChatEvent.MessageModerated(7, 7, Verdict.Removed, VerdictSource.Rules, Shown: false, ReasonClass.Blocklist)], decision.Events());
    }

    [Fact]
    public void A_doubtful_version_stays_as_it_is_until_somebody_decides()
    {
        Assert.IsType<Decision.Nothing>(Publish(Shown, CaseAfter(Screen(Shown, Doubtful))));
        Assert.IsType<Decision.Nothing>(Publish(Held, CaseAfter(Screen(Held, Doubtful))));
    }

    [Fact]
    public void A_removed_version_that_is_approved_is_shown_again_with_its_text()
    {
        var removed = CaseAfter(Publish(Shown, CaseAfter(Screen(Shown, Removed))));
        var decision = Publish(Shown, removed with { Verdict = Verdict.Approved, Source = VerdictSource.Moderators });
        Assert.Equal([new ChatEvent.MessageModerated(7, 7, Verdict.Approved, VerdictSource.Moderators, Shown: false, Text: "Hello") { Author = Ann }], decision.Events());
        Assert.Contains(new StateWrite.ClearRemoved(Room, 7), decision.State());
        Assert.Equal((2, (int?)null), (CaseAfter(decision).Flips, CaseAfter(decision).FirstShownIn));
    }

    [Fact]
    public void A_deleted_message_gets_no_verdict()
    {
        Assert.IsType<Decision.Nothing>(Screen(Shown, Removed, deleted: true));
        Assert.IsType<Decision.Nothing>(Publish(Held, null, deleted: true));
        Assert.IsType<Decision.Nothing>(Publish(Shown, CaseAfter(Screen(Shown, Removed)), deleted: true));
    }

    [Fact]
    public void A_version_is_screened_once_and_never_after_a_person()
    {
        Assert.IsType<Decision.Nothing>(Screen(Shown, Removed, CaseAfter(Screen(Shown, Bought))));
        var decided = ModerationCase.Of(Shown) with { Source = VerdictSource.Moderators, Round = 1 };
        Assert.IsType<Decision.Nothing>(Screen(Shown, Removed, decided));
    }

    [Fact]
    public void A_report_under_review_is_not_ended_by_an_approval_but_a_removal_does_not_wait()
    {
        var reported = ModerationCase.Of(Shown) with { Round = 1, Open = new(ReviewCause.Report, Noon.AddHours(1), 1, "t") };
        Assert.Equal((Verdict.Approved, VerdictSource.Rules), (CaseAfter(Screen(Shown, Doubtful, reported)).Verdict, CaseAfter(Screen(Shown, Doubtful, reported)).Source));
        var removed = CaseAfter(Screen(Shown, Removed, reported));
        Assert.Equal((Verdict.Removed, true), (removed.Verdict, removed.Open is not null));
    }
}
