using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>What users say of themselves.</summary>
public class OwnCommandSpecs
{
    private const string Secret = "fresh";
    private static readonly MarkRead Read = new(Command, Room, 7);

    private static SetNotificationPreferences Set(NotificationPreferences preferences) => new(Command, preferences);

    private static PreferencesDocument Document(Decision decision) => JsonSerializer.Deserialize(
        decision.State().OfType<StateWrite.PutDocument>().Single().Json, StateJson.Default.PreferencesDocument)!;

    private static string? Bad(object input)
    {
        var json = JsonSerializer.SerializeToNode(input)!.AsObject();
        json["commandId"] = Command.ToString();
        var reader = Input(json.ToJsonString());
        SetNotificationPreferences.Parse(reader);
        return reader.Refusal?.Info?.Field;
    }

    [Fact]
    public void The_read_marker_goes_forward_and_never_back()
    {
        var decision = Read.Decide(new(MemberRole.Member, "Ben", ReadSeq: 6), head: 9, Ben);
        Assert.Equal([new ChatEvent.ConversationRead(Room, 7)], decision.Events());
        Assert.Equal([new StateWrite.MarkRead(Room, Ben, 7)], decision.State());
        Assert.IsType<Decision.Nothing>(Read.Decide(new(MemberRole.Member, "Ben", ReadSeq: 7), head: 9, Ben));
        Assert.IsType<Decision.Nothing>(Read.Decide(new(MemberRole.Member, "Ben", ReadSeq: 8), head: 9, Ben));
    }

    [Fact]
    public void Nobody_has_read_what_is_not_written_nor_where_they_are_not()
    {
        Assert.Equal("seq", Read.Decide(new(MemberRole.Member, "Ben"), head: 6, Ben).Refused().Info?.Field);
        Assert.Equal(RefusalType.NotFound, Read.Decide(null, head: 9, Ben).Refused().Type);
    }

    [Fact]
    public async Task Reading_and_presence_reach_the_state_that_notifications_go_by()
    {
        using var desk = await Desk.WithRoomAsync();
        var seq = await desk.SendAsync(Ann, "Hello");
        await desk.DoneAsync(Ben, "markRead", new { seq });
        Assert.Equal(seq, (await desk.State.MemberAsync(Room, Ben, default))!.ReadSeq);
        Assert.Equal(JsonValueKind.Null, Seq(await desk.DoneAsync(Ben, "markRead", new { seq = 1 })));

        var until = (await desk.DoneAsync(Ben, "setPresence", new { present = true })).GetProperty("until").GetString();
        Assert.Equal(WireTime.Format(Noon.AddSeconds(90)), until);
        var left = await desk.DoneAsync(Ben, "setPresence", new { present = false });
        Assert.False(left.TryGetProperty("until", out var end) && end.ValueKind is not JsonValueKind.Null);
        Assert.Equal(RefusalType.NotFound, (await desk.AskAsync(new("eve"), "setPresence", new { present = true })).Refusal?.Type);

        static JsonValueKind Seq(JsonElement receipt) => receipt.TryGetProperty("seq", out var value) ? value.ValueKind : JsonValueKind.Null;
    }

    [Fact]
    public void The_webhooks_key_is_in_the_document_and_in_no_event()
    {
        var decision = Set(new(WebhookUrl: "https://example.com/a")).Decide(null, 0, Ben, Secret, Noon);
        Assert.Equal(Secret, Document(decision).WebhookSecret);
        Assert.DoesNotContain(Secret, EventTypes.Serialize(decision.Events().Single()));
    }

    [Fact]
    public void The_key_stays_with_the_host_and_goes_with_it()
    {
        var known = new PreferencesDocument(new(WebhookUrl: "https://example.com/a"), "old");
        string? Key(string? url) => Document(Set(new(Level: NotificationLevel.None, WebhookUrl: url)).Decide(known, 1, Ben, Secret, Noon)).WebhookSecret;
        Assert.Equal("old", Key("https://example.com/b"));
        Assert.Equal(Secret, Key("https://example.org/a"));
        Assert.Equal(Secret, Key("https://example.com:8443/a"));
        Assert.Null(Key(null));
    }

    [Fact]
    public void The_due_digest_moves_in_the_same_transaction()
    {
        var first = Set(new(DigestAt: "18:00")).Decide(null, 0, Ben, Secret, Noon);
        var due = Document(first).DigestDue!;
        Assert.Contains(new StateWrite.PutDue(Ben, due), first.State());
        var later = Set(new(DigestAt: "19:00")).Decide(Document(first), 1, Ben, Secret, Noon);
        Assert.Contains(new StateWrite.RemoveDue(Ben, due), later.State());
        Assert.Contains(new StateWrite.PutDue(Ben, Document(later).DigestDue!), later.State());
        var none = Set(new()).Decide(Document(later), 2, Ben, Secret, Noon);
        Assert.Contains(new StateWrite.RemoveDue(Ben, Document(later).DigestDue!), none.State());
        Assert.Null(Document(none).DigestDue);
    }

    [Fact]
    public void The_same_preferences_again_change_nothing() => Assert.IsType<Decision.Nothing>(
        Set(new(Email: true)).Decide(new(new(Email: true)), 1, Ben, Secret, Noon));

    [Fact]
    public void Preferences_are_read_whole()
    {
        Assert.Null(Bad(new { }));
        Assert.Null(Bad(new
        {
            level = "Mentions", timeZone = "Europe/Berlin", quietFrom = "22:00", quietTo = "07:00", email = true, digestAt = "18:00",
            conversations = new[] { new { conversationId = "room-0001", level = "None", mutedUntil = "2026-04-01T00:00:00Z" } },
            pushTarget = "arn:aws:sns:eu-west-1:123456789012:endpoint/GCM/app/0193b3a2", webhookUrl = "https://example.com/hook?x=1", snoozedUntil = "2026-04-01T00:00:00Z",
        }));
    }

    [Theory]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("quietFrom", "24:00")]
    [InlineData("digestAt", "7:00")]
    [InlineData("digestAt", "07:60")]
    [InlineData("pushTarget", "arn:aws:sns:eu-west-1:123456789012:topic")]
    [InlineData("webhookUrl", "http://example.com/")]
    [InlineData("webhookUrl", "/relative")]
    [InlineData("webhookUrl", "https://user:pass@example.com/")]
    [InlineData("webhookUrl", "https://127.0.0.1/")]
    [InlineData("webhookUrl", "https://10.1.2.3/")]
    [InlineData("webhookUrl", "https://169.254.169.254/latest")]
    [InlineData("webhookUrl", "https://[::1]/")]
    [InlineData("webhookUrl", "https://[::ffff:10.0.0.1]/")]
    [InlineData("webhookUrl", "https://2130706433/")]
    [InlineData("webhookUrl", "https://0x7f.1/")]
    [InlineData("webhookUrl", "https://example.com:22/")]
    public void What_does_not_fit_is_named(string field, string value) =>
        Assert.Equal(field, Bad(new Dictionary<string, string> { [field] = value, [field is "quietFrom" ? "quietTo" : "level"] = field is "quietFrom" ? "07:00" : "All" }));

    [Fact]
    public void Quiet_hours_have_two_ends_and_a_conversation_is_named_once()
    {
        Assert.Equal("quietTo", Bad(new { quietFrom = "22:00" }));
        Assert.Equal("quietFrom", Bad(new { quietTo = "22:00" }));
        var one = new { conversationId = "room-0001", level = "None" };
        Assert.Equal("conversations", Bad(new { conversations = new[] { one, one } }));
        Assert.Equal("conversations.level", Bad(new { conversations = new[] { new { conversationId = "room-0001", level = "Some" } } }));
    }
}
