using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>Moderation as its users meet it: through the API, on the real host, with the workflows that are deployed.</summary>
[Collection(SharedHostTests.Name)]
public sealed class ModerationTests(SharedHost shared) : WorkflowUsers(shared)
{
    private const string Threat = "I will kill you, you stupid idiot";

    [Fact]
    public async Task A_blocked_word_in_any_spelling_is_removed_after_it_was_shown()
    {
        var room = await Alice.OpenAsync("Blocklist", Bob);
        await Alice.DoAsync("setBlocklist", new { conversationId = room, terms = new[] { "wombat" } });

        var seq = await Bob.SayAsync(room, "what a W.0 m b a t");

        var theirs = await StatusAsync(Alice, room, seq, "Removed");
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("text").ValueKind);
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("reason").ValueKind);
        Assert.Equal("Blocklist", (await StatusAsync(Bob, room, seq, "Removed")).GetProperty("reason").GetString());
        Assert.Contains(await Alice.SyncAsync(room), e => e.GetProperty("seq").GetInt64() == seq && ApiUser.Body(e).GetProperty("text").ValueKind is JsonValueKind.Null);
    }

    [Fact]
    public async Task A_harmless_message_in_the_default_mode_leaves_no_trace_in_either_log()
    {
        var room = await Alice.OpenAsync("Harmless", Bob);
        var harmless = await Bob.SayAsync(room, "See you at the meeting tomorrow at ten.");
        var threat = await Bob.SayAsync(room, Threat);

        await Eventually.BecomesAsync(() => Alice.ModerationLogAsync(room), log => log.Any(e => e.Body.GetProperty("messageSeq").GetInt64() == threat));

        Assert.DoesNotContain(await Alice.ModerationLogAsync(room), e => e.Body.TryGetProperty("messageSeq", out var m) && m.GetInt64() == harmless);
        Assert.DoesNotContain(await Alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated" && ApiUser.Body(e).GetProperty("messageSeq").GetInt64() == harmless);
    }

    [Fact]
    public async Task A_held_message_is_its_authors_alone_until_it_is_approved()
    {
        var room = await Alice.OpenAsync("Hold", Bob);
        await Alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold", outage = "Closed" });
        using var down = await ComprehendAsync("outage");

        // Suspicious and with nobody to ask: a person decides.
        var seq = await SayUntilHeldAsync(Bob, room, Threat);

        await Eventually.BecomesAsync(() => Alice.QueueAsync(room), q => q.Any(r => r.GetProperty("messageSeq").GetInt64() == seq));
        Assert.False((await Alice.MessagesAsync(room)).ContainsKey(seq));
        Assert.Contains(await Alice.SyncAsync(room), e => e.GetProperty("seq").GetInt64() == seq && ApiUser.Body(e).GetProperty("text").ValueKind is JsonValueKind.Null);
        var own = await StatusAsync(Bob, room, seq, "Held");
        Assert.Equal(Threat, own.GetProperty("text").GetString());

        await Alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Approved" });

        var shown = await Eventually.BecomesAsync(() => Alice.MessagesAsync(room), m => m.ContainsKey(seq));
        Assert.Equal(Threat, shown[seq].GetProperty("text").GetString());
        var approval = Assert.Single(await Alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated");
        Assert.Equal(Threat, ApiUser.Body(approval).GetProperty("text").GetString());
        Assert.Empty(await Alice.QueueAsync(room));
    }

    [Fact]
    public async Task Edited_and_deleted_while_under_moderation_a_verdict_holds_for_its_version_alone()
    {
        var room = await Alice.OpenAsync("Versions", Bob);
        await Alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold", outage = "Closed" });
        using var down = await ComprehendAsync("outage");
        var seq = await SayUntilHeldAsync(Bob, room, $"{Threat}, first");
        var edit = (await Bob.DoAsync("editMessage", new { conversationId = room, messageSeq = seq, text = $"{Threat}, second" })).GetProperty("seq").GetInt64();
        var other = await Bob.SayAsync(room, $"{Threat}, third");
        await Eventually.BecomesAsync(() => Alice.QueueAsync(room), q => new[] { seq, edit, other }.All(v => q.Any(r => r.GetProperty("versionSeq").GetInt64() == v)));

        await Alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, versionSeq = edit, outcome = "Approved" });
        await Eventually.BecomesAsync(() => Alice.MessagesAsync(room), m => m.TryGetValue(seq, out var shown) && shown.GetProperty("text").GetString() == $"{Threat}, second");
        await Alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, versionSeq = seq, outcome = "Removed" });
        await Bob.DoAsync("deleteMessage", new { conversationId = room, messageSeq = other });

        // The older version's removal changes nothing of what is shown; a deleted message is decided by being deleted.
        await Eventually.BecomesAsync(() => Alice.ModerationLogAsync(room), log => log.Count(e => e.Type == "review.closed") >= 2);
        Assert.Equal($"{Threat}, second", (await Alice.MessagesAsync(room))[seq].GetProperty("text").GetString());
        Assert.Equal("MessageDeleted", await Alice.RefusedAsync("viewOriginal", new { conversationId = room, messageSeq = other }, "{ text }"));
        Assert.Single(await Alice.SyncAsync(room), e => e.GetProperty("type").GetString() == "message.moderated" && ApiUser.Body(e).GetProperty("versionSeq").GetInt64() == edit);
    }

    [Fact]
    public async Task A_harmless_held_message_is_approved_without_a_person()
    {
        var room = await Alice.OpenAsync("Hold and pass", Bob);
        await Alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Hold" });
        var seq = await SayUntilHeldAsync(Bob, room, "The slides are in the shared folder.");
        var shown = await Eventually.BecomesAsync(() => Alice.MessagesAsync(room), m => m.ContainsKey(seq));
        Assert.Equal("The slides are in the shared folder.", shown[seq].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Two_moderators_decide_the_author_appeals_once_and_others_decide_again()
    {
        var room = await Alice.OpenAsync("Two", Bob, Carol);
        await Alice.DoAsync("setModerationPolicy", new { conversationId = room, mode = "Post", reviewers = 2 });
        var seq = await Bob.SayAsync(room, "An opinion somebody does not like.");
        await Carol.DoAsync("flagMessage", new { conversationId = room, messageSeq = seq, reason = "Insult", note = "look" });
        await QueuedAsync(room, seq, "Report");

        Assert.Equal("NotAllowed", await Carol.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
        await Alice.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" });
        Assert.Equal("NotUnderReview", await Alice.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
        Assert.NotEqual("Removed", (await Carol.MessagesAsync(room))[seq].GetProperty("status").GetString());
        await Dana.DoAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" });
        await StatusAsync(Carol, room, seq, "Removed");

        var original = await Dana.DoAsync("viewOriginal", new { conversationId = room, messageSeq = seq }, "{ text authorId }");
        Assert.Equal("An opinion somebody does not like.", original.GetProperty("text").GetString());
        Assert.Contains(await Dana.ModerationLogAsync(room), e => e.Type == "original.viewed" && e.Sender == Dana.Id);
        Assert.Equal("NotAllowed", await Carol.RefusedAsync("viewOriginal", new { conversationId = room, messageSeq = seq }, "{ text }"));

        await Bob.DoAsync("appealVerdict", new { conversationId = room, messageSeq = seq, note = "please" });
        Assert.Equal("NotUnderReview", await Bob.RefusedAsync("appealVerdict", new { conversationId = room, messageSeq = seq }));
        await QueuedAsync(room, seq, "Appeal");
        Assert.Equal("NotUnderReview", await Dana.RefusedAsync("reviewMessage", new { conversationId = room, messageSeq = seq, outcome = "Removed" }));
    }

    [Fact]
    public async Task Who_is_muted_reads_and_does_not_write_and_who_is_banned_stays_out()
    {
        var room = await Alice.OpenAsync("Mute", Bob, Carol);
        await Bob.SayAsync(room, "Still here.");
        await Alice.DoAsync("muteMember", new { conversationId = room, userId = Bob.Id, until = DateTimeOffset.UtcNow.AddMinutes(5) });
        // Another instance of the function may let somebody in for as long as it remembers.
        await Eventually.BecomesAsync(() => RefusalAsync(() => Bob.SayAsync(room, "And now?")), type => type == "Muted");
        Assert.NotEmpty(await Bob.MessagesAsync(room));

        await Alice.DoAsync("muteMember", new { conversationId = room, userId = Bob.Id });
        await Eventually.BecomesAsync(() => RefusalAsync(() => Bob.SayAsync(room, "Again?")), type => type is null);

        await Alice.DoAsync("banMember", new { conversationId = room, userId = Carol.Id });
        Assert.Equal("Banned", await Alice.RefusedAsync("addMember", new { conversationId = room, userId = Carol.Id }));
        await Assert.ThrowsAsync<ApiRefusal>(() => Carol.MessagesAsync(room));
        await Alice.DoAsync("unbanMember", new { conversationId = room, userId = Carol.Id });
        await Alice.DoAsync("addMember", new { conversationId = room, userId = Carol.Id });
        Assert.NotEmpty(await Carol.MessagesAsync(room));
    }

    [Fact]
    public async Task Without_Comprehend_the_policy_says_who_passes()
    {
        using var down = await ComprehendAsync("throttling");
        var open = await Alice.OpenAsync("Open", Bob);
        var closed = await Alice.OpenAsync("Closed", Bob);
        await Alice.DoAsync("setModerationPolicy", new { conversationId = closed, mode = "Post", outage = "Closed" });
        var (one, other) = (await Bob.SayAsync(open, $"{Threat} one"), await Bob.SayAsync(closed, $"{Threat} two"));

        var screened = await Eventually.BecomesAsync(() => Alice.ModerationLogAsync(open), log => log.Any(e => e.Type == "message.screened"));
        Assert.Equal(("Outage", "Approved"), (Of(screened, "message.screened", "source"), Of(screened, "message.screened", "verdict")));
        Assert.Equal(Threat + " one", (await Alice.MessagesAsync(open))[one].GetProperty("text").GetString());
        await QueuedAsync(closed, other, "Outage");
    }

    private async Task QueuedAsync(string room, long seq, string cause) => await Eventually.BecomesAsync(
        () => Dana.QueueAsync(), q => q.Any(r => r.GetProperty("conversationId").GetString() == room && r.GetProperty("messageSeq").GetInt64() == seq && r.GetProperty("cause").GetString() == cause));

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

    private async Task<IDisposable> ComprehendAsync(string fault) => await ComprehendFault.SetAsync(Host, fault);
}
