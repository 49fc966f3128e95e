using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.Projections;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>The audit trail through the API: who may read it, in which order, between which moments.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class AuditQueryTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    private const string Dana = $"dana:{GroupNames.Moderators}";
    private const string Entry = "log seq at action actorId actorName conversationId userId userName messageSeq versionSeq facts";
    private const string Trail = $"query Q($id: ID, $from: AWSDateTime, $to: AWSDateTime, $limit: Int, $next: String) {{ auditTrail(conversationId: $id, from: $from, to: $to, limit: $limit, nextToken: $next) {{ items {{ {Entry} }} nextToken }} }}";
    private const string OfUser = $"query Q($user: ID!, $limit: Int, $next: String) {{ auditTrailOfUser(userId: $user, limit: $limit, nextToken: $next) {{ items {{ {Entry} }} nextToken }} }}";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private ChatApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"), ("g", 1L), ("owners", 1L), ("members", 2L));
        await _api.Rows.StateAsync($"c#{Room}", "m#olga", ("role", "Owner"), ("name", "olga"));
        await _api.Rows.MemberAsync(Room, "alice");
        foreach (var alias in (string[])["audit", "users"]) await _api.Rows.StateAsync("alias", alias, ("g", 3L));
        await _api.Rows.ViewAsync("users@3|u#dana", "profile", ("userId", "dana"), ("name", "Dána"));
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    /// <summary>An event as the projector files it.</summary>
    private async Task HappensAsync(LogId log, long seq, int seconds, string by, ChatEvent body)
    {
        foreach (var change in AuditFold.Apply(new(log, seq, new(by), Noon.AddSeconds(seconds), CommandId.Derive("t", log.Value, $"{seq}"), 0, body)))
        {
            var put = (RowChange.Put)change;
            await _api.Rows.ItemAsync($"audit@3|{put.Key.Partition}", put.Key.Sort, RowItems.Write(put.Row));
        }
    }

    private async Task<(string[] Lines, JsonNode? Next)> AskAsync(string user, string query, string field, JsonObject variables)
    {
        var page = await _api.AskAsync(user, query, field, variables);
        return ([.. page["items"]!.AsArray().Select(e => $"{e!["log"]}/{e["seq"]} {e["action"]} by {e["actorName"] ?? e["actorId"]}")], page["nextToken"]?.DeepClone());
    }

    [Fact]
    public async Task A_conversations_trail_comes_from_both_its_logs_newest_first_and_page_by_page()
    {
        var id = new ConversationId(Room);
        await HappensAsync(id.Log, 1, 0, "olga", new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"));
        await HappensAsync(id.ModerationLog, 1, 20, "dana", new ChatEvent.OriginalViewed(5, 6));
        await HappensAsync(id.Log, 9, 10, "olga", new ChatEvent.MemberMuted(new("dana"), Noon));
        await HappensAsync(id.ModerationLog, 2, 30, "system", new ChatEvent.ReviewClosed(5, 6, 1, Verdict.Removed, VerdictSource.Deadline));
        await HappensAsync(new ConversationId("room-0002").Log, 3, 15, "olga", new ChatEvent.MemberRemoved(new("dana")));
        // The projection's checkpoint lies in the same partition.
        await _api.Rows.ViewAsync($"audit@3|c#{Room}", "head", ("seq", 9L));

        string[] all = ["m#room-0001/2 review.closed by system", "m#room-0001/1 original.viewed by Dána", "c#room-0001/9 member.muted by olga", "c#room-0001/1 conversation.created by olga"];
        foreach (var user in (string[])["olga", Dana]) Assert.Equal(all, (await AskAsync(user, Trail, "auditTrail", new() { ["id"] = Room })).Lines);
        List<string> seen = [];
        JsonNode? next = null;
        do
        {
            (var lines, next) = await AskAsync("olga", Trail, "auditTrail", new() { ["id"] = Room, ["limit"] = 3, ["next"] = next });
            seen.AddRange(lines);
        }
        while (next is not null);
        Assert.Equal(all, seen);

        var entry = (await _api.AskAsync("olga", Trail, "auditTrail", new() { ["id"] = Room }))["items"]![2]!;
        Assert.Equal(
            (Room, "olga", null, "dana", "Dána", "2026-03-01T12:00:10.000Z", """{"until":"2026-03-01T12:00:00.000Z"}"""),
            (Text("conversationId"), Text("actorId"), Text("actorName"), Text("userId"), Text("userName"), Text("at"), Text("facts")));

        string? Text(string name) => entry[name]?.GetValue<string>();
    }

    [Fact]
    public async Task Both_ends_of_a_span_belong_to_it()
    {
        for (var i = 1; i <= 5; i++) await HappensAsync(new ConversationId(Room).Log, i, i, "olga", new ChatEvent.MessageDeleted(i));
        var (lines, _) = await AskAsync("olga", Trail, "auditTrail", new() { ["id"] = Room, ["from"] = "2026-03-01T12:00:02Z", ["to"] = "2026-03-01T13:00:04+01:00" });
        Assert.Equal(["c#room-0001/4", "c#room-0001/3", "c#room-0001/2"], lines.Select(l => l.Split(' ')[0]));
        Assert.Equal(5, (await AskAsync("olga", Trail, "auditTrail", new() { ["id"] = Room, ["from"] = "2026-03-01T12:00:00Z" })).Lines.Length);
        Assert.Empty((await AskAsync("olga", Trail, "auditTrail", new() { ["id"] = Room, ["to"] = "2026-03-01T12:00:00Z" })).Lines);
        var refused = await _api.RefusalAsync("olga", Trail, new() { ["id"] = Room, ["from"] = "2026-03-01T12:00:02Z", ["to"] = "2026-03-01T12:00:01Z" });
        Assert.Equal("InvalidArgument", refused.Type);
    }

    [Fact]
    public async Task What_a_person_did_is_for_moderators_and_that_person()
    {
        await HappensAsync(new ConversationId(Room).Log, 4, 1, "dana", new ChatEvent.MemberBanned(new("ben")));
        await HappensAsync(new ConversationId("room-0002").ModerationLog, 4, 2, "dana", new ChatEvent.OriginalViewed(1, 1));
        await HappensAsync(LogId.GlobalModeration, 1, 3, "dana", new ChatEvent.BlocklistChanged(["x"]));
        string[] all = ["s#moderation/1 blocklist.changed by Dána", "m#room-0002/4 original.viewed by Dána", "c#room-0001/4 member.banned by Dána"];
        foreach (var user in (string[])["dana", Dana, $"mo:{GroupNames.Moderators}"])
            Assert.Equal(all, (await AskAsync(user, OfUser, "auditTrailOfUser", new() { ["user"] = "dana" })).Lines);
        Assert.Equal("NotAllowed", (await _api.RefusalAsync("olga", OfUser, new() { ["user"] = "dana" })).Type);
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync(Dana, OfUser, new() { ["user"] = "dana|x" })).Type);
        Assert.Equal(["s#moderation/1 blocklist.changed by Dána"], (await AskAsync(Dana, Trail, "auditTrail", [])).Lines);
        Assert.Equal("NotAllowed", (await _api.RefusalAsync("olga", Trail, [])).Type);
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        for (var i = 1; i <= 3; i++) await HappensAsync(new ConversationId(Room).Log, i, i, "olga", new ChatEvent.MessageDeleted(i));
        var (_, next) = await AskAsync("olga", OfUser, "auditTrailOfUser", new() { ["user"] = "olga", ["limit"] = 1 });
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync("olga", Trail, new() { ["id"] = Room, ["next"] = next })).Type);
    }
}
