using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>Moderation as its users meet it: through the API, on the real host, with the workflows that are deployed.</summary>
[Collection(SharedHostTests.Name)]
public sealed class ModerationTests(SharedHost shared) : IAsyncLifetime
{
    private const string Threat = "I will kill you, you stupid idiot";

    private ApiUser _alice = null!, _bob = null!, _carol = null!, _dana = null!;

    public async Task InitializeAsync()
    {
        _alice = await ApiUser.SignInAsync(shared.Host, "alice");
        _bob = await ApiUser.SignInAsync(shared.Host, "bob");
        _carol = await ApiUser.SignInAsync(shared.Host, "carol");
        _dana = await ApiUser.SignInAsync(shared.Host, "dana");
    }

    public Task DisposeAsync()
    {
        foreach (var user in new[] { _alice, _bob, _carol, _dana }) user.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_blocked_word_in_any_spelling_is_removed_after_it_was_shown()
    {
        var room = await _alice.OpenAsync("Blocklist", _bob);
        await _alice.DoAsync("setBlocklist", new { conversationId = room, terms = new[] { "wombat" } });

        var seq = await _bob.SayAsync(room, "what a W.0 m b a t");

        var theirs = await StatusAsync(_alice, room, seq, "Removed");
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("text").ValueKind);
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("reason").ValueKind);
        Assert.Equal("Blocklist", (await StatusAsync(_bob, room, seq, "Removed")).GetProperty("reason").GetString());
        Assert.Contains(await _alice.SyncAsync(room), e => e.GetProperty("seq").GetInt64() == seq && ApiUser.Body(e).GetProperty("text").ValueKind is JsonValueKind.Null);
    }

    [Fact]
    public async Task A_harmless_message_in_the_default_mode_leaves_no_trace_in_either_log()
    {
        var room = await _alice.OpenAsync("Harmless", _bob);
        var harmless = await _bob.SayAsync(room, "See you at the meeting tomorrow at ten.");
        var threat = await _bob.SayAsync(room, Threat);

        await Eventually.BecomesAsync(() => _alice.ModerationLogAsync(room), log => log.Any(e => e.Body.GetProperty("messageSeq").GetInt64() == threat));

        Assert.DoesNotContain(await _alice.ModerationLogAsync(room), e => e.Body.TryGetProperty("messageSeq", out var m) && m.GetInt64() == harmless);
        Assert.DoesNotContain(await _alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated" && ApiUser.Body(e).GetProperty("messageSeq").GetInt64() == harmless);
    }

    [Fact]
    public async Task A_held_message_is_its_authors_alone_until_it_is_approved()
    {
        var room = await _alice.OpenAsync("Hold", _bob);
        await _alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold", outage = "Closed" });
        using var down = await ComprehendAsync("outage");

        // Suspicious and with nobody to ask: a person decides.
        var seq = await SayUntilHeldAsync(_bob, room, Threat);

        await Eventually.BecomesAsync(() => _alice.QueueAsync(room), q => q.Any(r => r.GetProperty("messageSeq").GetInt64() == seq));
        Assert.False((await _alice.MessagesAsync(room)).ContainsKey(seq));
        Assert.Contains(await _alice.SyncAsync(room), e => e.GetProperty("seq").GetInt64() == seq && ApiUser.Body(e).GetProperty("text").ValueKind is JsonValueKind.Null);
        var own = await StatusAsync(_bob, room, seq, "Held");
        Assert.Equal(Threat, own.GetProperty("text").GetString());

        await _alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Approved" });

        var shown = await Eventually.BecomesAsync(() => _alice.MessagesAsync(room), m => m.ContainsKey(seq));
        Assert.Equal(Threat, shown[seq].GetProperty("text").GetString());
        var approval = Assert.Single(await _alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated");
        Assert.Equal(Threat, ApiUser.Body(approval).GetProperty("text").GetString());
        Assert.Empty(await _alice.QueueAsync(room));
    }

    [Fact]
    public async Task Edited_and_deleted_while_under_moderation_a_verdict_holds_for_its_version_alone()
    {
        var room = await _alice.OpenAsync("Versions", _bob);
        await _alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold", outage = "Closed" });
        using var down = await ComprehendAsync("outage");
        var seq = await SayUntilHeldAsync(_bob, room, $"{Threat}, first");
        var edit = (await _bob.DoAsync("editMessage", new { conversationId = room, messageSeq = seq, text = $"{Threat}, second" })).GetProperty("seq").GetInt64();
        var other = await _bob.SayAsync(room, $"{Threat}, third");
        await Eventually.BecomesAsync(() => _alice.QueueAsync(room), q => new[] { seq, edit, other }.All(v => q.Any(r => r.GetProperty("versionSeq").GetInt64() == v)));

        await _alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, versionSeq = edit, outcome = "Approved" });
        await Eventually.BecomesAsync(() => _alice.MessagesAsync(room), m => m.TryGetValue(seq, out var shown) && shown.GetProperty("text").GetString() == $"{Threat}, second");
        await _alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, versionSeq = seq, outcome = "Removed" });
        await _bob.DoAsync("deleteMessage", new { conversationId = room, messageSeq = other });

        // The older version's removal changes nothing of what is shown; a deleted message is decided by being deleted.
        await Eventually.BecomesAsync(() => _alice.ModerationLogAsync(room), log => log.Count(e => e.Type == "review.closed") >= 2);
        Assert.Equal($"{Threat}, second", (await _alice.MessagesAsync(room))[seq].GetProperty("text").GetString());
        Assert.Equal("MessageDeleted", await _alice.RefusedAsync("viewOriginal", new { conversationId = room, messageSeq = other }, "{ text }"));
        Assert.Single(await _alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated" && ApiUser.Body(e).GetProperty("versionSeq").GetInt64() == edit);
    }

    [Fact]
    public async Task A_harmless_held_message_is_approved_without_a_person()
    {
        var room = await _alice.OpenAsync("Hold and pass", _bob);
        await _alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold" });
        var seq = await SayUntilHeldAsync(_bob, room, "The slides are in the shared folder.");
        var shown = await Eventually.BecomesAsync(() => _alice.MessagesAsync(room), m => m.ContainsKey(seq));
        Assert.Equal("The slides are in the shared folder.", shown[seq].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Two_moderators_decide_the_author_appeals_once_and_others_decide_again()
    {
        var room = await _alice.OpenAsync("Two", _bob, _carol);
        await _alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Post", reviewers = 2 });
        var seq = await _bob.SayAsync(room, "An opinion somebody does not like.");
        await _carol.DoAsync("flagMessage", new { conversationId = room, messageSeq = seq, reason = "Insult", note = "look" });
        await QueuedAsync(room, seq, "Report");

        Assert.Equal("NotAllowed", await _carol.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
        await _alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" });
        Assert.Equal("NotUnderReview", await _alice.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
        Assert.NotEqual("Removed", (await _carol.MessagesAsync(room))[seq].GetProperty("status").GetString());
        await _dana.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" });
        await StatusAsync(_carol, room, seq, "Removed");

        var original = await _dana.DoAsync("viewOriginal", new { conversationId = room, messageSeq = seq }, "{ text authorId }");
        Assert.Equal("An opinion somebody does not like.", original.GetProperty("text").GetString());
        Assert.Contains(await _dana.ModerationLogAsync(room), e => e.Type == "original.viewed" && e.Sender == _dana.Id);
        Assert.Equal("NotAllowed", await _carol.RefusedAsync("viewOriginal", new { conversationId = room, messageSeq = seq }, "{ text }"));

        await _bob.DoAsync("appealVerdict", new { conversationId = room, messageSeq = seq, note = "please" });
        Assert.Equal("NotUnderReview", await _bob.RefusedAsync("appealVerdict", new { conversationId = room, messageSeq = seq }));
        await QueuedAsync(room, seq, "Appeal");
        Assert.Equal("NotUnderReview", await _dana.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
    }

    [Fact]
    public async Task Who_is_muted_reads_and_does_not_write_and_who_is_banned_stays_out()
    {
        var room = await _alice.OpenAsync("Mute", _bob, _carol);
        await _bob.SayAsync(room, "Still here.");
        await _alice.DoAsync("muteMember", new { conversationId = room, userId = _bob.Id, until = DateTimeOffset.UtcNow.AddMinutes(5) });
        // Another instance of the function may let somebody in for as long as it remembers.
        await Eventually.BecomesAsync(() => RefusalAsync(() => _bob.SayAsync(room, "And now?")), type => type == "Muted");
        Assert.NotEmpty(await _bob.MessagesAsync(room));

        await _alice.DoAsync("muteMember", new { conversationId = room, userId = _bob.Id });
        await Eventually.BecomesAsync(() => RefusalAsync(() => _bob.SayAsync(room, "Again?")), type => type is null);

        await _alice.DoAsync("banMember", new { conversationId = room, userId = _carol.Id });
        Assert.Equal("Banned", await _alice.RefusedAsync("addMember", new { conversationId = room, userId = _carol.Id }));
        await Assert.ThrowsAsync<ApiRefusal>(() => _carol.MessagesAsync(room));
        await _alice.DoAsync("unbanMember", new { conversationId = room, userId = _carol.Id });
        await _alice.DoAsync("addMember", new { conversationId = room, userId = _carol.Id });
        Assert.NotEmpty(await _carol.MessagesAsync(room));
    }

    [Fact]
    public async Task Without_Comprehend_the_policy_says_who_passes()
    {
        using var down = await ComprehendAsync("throttling");
        var open = await _alice.OpenAsync("Open", _bob);
        var closed = await _alice.OpenAsync("Closed", _bob);
        await _alice.DoAsync("setModerationPolicy", new { conversationId = closed, mode = "Post", outage = "Closed" });
        var (one, other) = (await _bob.SayAsync(open, $"{Threat} one"), await _bob.SayAsync(closed, $"{Threat} two"));

        var screened = await Eventually.BecomesAsync(() => _alice.ModerationLogAsync(open), log => log.Any(e => e.Type == "message.screened"));
        Assert.Equal(("Outage", "Approved"), (Of(screened, "message.screened", "source"), Of(screened, "message.screened", "verdict")));
        Assert.Equal(Threat + " one", (await _alice.MessagesAsync(open))[one].GetProperty("text").GetString());
        await QueuedAsync(closed, other, "Outage");
    }

    private async Task QueuedAsync(string room, long seq, string cause) => await Eventually.BecomesAsync(
        () => _dana.QueueAsync(), q => q.Any(r => r.GetProperty("conversationId").GetString() == room && r.GetProperty("messageSeq").GetInt64() == seq && r.GetProperty("cause").GetString() == cause));

    private static string? Of(IReadOnlyList<(string Type, string Sender, JsonElement Body)> log, string type, string member) =>
        log.First(e => e.Type == type).Body.GetProperty(member).GetString();

    private static async Task<JsonElement> StatusAsync(ApiUser reader, string room, long seq, string status) =>
        (await Eventually.BecomesAsync(
            () => reader.MessagesAsync(room), m => m.TryGetValue(seq, out var message) && message.GetProperty("status").GetString() == status))[seq];

    /// <summary>A new policy holds on another instance of the function within the time that one remembers the old.</summary>
    private static async Task<long> SayUntilHeldAsync(ApiUser author, string room, string text)
    {
        long seq = 0;
        await Eventually.BecomesAsync(async () =>
        {
            seq = await author.SayAsync(room, text);
            return (await author.SyncAsync(room)).First(e => e.GetProperty("seq").GetInt64() == seq);
        }, e => ApiUser.Body(e).TryGetProperty("held", out var held) && held.GetBoolean());
        return seq;
    }

    private static async Task<string?> RefusalAsync(Func<Task> command)
    {
        try
        {
            await command();
            return null;
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Type;
        }
    }

    private async Task<IDisposable> ComprehendAsync(string fault) => await ComprehendFault.SetAsync(shared.Host, fault);
}
