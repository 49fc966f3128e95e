using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Pipeline;
using EventChat.UnitTests.Contracts;
using EventChat.UnitTests.Infra;
using NJsonSchema;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Router;

/// <summary>docs/events is what others rely on: each event's detail, held to its schema.</summary>
public sealed class IntegrationEventTests
{
    private const string Secret = "SECRET";

    private static readonly string Schemas = Path.Combine(RepositoryFolder.Root, "docs", "events");

    /// <summary>Members that hold what people wrote, how they are called and where they are reached.</summary>
    private static readonly HashSet<string> Private = ["text", "note", "title", "name", "signInName", "terms", "webhookUrl", "pushTarget"];

    private static readonly HashSet<string> InModeration =
    [
        "message.screened", "message.flagged", "message.reviewed", "review.opened", "review.closed", "verdict.appealed", "original.viewed", "moderation-policy.changed", "blocklist.changed",
    ];

    private static readonly HashSet<string> InUsers = ["erasure.requested", "user.forgotten", "legal-hold.placed", "legal-hold.released", "user.registered", "conversation.read", "notification-preferences.changed", "notification.requested"];
    private static readonly HashSet<string> InAnalytics = ["message.analyzed", "response.measured"];

    public static TheoryData<string, string, ChatEvent> Events
    {
        get
        {
            var data = new TheoryData<string, string, ChatEvent>();
            foreach (var row in EventSnapshots.Stored) data.Add((string)row[0], (string)row[2], (ChatEvent)row[3]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_is_on_the_bus_as_its_schema_says(string name, string stored, ChatEvent body)
    {
        Assert.NotEmpty(stored);
        var schema = await SchemaAsync(name);
        foreach (var bodies in new[] { false, true })
            Assert.Empty(schema.Validate(IntegrationEvent.Of(Recorded(name, body), bodies).Detail));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void What_people_wrote_and_how_they_are_reached_stays_in(string name, string stored, ChatEvent body)
    {
        Assert.NotNull(body);
        var hidden = JsonNode.Parse(stored)!;
        Hide(hidden);
        var recorded = Recorded(name, EventTypes.Deserialize(name, 1, hidden.ToJsonString()));

        Assert.DoesNotContain(Secret, IntegrationEvent.Of(recorded, bodies: false).Detail, StringComparison.Ordinal);

        var shown = recorded.Body is ChatEvent.MessageSent { Held: not true } or ChatEvent.MessageEdited { Held: not true } or ChatEvent.MessageModerated { Text: not null };
        var told = JsonNode.Parse(IntegrationEvent.Of(recorded, bodies: true).Detail)!["data"]!["body"]!.AsObject();
        Assert.Equal(shown, told.Remove("text"));
        Assert.DoesNotContain(Secret, told.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_can_not_be_read_is_told_as_its_schema_says() =>
        Assert.Empty((await SchemaAsync(IntegrationEvent.Unreadable)).Validate(IntegrationEvent.Of(new UnreadableEvent(Room.Log, 7, "Unknown event type."), Noon).Detail));

    [Fact]
    public void Every_event_has_a_schema_and_every_schema_an_event() =>
        Assert.Equal(
            EventTypes.All.Select(e => e.Name).Append(IntegrationEvent.Unreadable).Order(),
            Directory.GetFiles(Schemas).Select(f => Path.GetFileName(f)[..^".schema.json".Length]).Order());

    [Fact]
    public async Task A_schema_refuses_what_it_does_not_name()
    {
        var detail = JsonNode.Parse(IntegrationEvent.Of(Recorded("message.sent", new ChatEvent.MessageSent("x")), bodies: false).Detail)!;
        detail["data"]!["body"]!["mood"] = "good";
        Assert.NotEmpty((await SchemaAsync("message.sent")).Validate(detail.ToJsonString()));
    }

    [Fact]
    public void The_envelope_is_CloudEvents_of_EventBridge()
    {
        var entry = IntegrationEvent.Of(Recorded("message.deleted", new ChatEvent.MessageDeleted(3)), bodies: false);

        Assert.Equal(("eventchat", "message.deleted", Noon.UtcDateTime, "c#room-0001"), (entry.Source, entry.DetailType, entry.Time, Assert.Single(entry.Resources)));
        Assert.Equal(
            """{"specversion":"1.0","id":"c#room-0001/7","source":"/eventchat/logs/c%23room-0001","type":"message.deleted","time":"2026-03-01T12:00:00.000Z","subject":"room-0001","datacontenttype":"application/json","dataschema":"urn:eventchat:event:message.deleted:1","data":{"log":"c#room-0001","seq":7,"version":1,"conversationId":"room-0001","senderId":"ann","commandId":"0193b3a2-0000-7000-8000-000000000001","body":{"messageSeq":3} } }""".Replace(" } }", "}}", StringComparison.Ordinal),
            entry.Detail);
    }

    private static RecordedEvent Recorded(string name, ChatEvent body) => new(LogOf(name), 7, Ann, Noon, Command, 4, body);

    private static LogId LogOf(string name) =>
        InModeration.Contains(name) ? Room.ModerationLog : InUsers.Contains(name) ? Ann.Log : InAnalytics.Contains(name) ? Room.AnalyticsLog : Room.Log;

    private static Task<JsonSchema> SchemaAsync(string name) => JsonSchema.FromFileAsync(Path.Combine(Schemas, $"{name}.schema.json"));

    private static void Hide(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) if (item is not null) Hide(item);
            return;
        }
        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToList())
        {
            if (Private.Contains(name)) members[name] = value is JsonArray ? new JsonArray(Secret) : Secret;
            else if (value is not null) Hide(value);
        }
    }
}
