using EventChat.Contracts;
using EventChat.Pipeline;
using Microsoft.Extensions.Time.Testing;
using static EventChat.UnitTests.Notifications.Backstage;

namespace EventChat.UnitTests.Notifications;

public sealed class TellTests : IDisposable
{
    private readonly Backstage _stage = new();

    public void Dispose() => _stage.Dispose();

    private void Advance(TimeSpan by) => ((FakeTimeProvider)_stage.Time.Now).Advance(by);

    private async Task<TellMessage> MailedBobHearsAsync(string text = "Hello")
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice);
        await _stage.JoinAsync(Bob, Mailed);
        return await _stage.SayAsync(Alice, text);
    }

    [Fact]
    public async Task Who_is_told_finds_it_in_the_feed_and_gets_a_mail()
    {
        var message = await MailedBobHearsAsync();
        var answer = await _stage.TellAsync("run", [message], Alice, Bob);

        var delivery = Assert.Single(answer.Deliveries);
        Assert.Equal(("bob@example.com", "New message from Alice in Support"), (delivery.Mail!.To, delivery.Mail.Subject));
        Assert.Contains("Hello", delivery.Mail.Text, StringComparison.Ordinal);
        Assert.Equal((false, false), (answer.More, answer.Again));
        var told = Assert.Single(await _stage.FeedAsync(Bob));
        Assert.Equal((NotificationKind.Message, message.Seq, 1, Alice), (told.Kind, told.Seq!.Value, told.Count, told.From!.Value));
        Assert.Equal(["email"], told.Channels!);
        Assert.Empty(await _stage.FeedAsync(Alice));
    }

    [Fact]
    public async Task A_batch_that_comes_again_after_delivery_tells_and_mails_nothing()
    {
        var message = await MailedBobHearsAsync();
        await DeliverAsync(await _stage.TellAsync("run", [message], Bob));

        foreach (var run in new[] { "run", "other" })
        {
            var again = await _stage.TellAsync(run, [message], Bob);
            Assert.Empty(again.Deliveries);
            Assert.False(again.Again);
        }
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task An_execution_that_is_repeated_delivers_what_it_had_not()
    {
        var message = await MailedBobHearsAsync();
        var lost = await _stage.TellAsync("run", [message], Bob);
        var again = await _stage.TellAsync("run", [message], Bob);
        Assert.Equal(lost.Deliveries.Single().Mail, again.Deliveries.Single().Mail);
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task Another_execution_waits_until_the_first_can_not_be_alive_and_then_takes_over()
    {
        var message = await MailedBobHearsAsync();
        await _stage.TellAsync("run", [message], Bob);

        var early = await _stage.TellAsync("other", [message], Bob);
        Assert.Empty(early.Deliveries);
        Assert.True(early.Again);

        Advance(TimeSpan.FromSeconds(Deliveries.LeaseSeconds));
        var late = await _stage.TellAsync("other", [message], Bob);
        Assert.Single(late.Deliveries);
        Assert.False(late.Again);
        // Now it is the other's, and no third one's.
        Assert.True((await _stage.TellAsync("third", [message], Bob)).Again);
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task Two_executions_at_once_tell_once_and_one_of_them_mails()
    {
        var message = await MailedBobHearsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => _stage.TellAsync($"run-{i}", [message], Bob))));
        Assert.Single(answers.SelectMany(a => a.Deliveries));
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task A_channel_that_has_it_is_not_asked_again_for_the_others_sake()
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice);
        await _stage.JoinAsync(Bob, Mailed with { WebhookUrl = "https://hooks.example.com/bob", PushTarget = "arn:aws:sns:us-east-1:1:endpoint/GCM/a/b" });
        var message = await _stage.SayAsync(Alice, "Hello");

        var first = await _stage.TellAsync("run", [message], Bob);
        Assert.Equal(["email", "push", "webhook"], first.Deliveries.Select(d => d.Channel));
        await _stage.Deliveries.DoneAsync(Ref(first.Deliveries[0]), _stage.Now, default);
        await _stage.Deliveries.ParkAsync(Ref(first.Deliveries[2]), _stage.Now, default);

        // What is parked has a message of its own.
        Assert.Equal(["push"], (await _stage.TellAsync("run", [message], Bob)).Deliveries.Select(d => d.Channel));
    }

    [Fact]
    public async Task A_parked_delivery_is_made_once_by_whoever_comes_first()
    {
        var message = await MailedBobHearsAsync();
        var parked = Ref((await _stage.TellAsync("run", [message], Bob)).Deliveries.Single());
        await _stage.Deliveries.ParkAsync(parked, _stage.Now, default);

        var taken = await ParkedAsync("second", parked, attempt: 3);
        Assert.Equal((3, 480, false), taken.Deliveries.Single() is var d ? (d.Attempt, d.RetryDelaySeconds, d.Final) : default);
        Assert.Contains("Hello", taken.Deliveries.Single().Mail!.Text, StringComparison.Ordinal);
        Assert.True((await ParkedAsync("third", parked)).Again);
        await _stage.Deliveries.DoneAsync(parked, _stage.Now, default);
        var after = await ParkedAsync("fourth", parked);
        Assert.Empty(after.Deliveries);
        Assert.False(after.Again);
    }

    [Fact]
    public async Task A_text_that_was_deleted_meanwhile_is_not_mailed_late()
    {
        var message = await MailedBobHearsAsync("A secret");
        var parked = Ref((await _stage.TellAsync("run", [message], Bob)).Deliveries.Single());
        await _stage.Deliveries.ParkAsync(parked, _stage.Now, default);
        await _stage.RemoveTextAsync(message.Seq);
        Assert.DoesNotContain("secret", (await ParkedAsync("second", parked)).Deliveries.Single().Mail!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_was_switched_off_meanwhile_is_done()
    {
        var message = await MailedBobHearsAsync();
        var parked = Ref((await _stage.TellAsync("run", [message], Bob)).Deliveries.Single());
        await _stage.Deliveries.ParkAsync(parked, _stage.Now, default);
        await _stage.JoinAsync(Bob, NotificationPreferences.Default);
        Assert.Empty((await ParkedAsync("second", parked)).Deliveries);
        Assert.Null((await _stage.Deliveries.FindAsync(Bob, parked.Key, default)).Value);
    }

    [Fact]
    public async Task The_last_attempt_knows_that_it_is_the_last()
    {
        var message = await MailedBobHearsAsync();
        var parked = Ref((await _stage.TellAsync("run", [message], Bob)).Deliveries.Single());
        Assert.False((await ParkedAsync("run", parked, Deliveries.Attempts - 2)).Deliveries.Single().Final);
        Assert.True((await ParkedAsync("run", parked, Deliveries.Attempts - 1)).Deliveries.Single().Final);
    }

    [Fact]
    public async Task Many_mails_come_in_answers_that_fit()
    {
        await _stage.OpenAsync(members: 61);
        await _stage.JoinAsync(Alice);
        UserId[] readers = [.. Enumerable.Range(0, 60).Select(i => new UserId($"reader-{i:D2}"))];
        foreach (var reader in readers) await _stage.JoinAsync(reader, Mailed);
        var message = await _stage.SayAsync(Alice, new string('я', 4_000));

        HashSet<string> mailed = [];
        var asked = readers;
        for (var round = 0; asked.Length > 0; round++)
        {
            Assert.True(round < 3);
            var answer = await _stage.TellAsync("run", [message], asked);
            Assert.InRange(answer.Deliveries.Count, 1, TellBatch.DeliveriesPerAnswer);
            Assert.Equal(answer.More, answer.Rest.Count > 0);
            foreach (var delivery in answer.Deliveries) Assert.True(mailed.Add(delivery.Mail!.To));
            await DeliverAsync(answer);
            asked = [.. answer.Rest];
        }
        Assert.Equal(60, mailed.Count);
    }

    [Fact]
    public async Task An_execution_that_is_late_leaves_the_rest_to_another()
    {
        var message = await MailedBobHearsAsync();
        var answer = await _stage.Tell.RunAsync(new("run", _stage.Now.AddSeconds(-TellBatch.PatienceSeconds - 1), [Bob], _stage.Room, [message]), default);
        Assert.True(answer.Again);
        Assert.Empty(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task Who_left_the_conversation_is_not_told()
    {
        var message = await MailedBobHearsAsync();
        Assert.Empty((await _stage.TellAsync("run", [message], new UserId("nobody"))).Deliveries);
    }

    [Fact]
    public async Task Unread_messages_are_counted_from_the_log_without_own_and_deleted_ones()
    {
        await MailedBobHearsAsync();
        await _stage.SayAsync(Bob, "Mine");
        var gone = await _stage.SayAsync(Alice, "Gone");
        await _stage.AppendAsync(Alice, new ChatEvent.MessageDeleted(gone.Seq));
        var newest = await _stage.SayAsync(Alice, "There");
        await _stage.TellAsync("run", [newest], Bob);
        Assert.Equal(2, Assert.Single(await _stage.FeedAsync(Bob)).Count);
    }

    private Task<TellAnswer> ParkedAsync(string run, DeliveryRef parked, int attempt = 1) =>
        _stage.Tell.RunAsync(new(run, _stage.Now, [parked.UserId], Attempt: attempt, Parked: parked), default);

    private async Task DeliverAsync(TellAnswer answer)
    {
        foreach (var delivery in answer.Deliveries) await _stage.Deliveries.DoneAsync(Ref(delivery), _stage.Now, default);
    }

    private static DeliveryRef Ref(Delivery delivery) => new(delivery.UserId, delivery.Key, delivery.Channel);
}
