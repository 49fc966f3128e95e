using EventChat.Contracts;
using EventChat.Pipeline;
using Microsoft.Extensions.Time.Testing;
using static EventChat.UnitTests.Notifications.Backstage;

namespace EventChat.UnitTests.Notifications;

public sealed class DigestTests : IDisposable
{
    private const string Due = "2026-03-02T13:00:00Z";
    private static readonly NotificationPreferences Daily = new(DigestAt: "14:00", TimeZone: "Europe/Berlin");
    private readonly Backstage _stage = new();

    public void Dispose() => _stage.Dispose();

    private async Task<TellMessage> BobIsToldAsync(NotificationPreferences? preferences = null)
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice);
        await _stage.JoinAsync(Bob, preferences ?? Daily, Due);
        var message = await _stage.SayAsync(Alice, "Hello");
        await _stage.SayAsync(Alice, "Anybody?");
        await _stage.TellAsync("run", [message], Bob);
        ((FakeTimeProvider)_stage.Time.Now).Advance(TimeSpan.FromMinutes(65));
        return message;
    }

    private Task<DigestPage> DueAsync() => _stage.Digest.DueAsync(new(), default);

    [Fact]
    public async Task A_digest_is_due_from_its_time_on()
    {
        await _stage.JoinAsync(Bob, Daily, Due);
        Assert.Empty((await DueAsync()).Due);
        ((FakeTimeProvider)_stage.Time.Now).Advance(TimeSpan.FromHours(1));
        Assert.Equal(new DueDigest(Bob, Due), Assert.Single((await DueAsync()).Due));
    }

    [Fact]
    public async Task What_is_unread_is_recorded_and_mailed_and_the_next_day_is_due()
    {
        await BobIsToldAsync();
        var digest = (await DueAsync()).Due.Single();
        var answer = await _stage.Digest.RunAsync(digest, default);
        await _stage.Digest.DoneAsync(digest, default);

        Assert.True(answer.HasMail);
        var recorded = (await _stage.FeedAsync(Bob))[^1];
        Assert.Equal((NotificationKind.Digest, 2), (recorded.Kind, recorded.Count));
        Assert.Equal(2, Assert.Single(recorded.Digest!).Count);
        var mail = (await _stage.Tell.RunAsync(new("mail", _stage.Now, [Bob], Parked: answer.Parked), default)).Deliveries.Single().Mail!;
        Assert.Equal("2 new messages you have not read", mail.Subject);
        Assert.Contains("- Support: 2 new messages", mail.Text, StringComparison.Ordinal);

        Assert.Empty((await DueAsync()).Due);
        ((FakeTimeProvider)_stage.Time.Now).Advance(TimeSpan.FromDays(1));
        Assert.Equal("2026-03-03T13:00:00Z", (await DueAsync()).Due.Single().Due);
    }

    [Fact]
    public async Task A_crash_after_any_step_mails_once()
    {
        await BobIsToldAsync();
        var digest = (await DueAsync()).Due.Single();
        var first = await _stage.Digest.RunAsync(digest, default);
        // The mail went out, and nobody got to say that the digest is done.
        await _stage.Deliveries.DoneAsync(first.Parked!, _stage.Now, default);

        var second = await _stage.Digest.RunAsync((await DueAsync()).Due.Single(), default);
        await _stage.Digest.DoneAsync(digest, default);
        await _stage.Digest.DoneAsync(digest, default);

        Assert.Empty((await _stage.Tell.RunAsync(new("mail", _stage.Now, [Bob], Parked: second.Parked), default)).Deliveries);
        Assert.Single(await _stage.FeedAsync(Bob), n => n.Kind is NotificationKind.Digest);
    }

    [Fact]
    public async Task Who_has_read_everything_gets_none_and_is_due_again()
    {
        var message = await BobIsToldAsync();
        await _stage.ReadAsync(Bob, message.Seq + 1);
        await NothingIsSentAsync();
    }

    [Fact]
    public async Task What_was_in_the_digest_before_is_not_repeated_day_after_day()
    {
        await BobIsToldAsync();
        await NoteAsync();
        ((FakeTimeProvider)_stage.Time.Now).Advance(TimeSpan.FromDays(1));
        var digest = (await DueAsync()).Due.Single();
        // Within 25 hours of the message: told once more; from then on there is no news.
        await NoteAsync();
        ((FakeTimeProvider)_stage.Time.Now).Advance(TimeSpan.FromDays(1));
        Assert.False((await _stage.Digest.RunAsync((await DueAsync()).Due.Single(), default)).HasMail);
        Assert.NotEqual(digest, (await DueAsync()).Due.Single());
    }

    [Fact]
    public async Task A_snooze_lets_the_digest_pass()
    {
        await BobIsToldAsync(Daily with { SnoozedUntil = Noon.AddDays(2) });
        await NothingIsSentAsync();
    }

    [Fact]
    public async Task An_item_that_the_preferences_do_not_know_is_cleared_away()
    {
        await BobIsToldAsync();
        await _stage.JoinAsync(Bob, Daily, "2026-03-02T13:05:00Z");
        var digest = (await DueAsync()).Due[0];
        Assert.False((await _stage.Digest.RunAsync(digest, default)).HasMail);
        await _stage.Digest.DoneAsync(digest, default);
        Assert.Equal("2026-03-02T13:05:00Z", (await DueAsync()).Due.Single().Due);
    }

    private async Task NoteAsync()
    {
        foreach (var digest in (await DueAsync()).Due)
        {
            await _stage.Digest.RunAsync(digest, default);
            await _stage.Digest.DoneAsync(digest, default);
        }
    }

    private async Task NothingIsSentAsync()
    {
        var digest = (await DueAsync()).Due.Single();
        Assert.False((await _stage.Digest.RunAsync(digest, default)).HasMail);
        await _stage.Digest.DoneAsync(digest, default);
        Assert.DoesNotContain(await _stage.FeedAsync(Bob), n => n.Kind is NotificationKind.Digest);
        Assert.Empty((await DueAsync()).Due);
    }
}
