using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Pipeline;
using static EventChat.UnitTests.Moderation.ModerationBed;

namespace EventChat.UnitTests.Moderation;

/// <summary><c>moderation.asl.json</c> as it is deployed: whatever fails, each message comes to a verdict, or the batch to a queue.</summary>
public sealed class ModerationWorkflowTests
{
    private static readonly ModerationPolicy Hold = new(ModerationMode.Hold);
    private static readonly ModerationPolicy Careful = new(ModerationMode.Hold, Outage: OutageRule.Closed);
    private static readonly TaskOutcome NoTable = new TaskOutcome.Failed("InternalServerErrorException", "no table");

    [Fact]
    public async Task An_ordinary_batch_is_one_call_and_no_message() => await WorkflowStage.RunAsync(new(), async (bed, stage, _) =>
    {
        var result = await stage.RunAsync("moderation", Input(await bed.SendAsync("Good morning"), await bed.SendAsync("See you at noon")));
        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(["screen"], stage.Tasks);
        return result;
    });

    [Fact]
    public async Task A_held_message_that_is_approved_goes_to_the_grace_queue() => await WorkflowStage.RunAsync(Hold, async (bed, stage, _) =>
    {
        await stage.RunAsync("moderation", Input(await bed.SendAsync("Good morning", held: true), await bed.SendAsync("you stupid thing, fine", held: true)));
        Assert.Equal(["screen", "detect", "record", "__NOTIFY_QUEUE__"], stage.Tasks);
        var (queue, body, delay) = Assert.Single(stage.Sent);
        Assert.Equal(("__NOTIFY_QUEUE__", Limits.GraceSeconds), (queue, delay));
        Assert.Equal("""{"conversationId":"room-0001","seq":1,"senderId":"alice","at":"2026-03-01T12:00:00+00:00","preview":"Good morning"}""", body.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("room-0001-2-1", Assert.Single(stage.Reviews).Name);
        return queue;
    });

    [Fact]
    public async Task Throttled_for_a_moment_Comprehend_is_asked_again() => await WorkflowStage.RunAsync(Hold, async (bed, stage, time) =>
    {
        var clear = time.GetUtcNow().AddSeconds(3);
        bed.Comprehend.Fault = _ => time.GetUtcNow() < clear ? ScriptedComprehend.Throttled : null;
        await stage.RunAsync("moderation", Input(await bed.SendAsync("this gun is for cake, you joke", held: true)));
        Assert.Equal(VerdictSource.Comprehend, (await bed.ToldAsync())[0].Source);
        return clear;
    });

    [Theory]
    [InlineData("throttled")]
    [InlineData("down")]
    [InlineData("slow")]
    [InlineData("crashing")]
    public async Task Throttled_for_a_minute_down_or_slow_the_policy_decides_within_the_executions_time(string trouble)
    {
        foreach (var policy in (ModerationPolicy[])[Hold, Careful])
        {
            await WorkflowStage.RunAsync(policy, async (bed, stage, time) =>
            {
                var (began, message) = (time.GetUtcNow(), await bed.SendAsync("this gun is for cake, you joke", held: true));
                bed.Comprehend.Fault = _ => trouble switch
                {
                    "throttled" => time.GetUtcNow() < began.AddSeconds(60) ? ScriptedComprehend.Throttled : null,
                    "down" => ScriptedComprehend.Down,
                    "crashing" => new InvalidOperationException("a defect"),
                    _ => null,
                };
                if (trouble == "slow") stage.Takes = task => task == "detect" ? TimeSpan.FromSeconds(90) : TimeSpan.Zero;
                var result = await stage.RunAsync("moderation", Input(message));
                Assert.Equal(ExecutionStatus.Succeeded, result.Status);
                Assert.InRange(time.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromSeconds(100));
                Assert.Equal(VerdictSource.Outage, Assert.IsType<ChatEvent.MessageScreened>(Assert.Single(await bed.EventsAsync(Room.ModerationLog))).Source);
                if (policy == Careful) Assert.Equal("Outage", (string?)Assert.Single(stage.Reviews).Input["cause"]);
                else Assert.Equal(VerdictSource.Outage, Assert.Single(await bed.ToldAsync()).Source);
                return result;
            });
        }
    }

    [Theory]
    [InlineData("screen")]
    [InlineData("record")]
    [InlineData("__NOTIFY_QUEUE__")]
    public async Task What_can_not_be_written_is_tried_again_later_and_then_found_done(string failing) => await WorkflowStage.RunAsync(Hold, async (bed, stage, _) =>
    {
        stage.Before = (task, _) => task == failing ? NoTable : null;
        await stage.RunAsync("moderation", Input(await bed.SendAsync("Good morning", held: true), await bed.SendAsync("this gun is for cake, you joke", held: true)));
        var (queue, body, delay) = stage.Sent[^1];
        Assert.Equal(("__RETRY_QUEUE__", 60, "moderation", 1), (queue, delay, (string?)body["workflow"], (int?)body["input"]!["attempt"]));

        stage.Before = (_, _) => null;
        stage.Sent.Clear();
        await stage.RunAsync("moderation", body["input"]!);
        Assert.Equal([1L, 2L], (await bed.ToldAsync()).Select(m => m.VersionSeq).Order());
        Assert.Equal([1, 2], stage.Sent.Where(s => s.Queue == "__NOTIFY_QUEUE__").Select(s => (int)s.Body["seq"]!).Order());
        Assert.Single(bed.Comprehend.Asked);
        return queue;
    });

    [Fact]
    public async Task After_an_hour_it_lies_in_the_failure_queue() => await WorkflowStage.RunAsync(Hold, async (bed, stage, _) =>
    {
        stage.Before = (task, _) => task == "screen" ? NoTable : null;
        var input = Input(await bed.SendAsync("Good morning", held: true));
        input["attempt"] = 60;
        await stage.RunAsync("moderation", input);
        Assert.Equal(("__FAILURE_QUEUE__", "InternalServerErrorException"), (Assert.Single(stage.Sent).Queue, (string?)stage.Sent[0].Body["error"]));
        return input;
    });

    [Fact]
    public async Task A_review_that_runs_already_is_not_started_twice() => await WorkflowStage.RunAsync(new(), async (bed, stage, _) =>
    {
        var input = Input(await bed.SendAsync("you are an idiot"));
        await stage.RunAsync("moderation", input);
        var again = await stage.RunAsync("moderation", input);
        Assert.Equal(ExecutionStatus.Succeeded, again.Status);
        Assert.Single(stage.Reviews);
        Assert.Empty(stage.Sent);
        return again;
    });

    [Theory]
    [InlineData("語")]
    [InlineData("\"")]
    [InlineData("x")]
    public async Task The_largest_batch_fits_the_states(string filler) => await WorkflowStage.RunAsync(Hold, async (bed, stage, _) =>
    {
        var messages = new List<ScreenedMessage>();
        var bytes = 0;
        while (messages.Count < Limits.MessagesPerExecution)
        {
            var text = "this gun is for cake, you joke " + string.Concat(Enumerable.Repeat(filler, (Limits.TextBytes - 40) / System.Text.Encoding.UTF8.GetByteCount(filler)));
            // The router counts the input as it is written.
            bytes += (filler == "\"" ? 2 : 1) * Limits.TextBytes + 250;
            if (bytes > Limits.ExecutionInputBytes) break;
            messages.Add(await bed.SendAsync(text, held: true, by: new UserId($"user{messages.Count}")));
        }
        var result = await stage.RunAsync("moderation", Input([.. messages]));
        Assert.Equal((ExecutionStatus.Succeeded, messages.Count), (result.Status, (await bed.ToldAsync()).Count + stage.Reviews.Count));
        return result;
    });
}
