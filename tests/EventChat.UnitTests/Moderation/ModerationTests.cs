using EventChat.Contracts;
using EventChat.Pipeline;
using Microsoft.Extensions.Time.Testing;
using static EventChat.UnitTests.Moderation.ModerationBed;

namespace EventChat.UnitTests.Moderation;

/// <summary>The workflow's tasks on the event log: what they write, and that doing it again writes nothing.</summary>
public sealed class ModerationTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private ModerationBed Bed(ModerationPolicy? policy = null) => new(_time, policy);

    [Fact]
    public async Task An_ordinary_message_costs_nothing_and_leaves_no_trace()
    {
        var bed = Bed();
        var message = await bed.SendAsync("See you at noon, the train leaves from platform four.");
        var after = await bed.ModerateAsync(message);
        Assert.Empty(bed.Comprehend.Asked);
        Assert.Single(await bed.EventsAsync(Room.Log));
        Assert.Empty(await bed.EventsAsync(Room.ModerationLog));
        Assert.Null(await bed.CaseAsync(message));
        Assert.Null(after.Messages[0].Text);
    }

    [Fact]
    public async Task A_blocked_term_is_removed_by_the_rules()
    {
        var bed = Bed();
        bed.Block(Room.Log, "spam");
        bed.Block(LogId.GlobalModeration, "scam");
        await bed.ModerateAsync(await bed.SendAsync("buy my sp4m"), await bed.SendAsync("no s.c.a.m here"), await bed.SendAsync("fine"));
        Assert.Equal([(1, ReasonClass.Blocklist), (2, ReasonClass.Blocklist)], (await bed.ToldAsync()).Select(m => ((int)m.VersionSeq, m.Reason!.Value)));
        Assert.Equal(ReasonClass.Blocklist, await bed.State.RemovedAsync(Room, 1, default));
        Assert.Empty(bed.Comprehend.Asked);
    }

    [Fact]
    public async Task What_Comprehend_is_nearly_sure_of_is_removed_and_what_is_likely_goes_to_a_person()
    {
        var bed = Bed();
        var after = await bed.ModerateAsync(await bed.SendAsync("I will kill you, kill yourself"), await bed.SendAsync("you are an idiot"), await bed.SendAsync("what a stupid bug"));
        Assert.Equal([1L], (await bed.ToldAsync()).Select(m => m.VersionSeq));
        var review = Assert.Single(after.Reviews!);
        Assert.Equal(("room-0001-2-1", ReasonClass.Insult), (review.Name, review.Input.Reason));
        Assert.Equal([Verdict.Removed, Verdict.Review], (await bed.EventsAsync(Room.ModerationLog)).Cast<ChatEvent.MessageScreened>().Select(s => s.Verdict));
    }

    [Fact]
    public async Task A_batch_delivered_twice_changes_nothing_and_buys_nothing()
    {
        var bed = Bed(new(ModerationMode.Hold));
        ScreenedMessage[] messages =
            [await bed.SendAsync("hello", held: true), await bed.SendAsync("I will kill you, kill yourself", held: true), await bed.SendAsync("you are an idiot", held: true)];
        var first = await bed.ModerateAsync(messages);
        var (room, moderation, asked) = ((await bed.EventsAsync(Room.Log)).Count, (await bed.EventsAsync(Room.ModerationLog)).Count, bed.Comprehend.Asked.Count);
        var second = await bed.ModerateAsync(messages);
        Assert.Equal((room, moderation, asked), ((await bed.EventsAsync(Room.Log)).Count, (await bed.EventsAsync(Room.ModerationLog)).Count, bed.Comprehend.Asked.Count));
        Assert.Equal(first.Reviews!.Select(r => r.Name), second.Reviews!.Select(r => r.Name));
    }

    [Fact]
    public async Task A_held_message_without_objection_is_shown_and_its_readers_are_told()
    {
        var bed = Bed(new(ModerationMode.Hold));
        var after = await bed.ModerateAsync(await bed.SendAsync("hello", held: true));
        Assert.Equal([new ChatEvent.MessageModerated(1, 1, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "hello")], await bed.ToldAsync());
        Assert.Equal((1L, Alice, "hello"), (after.Notify![0].Seq, after.Notify[0].SenderId, after.Notify[0].Preview));
        Assert.Empty(await bed.EventsAsync(Room.ModerationLog));
    }

    [Fact]
    public async Task Held_before_the_mode_was_switched_off_is_shown_unread()
    {
        var bed = Bed(new(ModerationMode.Off));
        await bed.ModerateAsync(await bed.SendAsync("I will kill you", held: true));
        Assert.Equal(Verdict.Approved, Assert.Single(await bed.ToldAsync()).Verdict);
        Assert.Empty(bed.Comprehend.Asked);
    }

    [Fact]
    public async Task Texts_of_many_messages_go_in_one_call_and_the_same_text_goes_once()
    {
        var bed = Bed();
        var messages = new List<ScreenedMessage>();
        for (var i = 0; i < 8; i++) messages.Add(await bed.SendAsync($"you stupid thing number {i}", by: new UserId($"user{i}")));
        messages.Add(await bed.SendAsync("You  STUPID thing number 0", by: new UserId("other")));
        await bed.ModerateAsync([.. messages]);
        Assert.Equal(8, Assert.Single(bed.Comprehend.Asked).Count);
        var screened = (await bed.EventsAsync(Room.ModerationLog)).Cast<ChatEvent.MessageScreened>().ToList();
        Assert.Equal((9, bed.Comprehend.Units), (screened.Count, Math.Round(screened.Sum(s => s.Units))));
        Assert.Equal(0, screened[^1].Units);
    }

    [Fact]
    public async Task A_long_text_is_judged_by_its_worst_segment()
    {
        var bed = Bed();
        await bed.ModerateAsync(await bed.SendAsync(string.Concat(Enumerable.Repeat("A sentence about nothing at all. ", 100)) + "I will kill you, kill yourself."));
        Assert.Equal(4, Assert.Single(bed.Comprehend.Asked).Count);
        Assert.Equal(Verdict.Removed, Assert.Single(await bed.ToldAsync()).Verdict);
    }

    [Fact]
    public async Task A_message_deleted_meanwhile_gets_no_verdict()
    {
        var bed = Bed();
        var message = await bed.SendAsync("I will kill you, kill yourself");
        var screened = await bed.TaskAsync("screen", new([message]));
        await bed.DeleteAsync(1);
        await bed.TaskAsync("record", await bed.TaskAsync("detect", screened));
        Assert.Empty(await bed.ToldAsync());
        Assert.Empty(await bed.EventsAsync(Room.ModerationLog));
    }

    [Fact]
    public async Task Each_version_has_a_verdict_of_its_own()
    {
        var bed = Bed(new(ModerationMode.Hold));
        var first = await bed.SendAsync("I will kill you, kill yourself", held: true);
        var edit = await bed.EditAsync(1, "I will call you", held: true);
        var after = await bed.ModerateAsync(first, edit);
        Assert.Equal([(2L, Verdict.Approved), (1L, Verdict.Removed)], (await bed.ToldAsync()).Select(m => (m.VersionSeq, m.Verdict)));
        // The rules were faster than Comprehend: when the edit was shown nobody knew yet that what it replaces would never be.
        Assert.Empty(after.Notify!);
    }

    [Fact]
    public async Task An_edit_of_what_was_never_shown_is_news_when_it_is_shown()
    {
        var bed = Bed(new(ModerationMode.Hold));
        await bed.ModerateAsync(await bed.SendAsync("I will kill you, kill yourself", held: true));
        var after = await bed.ModerateAsync(await bed.EditAsync(1, "I will call you", held: true));
        Assert.Equal((1L, "I will call you"), (after.Notify![0].Seq, after.Notify[0].Preview));
    }

    [Fact]
    public async Task Personal_data_is_looked_for_if_the_policy_asks()
    {
        var bed = Bed(new(Pii: FindingRule.Remove));
        await bed.ModerateAsync(await bed.SendAsync("my card is 4111 1111 1111 1111"), await bed.SendAsync("my name is Bob and I am 30 years old"));
        Assert.Equal([(1L, ReasonClass.PersonalData)], (await bed.ToldAsync()).Select(m => (m.VersionSeq, m.Reason!.Value)));
        Assert.Equal((2, 0), (bed.Comprehend.PiiCalls, bed.Comprehend.Asked.Count));
    }

    [Fact]
    public async Task A_flood_and_repeats_are_removed_by_what_the_log_says()
    {
        var bed = Bed(new(FloodMessages: 5, Repeats: 3));
        var messages = new List<ScreenedMessage>();
        foreach (var text in (string[])["a b c", "Same  thing", "s4me thing!", "SAME thing", "five", "six"]) messages.Add(await bed.SendAsync(text));
        await bed.ModerateAsync([.. messages]);
        Assert.Equal([(4L, ReasonClass.Repeat), (5L, ReasonClass.Flood), (6L, ReasonClass.Flood)], (await bed.ToldAsync()).Select(m => (m.VersionSeq, m.Reason!.Value)));
        _time.Advance(TimeSpan.FromSeconds(11));
        await bed.ModerateAsync(await bed.SendAsync("seven"));
        Assert.Equal(3, (await bed.ToldAsync()).Count);
    }

    [Fact]
    public async Task A_message_without_its_text_is_read_from_the_log()
    {
        var bed = Bed();
        bed.Block(Room.Log, "spam");
        var message = await bed.SendAsync("spam");
        await bed.ModerateAsync(message with { Text = null });
        Assert.Single(await bed.ToldAsync());
    }

    [Fact]
    public async Task What_was_answered_before_a_failure_is_not_bought_again()
    {
        var bed = Bed();
        var messages = new List<ScreenedMessage>();
        for (var i = 0; i < 15; i++) messages.Add(await bed.SendAsync($"you stupid thing number {i}", by: new UserId($"user{i}")));
        var screened = await bed.TaskAsync("screen", new(messages));
        bed.Comprehend.Fault = calls => calls == 1 ? ScriptedComprehend.Throttled : null;
        await Assert.ThrowsAsync<ComprehendThrottledException>(() => bed.TaskAsync("detect", screened));
        bed.Comprehend.Fault = _ => null;
        await bed.TaskAsync("detect", screened);
        Assert.Equal([10, 5], bed.Comprehend.Asked.Select(a => a.Count));
    }

    [Fact]
    public async Task Failures_have_the_names_that_the_workflow_knows()
    {
        var bed = Bed();
        var screened = await bed.TaskAsync("screen", new([await bed.SendAsync("you stupid thing")]));
        bed.Comprehend.Fault = _ => ScriptedComprehend.Down;
        await Assert.ThrowsAsync<ComprehendUnavailableException>(() => bed.TaskAsync("detect", screened));
        bed.Comprehend.Fault = _ => new HttpRequestException("refused");
        await Assert.ThrowsAsync<ComprehendUnavailableException>(() => bed.TaskAsync("detect", screened));
        bed.Comprehend.Fault = _ => new TaskCanceledException("slow");
        await Assert.ThrowsAsync<ComprehendUnavailableException>(() => bed.TaskAsync("detect", screened));
    }

    [Theory]
    [InlineData(OutageRule.Open, Verdict.Approved)]
    [InlineData(OutageRule.Closed, Verdict.Review)]
    public async Task An_outage_is_recorded_and_the_policy_says_what_it_means(OutageRule rule, Verdict expected)
    {
        var bed = Bed(new(ModerationMode.Hold, Outage: rule));
        var screened = await bed.TaskAsync("screen", new([await bed.SendAsync("you stupid thing", held: true)]));
        var after = await bed.TaskAsync("outage", screened);
        var recorded = Assert.IsType<ChatEvent.MessageScreened>(Assert.Single(await bed.EventsAsync(Room.ModerationLog)));
        Assert.Equal((expected, VerdictSource.Outage, 0d), (recorded.Verdict, recorded.Source, recorded.Units));
        Assert.Equal(expected is Verdict.Approved ? 1 : 0, (await bed.ToldAsync()).Count);
        Assert.Equal(expected is Verdict.Review ? [ReviewCause.Outage] : [], after.Reviews!.Select(r => r.Input.Cause));
    }

    [Fact]
    public async Task Comprehend_is_not_asked_of_other_languages_and_a_careful_policy_asks_a_person()
    {
        var open = Bed();
        await open.ModerateAsync(await open.SendAsync("Du bist ein Arschloch und das ist nicht gut für dich"), await open.SendAsync("Das ist nicht schlimm, ich komme auch"));
        Assert.Empty(await open.ToldAsync());
        var careful = Bed(new(Outage: OutageRule.Closed));
        var after = await careful.ModerateAsync(
            await careful.SendAsync("Du bist ein Arschloch und das ist nicht gut für dich"), await careful.SendAsync("Das ist nicht schlimm, ich komme auch"));
        Assert.Equal([1L], after.Reviews!.Select(r => r.Input.VersionSeq));
        Assert.Empty(open.Comprehend.Asked);
        Assert.Empty(careful.Comprehend.Asked);
    }
}
