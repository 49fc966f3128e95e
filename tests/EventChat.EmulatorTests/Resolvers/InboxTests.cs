using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

[Collection(DynamoDbLocalTests.Name)]
public sealed class InboxTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Inbox = """
        query Q($limit: Int, $next: String) { inbox(limit: $limit, nextToken: $next) { nextToken items {
          conversation { conversationId title lastMessage { text } } role readSeq unread unreadOrMore unreadMentions level mutedUntil } } }
        """;

    private ChatApi _api = null!;
    private ProjectedRows _rows = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        _rows = new(dynamo, _api);
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private Task<JsonNode> AskAsync(string user, JsonObject? variables = null) => _api.AskAsync(user, Inbox, "inbox", variables);

    private async Task<JsonNode> EntryAsync(string user, string conversation) =>
        (await AskAsync(user))["items"]!.AsArray().Single(i => i!["conversation"]!["conversationId"]!.GetValue<string>() == conversation)!;

    private async Task<(int Unread, int Mentions)> UnreadAsync(string user, string conversation)
    {
        var entry = await EntryAsync(user, conversation);
        Assert.False(entry["unreadOrMore"]!.GetValue<bool>());
        return (entry["unread"]!.GetValue<int>(), entry["unreadMentions"]!.GetValue<int>());
    }

    private Task ReadAsync(string conversation, string user, long seq) =>
        _api.Rows.StateAsync($"c#{conversation}", $"m#{user}", ("role", "Member"), ("name", user), ("r", seq));

    private static string[] Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(i => i!["conversation"]!["conversationId"]!.GetValue<string>())];

    [Fact]
    public async Task The_newest_activity_comes_first_and_what_moves_moves_up()
    {
        foreach (var room in (string[])["room-000a", "room-000b", "room-000c"]) await _rows.RoomAsync(room, "ann", "ben");
        await _rows.SendAsync("room-000a", "ben", "first");
        Assert.Equal(["room-000a", "room-000c", "room-000b"], Ids(await AskAsync("ann")));
        await _rows.SendAsync("room-000b", "ben", "second");
        await _rows.SendAsync("room-000a", "ben", "not shown yet", held: true);
        Assert.Equal(["room-000b", "room-000a", "room-000c"], Ids(await AskAsync("ann")));
    }

    [Fact]
    public async Task Unread_is_what_others_said_and_is_shown_after_the_marker_whatever_else_happened()
    {
        const string Room = "room-0001";
        await _rows.RoomAsync(Room, "ann", "ben");
        Assert.Equal((0, 0), await UnreadAsync("ann", Room));
        var first = await _rows.SendAsync(Room, "ben", "one");
        await _rows.SendAsync(Room, "ann", "my own");
        var third = await _rows.SendAsync(Room, "ben", "@ann three", mentions: "ann");
        await _rows.HappenAsync(Room, ("ben", new ChatEvent.MessageEdited(first, "one, better")));
        var held = await _rows.SendAsync(Room, "ben", "@ann held", held: true, mentions: "ann");
        Assert.Equal((2, 1), await UnreadAsync("ann", Room));
        Assert.Equal((1, 0), await UnreadAsync("ben", Room));

        await ReadAsync(Room, "ann", first);
        Assert.Equal((1, 1), await UnreadAsync("ann", Room));
        await _rows.HappenAsync(Room, ("system", new ChatEvent.MessageModerated(held, held, Verdict.Approved, VerdictSource.Rules, false, Text: "@ann held")));
        Assert.Equal((2, 2), await UnreadAsync("ann", Room));
        await _rows.HappenAsync(Room, ("ben", new ChatEvent.MessageDeleted(third)));
        Assert.Equal((1, 1), await UnreadAsync("ann", Room));
        // Between two events, and beyond the last message.
        await ReadAsync(Room, "ann", held + 1);
        Assert.Equal((0, 0), await UnreadAsync("ann", Room));
    }

    [Fact]
    public async Task Who_joins_late_has_nothing_unread_of_before()
    {
        await _rows.RoomAsync("room-0001", "ann", "ben");
        await _rows.SendAsync("room-0001", "ann", "long ago");
        await _api.Rows.MemberAsync("room-0001", "cem");
        await _rows.HappenAsync("room-0001", ("ann", new ChatEvent.MemberAdded(new("cem"), "Cem", MemberRole.Member)));
        Assert.Equal((0, 0), await UnreadAsync("cem", "room-0001"));
        await _rows.SendAsync("room-0001", "ann", "welcome");
        Assert.Equal((1, 0), await UnreadAsync("cem", "room-0001"));
    }

    [Fact]
    public async Task Far_behind_is_said_to_be_more()
    {
        await _rows.RoomAsync("room-0001", "ann", "ben");
        await _rows.HappenAsync("room-0001", [.. Enumerable.Range(0, Limits.RecentEvents + 1).Select(i => ("ben", (ChatEvent)new ChatEvent.MessageSent($"{i}")))]);
        var entry = await EntryAsync("ann", "room-0001");
        Assert.Equal((Limits.RecentEvents, true), (entry["unread"]!.GetValue<int>(), entry["unreadOrMore"]!.GetValue<bool>()));
        await ReadAsync("room-0001", "ann", 4);
        Assert.Equal((Limits.RecentEvents, 0), await UnreadAsync("ann", "room-0001"));
    }

    [Fact]
    public async Task The_level_is_that_of_the_preferences()
    {
        await _rows.RoomAsync("room-0001", "ann", "ben");
        Assert.Null((await EntryAsync("ann", "room-0001"))["level"]);
        var set = new NotificationPreferences(NotificationLevel.Mentions, [new(new("room-0001"), NotificationLevel.None, DateTimeOffset.UnixEpoch)]);
        var json = System.Text.Json.JsonSerializer.Serialize(set, EventChat.Contracts.Wire.Json.NotificationPreferences);
        await _api.Rows.StateAsync("u#ann", "preferences", ("ver", 1L), ("d", $"{{\"preferences\":{json}}}"));
        await _rows.RoomAsync("room-0002", "ann", "ben");
        Assert.Equal(("None", "1970-01-01T00:00:00+00:00"), await EntryAsync("ann", "room-0001") is var e ? ($"{e["level"]}", $"{e["mutedUntil"]}") : default);
        Assert.Equal(("Mentions", ""), await EntryAsync("ann", "room-0002") is var d ? ($"{d["level"]}", $"{d["mutedUntil"]}") : default);
    }

    [Fact]
    public async Task Several_batches_are_one_page_and_beyond_300_comes_the_next()
    {
        const int Rooms = 310;
        await Parallel.ForEachAsync(Enumerable.Range(0, Rooms), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var id = $"room-{i:D4}";
            await _api.Rows.MemberAsync(id, "ann");
            await _api.Rows.HeadAsync(id, i, id);
            await _api.Rows.ViewAsync("inbox@1|u#ann", $"c#{id}", ("conversationId", id), ("role", "Member"), ("addedAt", 1L), ("since", 2L), ("v", 2L));
        });
        // By the state no member any more, though the view still says so.
        await _api.Rows.GoneAsync("room-0150", "ann");
        var first = await AskAsync("ann");
        Assert.Equal(Enumerable.Range(0, 300).Where(i => i != 150).Reverse().Select(i => $"room-{i:D4}"), Ids(first));
        var second = await AskAsync("ann", new() { ["next"] = first["nextToken"]!.DeepClone() });
        Assert.Equal((10, null), (Ids(second).Length, second["nextToken"]));
        Assert.Equal(
            ("InvalidArgument", """{"field":"limit","limit":300,"unit":"rows"}"""),
            await _api.RefusalAsync("ann", Inbox, new() { ["limit"] = 301 }) is var r ? (r.Type, r.Info) : default);
        Assert.Empty(Ids(await AskAsync("nobody")));
    }

    /// <summary>A page is a page, however many members there are.</summary>
    [Fact]
    public async Task Thousands_of_members_come_page_by_page()
    {
        const int Members = 3_000;
        const string Query = "query Q($next: String) { members(conversationId: \"channel-1\", limit: 100, nextToken: $next) { items { userId } nextToken } }";
        await _api.Rows.MemberAsync("channel-1", "m0000");
        await _rows.HappenAsync("channel-1",
        [
            ("m0000", new ChatEvent.ConversationCreated(ConversationKind.Channel, "Everybody")),
            .. Enumerable.Range(0, Members).Select(i => ("m0000", (ChatEvent)new ChatEvent.MemberAdded(new($"m{i:D4}"), $"Member {i}", MemberRole.Member))),
        ]);
        List<string> seen = [];
        JsonNode? next = null;
        do
        {
            var page = await _api.AskAsync("m0000", Query, "members", new() { ["next"] = next?.DeepClone() });
            Assert.InRange(page["items"]!.AsArray().Count, 0, Limits.PageRows);
            seen.AddRange(page["items"]!.AsArray().Select(m => $"{m!["userId"]}"));
            next = page["nextToken"];
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(0, Members).Select(i => $"m{i:D4}"), seen);
        await _rows.SendAsync("channel-1", "m0001", "hello everybody");
        Assert.Equal((1, 0), await UnreadAsync("m0000", "channel-1"));
    }
}
