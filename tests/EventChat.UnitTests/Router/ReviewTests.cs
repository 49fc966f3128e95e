using Amazon.StepFunctions.Model;
using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Router;

public sealed class ReviewTests : IDisposable
{
    private static readonly ModerationCase Removed = new(1, 1, Ann, Verdict.Removed, VerdictSource.Comprehend, ReasonClass.Insult, Shown: false, Round: 1);
    private static readonly OpenReview Open = new(ReviewCause.Report, Noon, Needed: 2, "the-token");

    private readonly RouterBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_report_of_what_nobody_objected_to_opens_a_review()
    {
        await ReportAsync();

        var review = Assert.Single(_bed.Workflows.Started);
        Assert.Equal(
            (RouterBed.Review, "room-0001-1-m1", """{"conversationId":"room-0001","messageSeq":1,"versionSeq":1,"cause":"Report","reason":"Hate"}"""),
            (review.StateMachineArn, review.Name, review.Input));
    }

    [Theory]
    [InlineData(false, VerdictSource.Rules, ReviewCause.Report, true)]
    [InlineData(false, VerdictSource.Deadline, ReviewCause.Report, true)]
    [InlineData(false, VerdictSource.Moderators, ReviewCause.Report, false)]
    [InlineData(false, VerdictSource.Moderators, ReviewCause.Appeal, true)]
    [InlineData(true, VerdictSource.Rules, ReviewCause.Report, false)]
    [InlineData(true, VerdictSource.Rules, ReviewCause.Appeal, false)]
    public void The_case_says_whether_a_review_is_needed(bool open, VerdictSource source, ReviewCause cause, bool needed) =>
        Assert.Equal(needed, Reviews.IsNeeded(Removed with { Source = source, Open = open ? Open : null }, cause));

    [Fact]
    public async Task A_report_that_comes_twice_after_a_crash_opens_one_review_even_if_that_is_over()
    {
        await _bed.AppendAsync(Room.ModerationLog, Ben, new ChatEvent.MessageFlagged(1, 1, ReasonClass.Hate));
        _bed.Fate.Fails = call => call == "checkpoint" ? new InvalidOperationException("down") : null;
        await _bed.DeliverAsync(_bed.Records);
        _bed.Restart();

        Assert.Empty(await _bed.DeliverAsync(_bed.Records));

        Assert.Single(_bed.Workflows.Started);
    }

    [Fact]
    public async Task The_execution_that_waits_is_told_once_as_many_moderators_agree_as_are_needed()
    {
        var open = Removed with { Open = Open, Opinions = [new(1, Ben, Verdict.Approved)] };
        await _bed.PutCaseAsync(Room, open);
        await SayAsync(Ben);
        Assert.Empty(_bed.Workflows.Answered);

        await _bed.PutAsync(new StateWrite.PutDocument(
            Room.Log.Value, StateKeys.Case(1), System.Text.Json.JsonSerializer.Serialize(open with { Opinions = [.. open.Opinions!, new(1, Cem, Verdict.Approved)] }, StateJson.Default.ModerationCase), 1));
        await SayAsync(Cem);

        var answer = Assert.Single(_bed.Workflows.Answered);
        Assert.Equal(("the-token", """{"outcome":"Approved"}"""), (answer.TaskToken, answer.Output));
    }

    [Theory]
    [InlineData(typeof(TaskTimedOutException))]
    [InlineData(typeof(TaskDoesNotExistException))]
    [InlineData(typeof(InvalidTokenException))]
    public async Task A_token_that_is_no_longer_waited_for_holds_nothing_up(Type refusal)
    {
        await _bed.PutCaseAsync(Room, Removed with { Open = Open with { Needed = 1 }, Opinions = [new(1, Ben, Verdict.Approved)] });
        _bed.Fate.Fails = call => call == "token" ? (Exception)Activator.CreateInstance(refusal, "late")! : null;

        Assert.Empty(await SayAsync(Ben));
        Assert.Single(_bed.Bus.Put);
    }

    [Fact]
    public void The_longest_name_fits()
    {
        var longest = new Route.Review(new(new(new string('c', 64)), 1, 1_000_000, ReviewCause.Appeal, null), 1_000_000);
        Assert.Equal(32 + "-1000000-m1000000".Length, Reviews.NameOf(longest).Length);
        Assert.NotEqual(Reviews.NameOf(longest), Reviews.NameOf(longest with { Input = longest.Input with { ConversationId = new(new string('d', 64)) } }));
    }

    private async Task ReportAsync()
    {
        await _bed.AppendAsync(Room.ModerationLog, Ben, new ChatEvent.MessageFlagged(1, 1, ReasonClass.Hate, "look"));
        Assert.Empty(await _bed.DeliverAsync(_bed.Records));
    }

    private async Task<string[]> SayAsync(UserId moderator)
    {
        await _bed.AppendAsync(Room.ModerationLog, moderator, new ChatEvent.MessageReviewed(1, 1, 1, Verdict.Approved));
        return await _bed.DeliverAsync([_bed.Records[^1]]);
    }
}
