using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>The read side's resolvers, on rows as the projector writes them.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class QueryTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    private const string Messages = "query Q($id: ID!, $limit: Int, $next: String) { messages(conversationId: $id, limit: $limit, nextToken: $next) { items { seq text deleted at messageId senderId editedAt } seq nextToken } }";

    private ChatApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        await _api.Rows.MemberAsync(Room, "alice");
        await _api.Rows.HeadAsync(Room, 7, "Räume");
        for (var seq = 3; seq <= 7; seq++) await _api.Rows.MessageAsync(Room, seq, $"Nachricht {seq} – ünïcode 👋");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    [Fact]
    public async Task Me_is_there_before_any_view_is()
    {
        await _api.Rows.StateAsync("u#alice", "#", ("name", "Alicé"));
        Assert.Equal("""{"userId":"alice","name":"Alic\u00E9"}""", (await _api.AskAsync("alice", "{ me { userId name } }", "me")).ToJsonString());
        Assert.Equal("NotFound", (await _api.RefusalAsync("nobody", "{ me { name } }")).Type);
    }

    [Fact]
    public async Task A_user_is_found_by_name_in_any_case()
    {
        await _api.Rows.ViewAsync("users@1|name#bob", "name", ("userId", "u-bob"), ("name", "Bob"));
        Assert.Equal("u-bob", (await _api.AskAsync("alice", "{ user(name: \"BoB\") { userId } }", "user"))["userId"]!.GetValue<string>());
        Assert.Equal(("NotFound", """{"field":"name"}"""), Short(await _api.RefusalAsync("alice", "{ user(name: \"b\\u0000\") { userId } }")));
        Assert.Equal(
            ("InvalidArgument", """{"field":"name","limit":64,"unit":"characters"}"""),
            Short(await _api.RefusalAsync("alice", $"{{ user(name: \"{new string('x', 65)}\") {{ userId }} }}")));
    }

    [Fact]
    public async Task A_conversation_is_its_head()
    {
        var conversation = await _api.AskAsync("alice", Query("conversation", "conversationId kind title createdAt memberCount memberNames { userId name } seq lastMessage { seq text at deleted }"), "conversation");
        Assert.Equal(
            """{"conversationId":"room-0001","kind":"Group","title":"Räume","createdAt":"2023-11-14T22:13:20.123Z","memberCount":2,"memberNames":[{"userId":"alice","name":"Alicé"}],"seq":7,"lastMessage":{"seq":7,"text":"last of Räume","at":"2023-11-14T22:13:21.000Z","deleted":false}}""",
            conversation.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("conversation", "seq")]
    [InlineData("messages", "seq")]
    [InlineData("members", "nextToken")]
    public async Task A_stranger_learns_nothing_not_even_that_there_is_something(string field, string selection)
    {
        var strange = await _api.RefusalAsync("mallory", Query(field, selection));
        var unknown = await _api.RefusalAsync("mallory", Query(field, selection, "room-that-is-not"));
        Assert.Equal(("NotFound", """{"field":"conversationId"}"""), Short(strange));
        Assert.Equal(strange, unknown);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("has space 123")]
    [InlineData("room-0001\\n")]
    [InlineData("ünïcode-room")]
    [InlineData("")]
    public async Task An_id_that_is_none_is_refused_with_its_bound(string id) => Assert.Equal(
        ("InvalidArgument", """{"field":"conversationId","limit":64,"unit":"characters"}"""), Short(await _api.RefusalAsync("alice", Query("conversation", "seq", id))));

    [Fact]
    public async Task A_member_whose_conversation_is_not_projected_yet_is_asked_to_come_again()
    {
        await _api.Rows.MemberAsync("room-unborn", "alice");
        Assert.Equal("Busy", (await _api.RefusalAsync("alice", Query("conversation", "seq", "room-unborn"))).Type);
    }

    [Fact]
    public async Task Messages_come_newest_first_and_page_by_page()
    {
        var first = await _api.AskAsync("alice", Messages, "messages", new() { ["id"] = Room, ["limit"] = 2 });
        Assert.Equal([7, 6], Seqs(first));
        Assert.Equal(7, first["seq"]!.GetValue<int>());
        Assert.Equal("Nachricht 7 – ünïcode 👋", first["items"]![0]!["text"]!.GetValue<string>());
        var second = await _api.AskAsync("alice", Messages, "messages", new() { ["id"] = Room, ["limit"] = 50, ["next"] = first["nextToken"]!.DeepClone() });
        Assert.Equal([5, 4, 3], Seqs(second));
        Assert.Null(second["nextToken"]);
    }

    [Fact]
    public async Task A_deleted_message_has_no_text()
    {
        await _api.Rows.MessageAsync(Room, 8, null, deleted: true);
        var newest = (await _api.AskAsync("alice", Messages, "messages", new() { ["id"] = Room, ["limit"] = 1 }))["items"]![0]!;
        Assert.Equal((true, null), (newest["deleted"]!.GetValue<bool>(), newest["text"]));
    }

    [Fact]
    public async Task The_generation_that_the_alias_names_is_read()
    {
        await _api.Rows.StateAsync("alias", "conversation", ("g", 2L));
        await _api.Rows.HeadAsync(Room, 9, "rebuilt", generation: 2);
        await _api.Rows.MessageAsync(Room, 9, "of the new generation", generation: 2);
        var page = await _api.AskAsync("alice", Messages, "messages", new() { ["id"] = Room });
        Assert.Equal([9], Seqs(page));
        Assert.Equal(9, page["seq"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJwayI6InMifQ==")]
    public async Task A_forged_token_is_an_invalid_argument(string token) => Assert.Equal(
        ("InvalidArgument", """{"field":"nextToken"}"""),
        Short(await _api.RefusalAsync("alice", Messages, new() { ["id"] = Room, ["next"] = token })));

    [Fact]
    public async Task A_token_of_another_conversation_or_another_list_is_an_invalid_argument()
    {
        await _api.Rows.MemberAsync("room-0002", "alice");
        for (var seq = 1; seq <= 3; seq++) await _api.Rows.MessageAsync("room-0002", seq, "x");
        var token = (await _api.AskAsync("alice", Messages, "messages", new() { ["id"] = "room-0002", ["limit"] = 1 }))["nextToken"]!.GetValue<string>();
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync("alice", Messages, new() { ["id"] = Room, ["next"] = token })).Type);
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync("alice", "query Q($next: String) { conversations(nextToken: $next) { nextToken } }", new() { ["next"] = token })).Type);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(int.MaxValue)]
    public async Task A_limit_out_of_bounds_is_refused_with_the_bound(int limit) => Assert.Equal(
        ("InvalidArgument", """{"field":"limit","limit":100,"unit":"rows"}"""),
        Short(await _api.RefusalAsync("alice", Messages, new() { ["id"] = Room, ["limit"] = limit })));

    [Fact]
    public async Task Members_leave_out_those_who_are_gone()
    {
        await _api.Rows.ViewAsync($"conversation@1|c#{Room}", "u#alice", ("userId", "alice"), ("name", "Alicé"), ("role", "Owner"), ("addedAt", 1_700_000_000_000L), ("v", 1L));
        await _api.Rows.ViewAsync($"conversation@1|c#{Room}", "u#bob", ("userId", "bob"), ("name", "Bob"), ("role", "Member"), ("addedAt", 1L), ("v", 5L), ("gone", true), ("ttl", 9L));
        var members = await _api.AskAsync("alice", Query("members", "items { userId name role addedAt }"), "members");
        Assert.Equal("alice Owner 2023-11-14T22:13:20.000Z", string.Join(';', members["items"]!.AsArray().Select(m => $"{m!["userId"]} {m["role"]} {m["addedAt"]}")));
    }

    [Fact]
    public async Task Conversations_are_those_you_are_a_member_of_by_the_state_whatever_the_view_still_says()
    {
        for (var i = 1; i <= 5; i++)
        {
            var id = $"group-000{i}";
            await _api.Rows.MemberAsync(id, "carol");
            await _api.Rows.HeadAsync(id, i, $"Gruppe {i}");
            await _api.Rows.ViewAsync("inbox@1|u#carol", $"c#{id}", ("conversationId", id), ("addedAt", 1L), ("v", 1L));
        }
        await _api.Rows.GoneAsync("group-0002", "carol");
        await _api.Rows.ViewAsync("inbox@1|u#carol", "c#group-0004", ("conversationId", "group-0004"), ("addedAt", 1L), ("v", 9L), ("gone", true));

        const string query = "query Q($limit: Int, $next: String) { conversations(limit: $limit, nextToken: $next) { items { conversationId title seq } nextToken } }";
        var seen = new List<string>();
        JsonNode? next = null;
        do
        {
            var page = await _api.AskAsync("carol", query, "conversations", new() { ["limit"] = 2, ["next"] = next?.DeepClone() });
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["conversationId"]!.GetValue<string>()));
            next = page["nextToken"];
        }
        while (next is not null);
        Assert.Equal(["group-0001", "group-0003", "group-0005"], seen);
        Assert.Empty((await _api.AskAsync("nobody", query, "conversations"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_feed_is_your_own_newest_first_and_page_by_page()
    {
        foreach (var (user, seq) in new[] { ("alice", 4L), ("alice", 6L), ("alice", 9L), ("bob", 5L) })
            await _api.Rows.ViewAsync($"notifications@1|u#{user}", $"n#{seq:D10}",
                ("userId", user), ("seq", seq), ("at", 1_700_000_000_123L), ("kind", "Mention"), ("conversationId", Room), ("messageSeq", seq), ("count", 2L), ("fromId", "carol"), ("v", seq));
        const string query = "query Q($next: String) { notifications(limit: 2, nextToken: $next) { items { userId seq at kind conversationId messageSeq count fromId } nextToken } }";
        var first = await _api.AskAsync("alice", query, "notifications");
        Assert.Equal([9, 6], Seqs(first));
        Assert.Equal(
            """{"userId":"alice","seq":9,"at":"2023-11-14T22:13:20.123Z","kind":"Mention","conversationId":"room-0001","messageSeq":9,"count":2,"fromId":"carol"}""",
            first["items"]![0]!.ToJsonString());
        var second = await _api.AskAsync("alice", query, "notifications", new() { ["next"] = first["nextToken"]!.DeepClone() });
        Assert.Equal([4], Seqs(second));
    }

    [Fact]
    public async Task Preferences_are_at_their_defaults_until_you_set_some_and_then_come_with_the_webhooks_secret()
    {
        const string query = "{ notificationPreferences { level conversations { conversationId level mutedUntil } timeZone quietFrom email webhookUrl webhookSecret snoozedUntil } }";
        Assert.Equal(
            """{"level":null,"conversations":[],"timeZone":"Etc/UTC","quietFrom":null,"email":false,"webhookUrl":null,"webhookSecret":null,"snoozedUntil":null}""",
            (await _api.AskAsync("alice", query, "notificationPreferences")).ToJsonString());
        var set = new NotificationPreferences(
            NotificationLevel.Mentions, [new(new(Room), NotificationLevel.None, DateTimeOffset.UnixEpoch)], "Europe/Berlin", "22:00", "07:00", true, WebhookUrl: "https://example.org/hook");
        var json = new JsonObject
        {
            ["preferences"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(set, EventChat.Contracts.Wire.Json.NotificationPreferences)), ["webhookSecret"] = "s3cret",
        };
        await _api.Rows.StateAsync("u#alice", "preferences", ("ver", 1L), ("d", json.ToJsonString()));
        Assert.Equal(
            """{"level":"Mentions","conversations":[{"conversationId":"room-0001","level":"None","mutedUntil":"1970-01-01T00:00:00+00:00"}],"timeZone":"Europe/Berlin","quietFrom":"22:00","email":true,"webhookUrl":"https://example.org/hook","webhookSecret":"s3cret","snoozedUntil":null}""",
            (await _api.AskAsync("alice", query, "notificationPreferences")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Null((await _api.AskAsync("bob", query, "notificationPreferences"))["webhookSecret"]);
    }

    private static string Query(string field, string selection, string id = Room) => $"{{ {field}(conversationId: \"{id}\") {{ {selection} }} }}";

    private static int[] Seqs(JsonNode page) => [.. page["items"]!.AsArray().Select(item => item!["seq"]!.GetValue<int>())];

    private static (string, string?) Short((string Type, string? Info, string Message) refusal) => (refusal.Type, refusal.Info);
}
