using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Contracts;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Pipeline;
using static EventChat.UnitTests.Moderation.ModerationBed;

namespace EventChat.UnitTests.Moderation;

/// <summary><c>review.asl.json</c> as it is deployed, from a doubtful message to its end.</summary>
public sealed class ReviewWorkflowTests
{
    private static readonly ModerationPolicy Two = new(ModerationMode.Hold, Reviewers: 2, ReviewMinutes: 30, OnDeadline: Verdict.Removed);

    private static async Task<(ScreenedMessage Message, JsonNode Input)> DoubtfulAsync(ModerationBed bed, WorkflowStage stage)
    {
        var message = await bed.SendAsync("you are an idiot", held: true);
        await stage.RunAsync("moderation", Input(message));
        stage.Tasks.Clear();
        return (message, Assert.Single(stage.Reviews).Input);
    }

    private static Task<ScreenedMessage> RunAsync(Func<ModerationBed, WorkflowStage, FastForwardTime, ScreenedMessage, JsonNode, Task> run, ModerationPolicy? policy = null) =>
        WorkflowStage.RunAsync(policy ?? Two, async (bed, stage, time) =>
        {
            var (message, input) = await DoubtfulAsync(bed, stage);
            await run(bed, stage, time, message, input);
            return message;
        });

    private static async Task<ChatEvent.ReviewClosed> ClosedAsync(ModerationBed bed) =>
        Assert.Single((await bed.EventsAsync(Room.ModerationLog)).OfType<ChatEvent.ReviewClosed>());

    [Fact]
    public Task Two_moderators_agree_and_the_message_is_shown() => RunAsync(async (bed, stage, time, message, input) =>
    {
        stage.Waiting = async token =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time);
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
            Assert.True(stage.Answer(token));
            Assert.False(stage.Answer(token));
        };
        var result = await stage.RunAsync("review", input);
        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal((Verdict.Approved, VerdictSource.Moderators), ((await ClosedAsync(bed)).Outcome, (await ClosedAsync(bed)).Source));
        Assert.Equal((Verdict.Approved, "you are an idiot"), ((await bed.ToldAsync())[0].Verdict, (await bed.ToldAsync())[0].Text));
        Assert.Equal("__NOTIFY_QUEUE__", Assert.Single(stage.Sent).Queue);
        Assert.Equal(["prepare", "open", "close", "__NOTIFY_QUEUE__"], stage.Tasks);
    });

    [Fact]
    public Task At_the_deadline_the_policy_decides() => RunAsync(async (bed, stage, time, message, input) =>
    {
        var began = time.GetUtcNow();
        stage.Waiting = _ => bed.SayAsync(message, Dana, Verdict.Approved);
        await stage.RunAsync("review", input);
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        Assert.Equal((Verdict.Removed, VerdictSource.Deadline), ((await ClosedAsync(bed)).Outcome, (await ClosedAsync(bed)).Source));
        Assert.Equal((Verdict.Removed, false), ((await bed.ToldAsync())[0].Verdict, (await bed.ToldAsync())[0].Shown));
        Assert.Empty(stage.Sent);
    });

    [Fact]
    public Task They_agreed_and_nobody_answered_the_token_so_the_deadline_finds_it() => RunAsync(async (bed, stage, _, message, input) =>
    {
        stage.Waiting = async _ =>
        {
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
        };
        await stage.RunAsync("review", input);
        Assert.Equal((Verdict.Approved, VerdictSource.Moderators), ((await ClosedAsync(bed)).Outcome, (await ClosedAsync(bed)).Source));
    });

    [Fact]
    public Task A_forged_answer_closes_nothing_and_the_deadline_stays_where_it_was() => RunAsync(async (bed, stage, time, message, input) =>
    {
        var (began, tokens) = (time.GetUtcNow(), new List<string>());
        stage.Waiting = async token =>
        {
            tokens.Add(token);
            if (tokens.Count > 3) return;
            await Task.Delay(TimeSpan.FromMinutes(7), time);
            stage.Answer(token, tokens.Count == 2 ? new TaskOutcome.Failed("Forged", "by a stranger") : null);
        };
        await stage.RunAsync("review", input);
        Assert.Equal(4, tokens.Distinct().Count());
        Assert.Equal(VerdictSource.Deadline, (await ClosedAsync(bed)).Source);
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(38));
        Assert.Single((await bed.EventsAsync(Room.ModerationLog)).OfType<ChatEvent.ReviewOpened>());
        Assert.NotNull(await bed.CaseAsync(message));
    });

    [Fact]
    public Task The_answer_of_open_gets_lost_and_the_next_attempts_token_is_the_one_that_counts() => RunAsync(async (bed, stage, _, message, input) =>
    {
        stage.After = (task, count) => task == "open" && count == 1 ? new TaskOutcome.Failed("Lambda.SdkClientException", "connection reset") : null;
        stage.Waiting = async token =>
        {
            Assert.Equal("token-2", (await bed.CaseAsync(message))!.Open!.Token);
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
            Assert.True(stage.Answer(token));
        };
        await stage.RunAsync("review", input);
        Assert.Equal(VerdictSource.Moderators, (await ClosedAsync(bed)).Source);
        Assert.Single((await bed.EventsAsync(Room.ModerationLog)).OfType<ChatEvent.ReviewOpened>());
    });

    [Fact]
    public Task They_agree_between_two_attempts_and_nobody_waits_for_the_deadline() => RunAsync(async (bed, stage, time, message, input) =>
    {
        var began = time.GetUtcNow();
        stage.After = (task, count) =>
        {
            if (task != "open" || count > 1) return null;
            WorkflowStage.Now(async () =>
            {
                await bed.SayAsync(message, Dana, Verdict.Removed);
                await bed.SayAsync(message, Bob, Verdict.Removed);
            });
            return new TaskOutcome.Failed("Lambda.SdkClientException", "connection reset");
        };
        await stage.RunAsync("review", input);
        Assert.Equal((Verdict.Removed, VerdictSource.Moderators), ((await ClosedAsync(bed)).Outcome, (await ClosedAsync(bed)).Source));
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    });

    [Fact]
    public Task The_answer_of_close_gets_lost_and_everything_happens_once() => RunAsync(async (bed, stage, _, message, input) =>
    {
        stage.After = (task, count) => task == "close" && count == 1 ? new TaskOutcome.Failed("Lambda.SdkClientException", "connection reset") : null;
        stage.Waiting = async token =>
        {
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
            stage.Answer(token);
        };
        await stage.RunAsync("review", input);
        await ClosedAsync(bed);
        Assert.Single(await bed.ToldAsync());
        Assert.Single(stage.Sent);
    });

    [Fact]
    public Task Deleted_while_it_waits_it_is_closed_and_nothing_is_told() => RunAsync(async (bed, stage, _, message, input) =>
    {
        stage.Waiting = _ => bed.DeleteAsync(message.MessageSeq);
        await stage.RunAsync("review", input);
        await ClosedAsync(bed);
        Assert.Empty(await bed.ToldAsync());
        Assert.Empty(stage.Sent);
        Assert.False(await bed.CaseAsync(message) is { Open: not null });
    });

    [Fact]
    public Task What_is_deleted_or_decided_is_not_opened() => RunAsync(async (bed, stage, _, message, input) =>
    {
        stage.Waiting = async token =>
        {
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
            stage.Answer(token);
        };
        await stage.RunAsync("review", input);
        stage.Tasks.Clear();
        await stage.RunAsync("review", input);
        Assert.Equal(["prepare"], stage.Tasks);
    });

    [Fact]
    public Task An_appeal_opens_the_second_round_and_shows_the_message_again() => RunAsync(async (bed, stage, _, message, input) =>
    {
        await stage.RunAsync("review", input); // nobody answers: removed at the deadline
        var version = (await bed.Verdicts.VersionAsync(Room, message.VersionSeq, default))!;
        var (known, seen) = await bed.Verdicts.CaseAsync(version, default);
        Assert.True(await bed.State.ReplaceDocumentAsync(Cases.Put(Room, known! with { Appealed = true }, seen), default));
        stage.Waiting = async token =>
        {
            await bed.SayAsync(message, Dana, Verdict.Approved);
            await bed.SayAsync(message, Bob, Verdict.Approved);
            stage.Answer(token);
        };
        input["cause"] = "Appeal";
        await stage.RunAsync("review", input);
        Assert.Equal([Verdict.Removed, Verdict.Approved], (await bed.ToldAsync()).Select(m => m.Verdict));
        Assert.Equal([1, 2], (await bed.EventsAsync(Room.ModerationLog)).OfType<ChatEvent.ReviewClosed>().Select(c => c.Round));
        Assert.Null(await bed.State.RemovedAsync(Room, message.VersionSeq, default));
        // Shown for the first time: its readers have never heard of it.
        Assert.Single(stage.Sent);
    });

    [Fact]
    public Task The_table_is_gone_for_an_hour_and_the_review_goes_on_after() => RunAsync(async (bed, stage, time, _, input) =>
    {
        var back = time.GetUtcNow().AddHours(1);
        stage.Before = (_, _) => time.GetUtcNow() < back ? new TaskOutcome.Failed("InternalServerErrorException", "no table") : null;
        var result = await stage.RunAsync("review", input);
        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(VerdictSource.Deadline, (await ClosedAsync(bed)).Source);
    });
}
