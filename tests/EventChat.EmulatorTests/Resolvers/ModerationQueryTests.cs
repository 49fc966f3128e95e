using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.AppSync;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>What moderators see and who counts as one; what members see of what is held or removed.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class ModerationQueryTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    /// <summary>Of the pool's group.</summary>
    private const string Dana = $"dana:{GroupNames.Moderators}";

    private const string Messages = "query Q($id: ID!) { messages(conversationId: $id) { items { seq text versionSeq status reason deleted mentions } } }";
    private const string Queue = "query Q($id: ID, $limit: Int, $next: String) { moderationQueue(conversationId: $id, limit: $limit, nextToken: $next) { items { conversationId messageSeq versionSeq authorId conversationTitle cause deadline reviewedBy scores } nextToken } }";
    private const string Trail = "query Q($id: ID!, $after: Int!, $limit: Int) { moderationLog(conversationId: $id, afterSeq: $after, limit: $limit) { events { seq type body } seq more } }";

    private ChatApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"), ("g", 1L), ("owners", 1L), ("members", 2L));
        await _api.Rows.StateAsync($"c#{Room}", "m#olga", ("role", "Owner"), ("name", "olga"));
        await _api.Rows.MemberAsync(Room, "alice");
        await _api.Rows.MemberAsync(Room, "bob");
        await _api.Rows.HeadAsync(Room, 9, "Räume");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private Task RowAsync(long seq, params (string Name, object Value)[] more) => _api.Rows.ViewAsync($"conversation@1|c#{Room}", $"m#{seq:D10}",
        [("conversationId", Room), ("seq", seq), ("messageId", $"id-{seq}"), ("senderId", "alice"), ("at", 1L), ("v", seq), .. more]);

    private static Dictionary<string, object> Pending(long version, string? text, string? refused = null) => new(
        new (string Name, object? Value)[] { ("tv", version), ("text", text), ("refused", refused) }.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!)));

    private async Task<string[]> SeenByAsync(string user) =>
    [
        .. (await _api.AskAsync(user, Messages, "messages", new() { ["id"] = Room }))["items"]!.AsArray()
            .Select(m => $"{m!["seq"]} {m["text"] ?? "-"} {m["versionSeq"]} {m["status"] ?? "-"} {m["reason"] ?? "-"}"),
    ];

    [Fact]
    public async Task What_waits_or_was_refused_is_the_authors_alone_and_what_was_removed_is_nobodys()
    {
        await RowAsync(2, ("pending", Pending(2, "first, held")));
        await RowAsync(3, ("pending", Pending(3, null, "Hate")));
        await RowAsync(4, ("text", "shown"), ("tv", 4L), ("pending", Pending(10, "edit, held")));
        await RowAsync(5, ("text", "shown"), ("tv", 5L), ("pending", Pending(11, null, "Insult")));
        await RowAsync(6, ("tv", 6L), ("removedFor", "Hate"));
        await RowAsync(7, ("text", "newer"), ("tv", 13L), ("pending", Pending(12, "overtaken")));
        await RowAsync(8, ("deleted", true));
        await RowAsync(9, ("text", "plain"), ("tv", 9L), ("mentions", new List<object> { "bob" }));
        Assert.Equal(
            ["9 plain 9 - -", "8 - 8 - -", "7 newer 13 - -", "6 - 6 Removed Hate", "5 shown 11 Removed Insult", "4 edit, held 10 Held -", "3 - 3 Removed Hate", "2 first, held 2 Held -"],
            await SeenByAsync("alice"));
        foreach (var other in (string[])["bob", "olga"])
            Assert.Equal(["9 plain 9 - -", "7 newer 13 - -", "6 - 6 Removed -", "5 shown 5 - -", "4 shown 4 - -"], await SeenByAsync(other));
    }

    [Theory]
    [InlineData("moderationPolicy(conversationId: \"room-0001\") { mode }")]
    [InlineData("blocklist(conversationId: \"room-0001\") { terms }")]
    [InlineData("moderationQueue(conversationId: \"room-0001\") { nextToken }")]
    [InlineData("moderationLog(conversationId: \"room-0001\", afterSeq: 0) { seq }")]
    [InlineData("conversationAnalytics(conversationId: \"room-0001\") { messages }")]
    [InlineData("analyticsDays(conversationId: \"room-0001\", from: \"2026-03-01\", to: \"2026-03-02\") { items { date } }")]
    [InlineData("auditTrail(conversationId: \"room-0001\") { nextToken }")]
    public async Task Owners_and_moderators_may_members_may_not_and_strangers_learn_nothing(string field)
    {
        var query = $"{{ {field} }}";
        Assert.Null((await _api.Host.QueryAsync("olga", query))["errors"]);
        Assert.Null((await _api.Host.QueryAsync(Dana, query))["errors"]);
        Assert.Equal("NotAllowed", (await _api.RefusalAsync("alice", query)).Type);
        var strange = await _api.RefusalAsync("mallory", query);
        Assert.Equal(("NotFound", strange), (strange.Type, await _api.RefusalAsync("mallory", query.Replace(Room, "room-that-is-not", StringComparison.Ordinal))));
        Assert.Equal("NotFound", (await _api.RefusalAsync(Dana, query.Replace(Room, "room-that-is-not", StringComparison.Ordinal))).Type);
        // Of a conversation of two both are owners, and neither moderates the other.
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Direct"));
        Assert.Equal("NotAllowed", (await _api.RefusalAsync("olga", query)).Type);
        Assert.Null((await _api.Host.QueryAsync(Dana, query))["errors"]);
    }

    [Theory]
    [InlineData("blocklist { terms }")]
    [InlineData("moderationQueue { nextToken }")]
    [InlineData("auditTrail { nextToken }")]
    public async Task All_conversations_are_for_moderators_alone(string field)
    {
        Assert.Null((await _api.Host.QueryAsync(Dana, $"{{ {field} }}"))["errors"]);
        Assert.Equal("NotAllowed", (await _api.RefusalAsync("olga", $"{{ {field} }}")).Type);
    }

    [Fact]
    public async Task The_queue_comes_by_deadline_page_by_page_with_authors_and_without_what_is_closed()
    {
        await RowAsync(4, ("text", "x"), ("tv", 4L));
        await _api.Rows.ViewAsync($"conversation@1|c#{Room}", "head", ("conversationId", Room), ("kind", "Group"), ("title", "Night shift"), ("seq", 9L));
        for (var i = 1L; i <= 4; i++)
        {
            (string, object)[] row =
            [
                ("conversationId", Room), ("messageSeq", i + 2), ("versionSeq", i + 2), ("round", 1L), ("cause", "Report"), ("openedAt", 1L), ("deadline", i * 1_000), ("needed", 1L),
                .. i == 2 ? [("reviewedBy", new List<object> { "dana" }), ("scores", """{"INSULT":0.7}""")] : Array.Empty<(string, object)>(),
                .. i == 3 ? [("gone", true)] : Array.Empty<(string, object)>(),
            ];
            await _api.Rows.ViewAsync("moderation@1|queue", $"{i * 1_000:D13}#{Room}#{i + 2:D10}", row);
            await _api.Rows.ViewAsync($"moderation@1|c#{Room}", $"r#{i * 1_000:D13}#{i + 2:D10}", row);
        }
        foreach (var (user, id) in new[] { (Dana, null), ("olga", Room) })
        {
            var first = await _api.AskAsync(user, Queue, "moderationQueue", new() { ["id"] = id, ["limit"] = 2 });
            Assert.All(first["items"]!.AsArray(), r => Assert.Equal("Night shift", r!["conversationTitle"]!.GetValue<string>()));
            Assert.Equal(["3 unknown", "4 alice"], first["items"]!.AsArray().Select(r => $"{r!["versionSeq"]} {r["authorId"]}"));
            Assert.Equal(("dana", """{"INSULT":0.7}""", "1970-01-01T00:00:02.000Z"),
                (first["items"]![1]!["reviewedBy"]![0]!.GetValue<string>(), first["items"]![1]!["scores"]!.GetValue<string>(), first["items"]![1]!["deadline"]!.GetValue<string>()));
            var second = await _api.AskAsync(user, Queue, "moderationQueue", new() { ["id"] = id, ["limit"] = 5, ["next"] = first["nextToken"]!.DeepClone() });
            Assert.Equal([6], second["items"]!.AsArray().Select(r => r!["versionSeq"]!.GetValue<int>()));
        }
    }

    [Fact]
    public async Task The_audit_trail_is_the_moderation_log_page_by_page()
    {
        var empty = await _api.AskAsync("olga", Trail, "moderationLog", new() { ["id"] = Room, ["after"] = 0 });
        Assert.Equal("""{"events":[],"seq":0,"more":false}""", empty.ToJsonString());
        var log = new SegmentLog(dynamo.Client, _api.Rows.Events, new CapacityMeter());
        for (var i = 1; i <= 23; i++)
            await log.AppendAsync(new($"m#{Room}"), new CommandId(Guid.NewGuid()),
                [new PendingEvent(new UserId("olga"), DateTimeOffset.UnixEpoch, 0, new ChatEvent.MessageFlagged(i, i, ReasonClass.Insult, $"note {i} {new string('x', i * 9)}"))], null, default);
        List<int> seen = [];
        JsonNode page;
        do
        {
            page = await _api.AskAsync("olga", Trail, "moderationLog", new() { ["id"] = Room, ["after"] = seen.Count, ["limit"] = 5 });
            seen.AddRange(page["events"]!.AsArray().Select(e => e!["seq"]!.GetValue<int>()));
            Assert.Equal(seen.Count, page["seq"]!.GetValue<int>());
        }
        while (page["more"]!.GetValue<bool>());
        Assert.Equal(Enumerable.Range(1, 23), seen);
        Assert.Contains("note 23", page["events"]!.AsArray().Last()!["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync("olga", Trail, new() { ["id"] = Room, ["after"] = 0, ["limit"] = 201 })).Type);
    }

    [Fact]
    public async Task A_policy_is_what_was_set_over_the_defaults()
    {
        const string query = "{ moderationPolicy(conversationId: \"room-0001\") { mode thresholds { label review remove } pii links allowedDomains floodMessages repeats outage reviewers reviewMinutes onDeadline } }";
        var standard = await _api.AskAsync("olga", query, "moderationPolicy");
        Assert.Equal(("Post", 7, ModerationPolicy.Default.FloodMessages, 1440, 0), (standard["mode"]!.GetValue<string>(), standard["thresholds"]!.AsArray().Count, standard["floodMessages"]!.GetValue<int>(), standard["reviewMinutes"]!.GetValue<int>(), standard["allowedDomains"]!.AsArray().Count));
        var policy = new ModerationPolicy(ModerationMode.Hold, [new(ToxicityLabel.Insult, 0.1, 0.2)], Reviewers: 2, AllowedDomains: ["example.org"]);
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"), ("policy", System.Text.Json.JsonSerializer.Serialize(policy, EventChat.Contracts.Wire.Json.ModerationPolicy)));
        var set = await _api.AskAsync("olga", query, "moderationPolicy");
        Assert.Equal(("Hold", 2, "example.org"), (set["mode"]!.GetValue<string>(), set["reviewers"]!.GetValue<int>(), set["allowedDomains"]![0]!.GetValue<string>()));
        Assert.Equal(["0.1", "0.5"], set["thresholds"]!.AsArray().Where(t => t!["label"]!.GetValue<string>() is "Insult" or "HateSpeech").Select(t => t!["review"]!.ToJsonString()).Order());
    }

    [Fact]
    public async Task A_blocklist_is_the_conversations_or_everybodys()
    {
        await _api.Rows.StateAsync($"c#{Room}", "blocklist", ("ver", 1L), ("d", """{"terms":["spam"]}"""));
        Assert.Equal("""{"terms":["spam"]}""", (await _api.AskAsync("olga", "{ blocklist(conversationId: \"room-0001\") { terms } }", "blocklist")).ToJsonString());
        Assert.Equal("""{"terms":[]}""", (await _api.AskAsync(Dana, "{ blocklist { terms } }", "blocklist")).ToJsonString());
        await _api.Rows.StateAsync("s#moderation", "blocklist", ("ver", 1L), ("d", """{"terms":["everywhere"]}"""));
        Assert.Equal("""{"terms":["everywhere"]}""", (await _api.AskAsync(Dana, "{ blocklist { terms } }", "blocklist")).ToJsonString());
    }

    [Fact]
    public async Task Figures_are_those_of_the_two_views()
    {
        const string query = "{ conversationAnalytics(conversationId: \"room-0001\") { conversationId messages languages { word count } sentiments { word count } firstResponseSeconds meanResponseSeconds responses } }";
        Assert.Equal(
            """{"conversationId":"room-0001","messages":0,"languages":[],"sentiments":[],"firstResponseSeconds":null,"meanResponseSeconds":null,"responses":0}""",
            (await _api.AskAsync("olga", query, "conversationAnalytics")).ToJsonString());
        await _api.Rows.ViewAsync($"conversation@1|c#{Room}", "head", ("messages", 12L));
        await _api.Rows.ViewAsync($"analytics@1|a#{Room}", "head", ("firstResponse", 2.5), ("responseSeconds", 10.5), ("responses", 3L),
            ("languages", new List<object> { new Dictionary<string, object> { ["word"] = "de", ["count"] = 2L } }));
        Assert.Equal(
            """{"conversationId":"room-0001","messages":12,"languages":[{"word":"de","count":2}],"sentiments":[],"firstResponseSeconds":2.5,"meanResponseSeconds":3.5,"responses":3}""",
            (await _api.AskAsync("olga", query, "conversationAnalytics")).ToJsonString());
    }
}
