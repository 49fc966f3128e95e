using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Notifications.Backstage;

namespace EventChat.UnitTests.Notifications;

public sealed class PlanTests : IDisposable
{
    private readonly Backstage _stage = new();

    public void Dispose() => _stage.Dispose();

    private Task<NotificationPlan> PlanAsync(TellMessage[] messages, UserId? cursor = null) =>
        _stage.Plan.RunAsync(new(_stage.Room, messages, Cursor: cursor), default);

    [Fact]
    public async Task All_members_of_a_small_conversation_are_asked_in_bounded_batches()
    {
        await _stage.OpenAsync(members: 250);
        for (var i = 0; i < 250; i++) await _stage.JoinAsync(new($"member-{i:D3}"));
        var plan = await PlanAsync([await _stage.SayAsync(Alice, "Hello")]);
        Assert.Equal([100, 100, 50], plan.Batches.Select(b => b.Count));
        Assert.Equal(250, plan.Batches.SelectMany(b => b).Distinct().Count());
        Assert.Equal((false, null), (plan.More, plan.Cursor));
    }

    [Fact]
    public async Task More_members_than_one_answer_holds_come_in_rounds()
    {
        await _stage.OpenAsync(members: 300);
        for (var i = 0; i < 300; i++) await _stage.JoinAsync(new($"member-{i:D3}"));
        // So many long messages that there is room for 100 ids only.
        TellMessage[] messages = [.. Enumerable.Range(1, 190).Select(i => new TellMessage(i, Alice, Noon, Mentions: [.. Enumerable.Range(0, 20).Select(m => new UserId(new string('u', 36) + $"{m:D2}"))]))];
        List<UserId> asked = [];
        UserId? cursor = null;
        do
        {
            var plan = await PlanAsync(messages, cursor);
            Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(plan, NotificationJson.Default.NotificationPlan).Length, 1, 220_000);
            asked.AddRange(plan.Batches.SelectMany(b => b));
            Assert.Equal(plan.More, plan.Cursor is not null);
            cursor = plan.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(300, asked.Count);
        Assert.Equal(300, asked.Distinct().Count());
    }

    [Fact]
    public async Task Of_a_large_conversation_only_who_is_named_is_asked()
    {
        await _stage.OpenAsync(members: Limits.NotifyAllMembers + 1);
        foreach (var user in new[] { Alice, Bob, Carol, new UserId("dana") }) await _stage.JoinAsync(user);
        var asked = await _stage.SayAsync(Carol, "When?");
        var plan = await PlanAsync([await _stage.SayAsync(Alice, "@bob", mentions: [Bob]), await _stage.SayAsync(Alice, "Tomorrow", replyTo: asked.Seq)]);
        Assert.Equal([Bob, Carol], Assert.Single(plan.Batches));
        Assert.Equal(Carol, plan.Messages[1].RepliedTo);
    }

    [Fact]
    public async Task What_was_deleted_or_removed_within_the_grace_period_is_told_to_nobody()
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Bob);
        var (gone, there) = (await _stage.SayAsync(Alice, "Oh"), await _stage.SayAsync(Alice, "Hello"));
        await _stage.RemoveTextAsync(gone.Seq);
        Assert.Equal([there.Seq], (await PlanAsync([gone, there, there])).Messages.Select(m => m.Seq));
        Assert.Empty((await PlanAsync([gone])).Batches);
    }

    [Fact]
    public async Task Previews_of_too_many_messages_are_left_in_the_log()
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Bob);
        TellMessage[] messages = [.. Enumerable.Range(1, 600).Select(i => new TellMessage(i, Alice, Noon, Preview: new string('x', 140)))];
        Assert.All((await PlanAsync(messages)).Messages, m => Assert.Null(m.Preview));
        Assert.All((await PlanAsync(messages[..10])).Messages, m => Assert.NotNull(m.Preview));
    }

    [Fact]
    public async Task A_conversation_that_is_not_there_has_nobody_to_ask() => Assert.Empty((await PlanAsync([new(1, Alice, Noon)])).Batches);
}
