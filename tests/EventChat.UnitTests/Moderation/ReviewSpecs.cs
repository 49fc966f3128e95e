using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using EventChat.UnitTests.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Moderation;

public sealed class ReviewSpecs
{
    private static readonly MessageVersion Version = new(Room, 7, 7, Ann, Noon, "Hello", Held: false);
    private static readonly ModerationPolicy Two = new(Reviewers: 2, ReviewMinutes: 30, OnDeadline: Verdict.Removed);
    private static readonly ModerationCase Doubtful = ModerationCase.Of(Version) with { Verdict = Verdict.Review, Reason = ReasonClass.Insult, Screened = true };

    private static ReviewRequest Request(ReviewCause cause) => new(Room, 7, 7, cause, ReasonClass.Insult);

    private static ModerationCase Opened(ModerationCase known, ReviewCause cause = ReviewCause.Screening, ModerationPolicy? policy = null) =>
        After(BeginReview.Decide(Version, Request(cause), known.Round + 1, "token", known, 1, policy ?? Two, Noon));

    private static ModerationCase Said(ModerationCase known, params (UserId By, Verdict Outcome)[] opinions) =>
        known with { Opinions = [.. known.Opinions ?? [], .. opinions.Select(o => new Opinion(known.Round, o.By, o.Outcome))] };

    private static Decision Close(ModerationCase known, bool overdue = false) => CloseReview.Decide(Version, known.Round, known, 1, Two, overdue);

    private static ModerationCase After(Decision decision) =>
        JsonSerializer.Deserialize(decision.State().OfType<StateWrite.PutDocument>().Single().Json, StateJson.Default.ModerationCase)!;

    [Fact]
    public void A_review_opens_with_its_deadline_and_the_number_that_must_agree()
    {
        var decision = BeginReview.Decide(Version, Request(ReviewCause.Screening), 1, "token", Doubtful, 1, Two, Noon);
        Assert.Equal([new ChatEvent.ReviewOpened(7, 7, 1, ReviewCause.Screening, Noon.AddMinutes(30), 2, ReasonClass.Insult)], decision.Events());
        Assert.Equal(new OpenReview(ReviewCause.Screening, Noon.AddMinutes(30), 2, "token"), After(decision).Open);
    }

    [Fact]
    public void A_round_opens_once() =>
        Assert.IsType<Decision.Nothing>(BeginReview.Decide(Version, Request(ReviewCause.Screening), 1, "other", Opened(Doubtful), 2, Two, Noon));

    [Fact]
    public void No_event_carries_the_token() =>
        Assert.DoesNotContain("token", EventTypes.Serialize(BeginReview.Decide(Version, Request(ReviewCause.Screening), 1, "token", Doubtful, 1, Two, Noon).Events()[0]), StringComparison.Ordinal);

    [Fact]
    public void What_agrees_is_the_outcome_and_one_opinion_of_two_is_not()
    {
        var open = Opened(Doubtful);
        Assert.IsType<Decision.Nothing>(Close(Said(open, (Ben, Verdict.Removed))));
        Assert.IsType<Decision.Nothing>(Close(Said(open, (Ben, Verdict.Removed), (Cem, Verdict.Approved))));
        var decision = Close(Said(open, (Ben, Verdict.Removed), (Cem, Verdict.Removed)));
        Assert.Equal([new ChatEvent.ReviewClosed(7, 7, 1, Verdict.Removed, VerdictSource.Moderators)], decision.Events());
        Assert.Equal((Verdict.Removed, VerdictSource.Moderators, ReasonClass.Insult, null), (After(decision).Verdict, After(decision).Source, After(decision).Reason, After(decision).Open));
    }

    [Fact]
    public void The_deadline_decides_as_the_policy_says_unless_they_agreed_at_that_moment()
    {
        var open = Opened(Doubtful);
        Assert.Equal([new ChatEvent.ReviewClosed(7, 7, 1, Verdict.Removed, VerdictSource.Deadline)], Close(Said(open, (Ben, Verdict.Approved)), overdue: true).Events());
        Assert.Equal(
            [new ChatEvent.ReviewClosed(7, 7, 1, Verdict.Approved, VerdictSource.Moderators)],
            Close(Said(open, (Ben, Verdict.Approved), (Cem, Verdict.Approved)), overdue: true).Events());
    }

    [Fact]
    public void An_answer_that_the_case_knows_nothing_of_closes_nothing() => Assert.IsType<Decision.Nothing>(Close(Opened(Doubtful)));

    [Fact]
    public void A_round_closes_once()
    {
        var closed = After(Close(Opened(Doubtful), overdue: true));
        Assert.IsType<Decision.Nothing>(CloseReview.Decide(Version, 1, closed, 2, Two, overdue: true));
    }

    [Fact]
    public void An_appeal_that_nobody_answers_leaves_the_verdict_as_it_was()
    {
        var removed = Doubtful with { Verdict = Verdict.Removed, Source = VerdictSource.Moderators, Round = 1, Appealed = true };
        var decision = CloseReview.Decide(Version, 2, Opened(removed, ReviewCause.Appeal), 1, Two with { OnDeadline = Verdict.Approved }, overdue: true);
        Assert.Equal([new ChatEvent.ReviewClosed(7, 7, 2, Verdict.Removed, VerdictSource.Deadline)], decision.Events());
    }

    [Fact]
    public void Opinions_of_the_first_round_do_not_count_in_the_second()
    {
        var removed = Said(Doubtful with { Round = 1 }, (Ben, Verdict.Removed), (Cem, Verdict.Removed)) with { Verdict = Verdict.Removed, Appealed = true };
        Assert.Null(Opened(removed, ReviewCause.Appeal).Agreed);
    }

    [Theory]
    [InlineData(ReviewCause.Report, ReasonClass.Reported)]
    [InlineData(ReviewCause.Outage, ReasonClass.Other)]
    public void What_moderators_remove_has_a_reason(ReviewCause cause, ReasonClass expected)
    {
        var known = ModerationCase.Of(Version) with { Reason = cause is ReviewCause.Outage ? ReasonClass.Unchecked : null, Round = 1, Open = new(cause, Noon, 1, "t") };
        Assert.Equal(expected, After(Close(Said(known, (Ben, Verdict.Removed)))).Reason);
    }

    [Fact]
    public void A_review_is_due_only_for_what_nobody_decided()
    {
        Assert.Equal(1, BeginReview.NextRound(Doubtful, ReviewCause.Screening, deleted: false));
        Assert.Equal(1, BeginReview.NextRound(null, ReviewCause.Report, deleted: false));
        Assert.Equal(2, BeginReview.NextRound(Doubtful with { Verdict = Verdict.Removed, Round = 1, Appealed = true }, ReviewCause.Appeal, deleted: false));
        Assert.Null(BeginReview.NextRound(Doubtful, ReviewCause.Screening, deleted: true));
        Assert.Null(BeginReview.NextRound(Doubtful with { Verdict = Verdict.Approved }, ReviewCause.Screening, deleted: false));
        Assert.Null(BeginReview.NextRound(Opened(Doubtful), ReviewCause.Report, deleted: false));
        Assert.Null(BeginReview.NextRound(Doubtful with { Source = VerdictSource.Moderators, Round = 1 }, ReviewCause.Report, deleted: false));
        Assert.Null(BeginReview.NextRound(Doubtful with { Verdict = Verdict.Approved, Appealed = true, Round = 1 }, ReviewCause.Appeal, deleted: false));
    }
}
