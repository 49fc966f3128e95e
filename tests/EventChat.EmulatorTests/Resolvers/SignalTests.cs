using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.AppSync;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>Typing and presence: heard by members, stored nowhere.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class SignalTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    private const string Frame = "{ conversationId fromSeq seq audience events { seq } signal { userId kind at } }";
    private const string Typing = $"mutation T($id: ID!, $typing: Boolean!) {{ setTyping(conversationId: $id, typing: $typing) {Frame} }}";
    private const string Presence = $"mutation P($id: ID!, $present: Boolean!) {{ showPresence(conversationId: $id, present: $present) {Frame} }}";
    private const string Mine = $"subscription {{ onMyConversations {Frame} }}";
    private const string One = $"subscription S($id: ID!) {{ onConversation(conversationId: $id) {Frame} }}";

    private ChatApi _api = null!;
    private ProjectedRows _rows = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        _rows = new(dynamo, _api);
        await _rows.RoomAsync(Room, "ann", "ben");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private static JsonObject Type(string room, bool typing = true) => new() { ["id"] = room, ["typing"] = typing };

    private static async Task<string> HeardAsync(RealtimeClient client, string field) =>
        (await client.ExpectAsync("data"))["payload"]!["data"]![field]! is var f
            ? $"{f["conversationId"]} {f["fromSeq"]}-{f["seq"]} {f["events"]!.AsArray().Count} {f["signal"]!["userId"]} {f["signal"]!["kind"]}"
            : "";

    private async Task<JsonObject> CrowdAsync(string room, int members)
    {
        await _api.Rows.MemberAsync(room, "ann");
        await _rows.HappenAsync(room,
        [
            ("ann", new ChatEvent.ConversationCreated(ConversationKind.Group, "Crowd")), ("ann", new ChatEvent.MemberAdded(new("ann"), "Ann", MemberRole.Owner)),
            .. Enumerable.Range(1, members - 1).Select(i => ("ann", (ChatEvent)new ChatEvent.MemberAdded(new($"u{i}"), $"U{i}", MemberRole.Member))),
        ]);
        return await _api.Host.QueryAsync("ann", Typing, Type(room));
    }

    [Fact]
    public async Task Members_hear_who_types_and_who_is_here_and_nobody_else_does()
    {
        await using var ben = await RealtimeClient.OpenAsync(_api.Host, "ben");
        await ben.SubscribeAsync("mine", Mine, "ben");
        await using var carol = await RealtimeClient.OpenAsync(_api.Host, "carol");
        await carol.SubscribeAsync("mine", Mine, "carol");
        await _api.AskAsync("ann", Typing, "setTyping", Type(Room));
        await _api.AskAsync("ann", Typing, "setTyping", Type(Room, typing: false));
        await _api.AskAsync("ann", Presence, "showPresence", new() { ["id"] = Room, ["present"] = true });
        Assert.Equal("room-0001 4-3 0 ann Typing", await HeardAsync(ben, "onMyConversations"));
        Assert.Equal("room-0001 4-3 0 ann StoppedTyping", await HeardAsync(ben, "onMyConversations"));
        Assert.Equal("room-0001 4-3 0 ann Present", await HeardAsync(ben, "onMyConversations"));

        await _rows.RoomAsync("room-0002", "carol", "dan");
        await _api.AskAsync("dan", Typing, "setTyping", Type("room-0002"));
        Assert.Equal("room-0002 4-3 0 dan Typing", await HeardAsync(carol, "onMyConversations"));
    }

    [Fact]
    public async Task In_a_larger_room_those_hear_who_have_it_open_and_in_a_crowd_nobody()
    {
        await _rows.RoomAsync("room-large", [.. Enumerable.Range(0, Limits.AudienceMembers + 1).Select(i => $"m{i}")]);
        await using var reader = await RealtimeClient.OpenAsync(_api.Host, "m1");
        await reader.SubscribeAsync("one", One, "m1", new JsonObject { ["id"] = "room-large" });
        var frame = await _api.AskAsync("m0", Typing, "setTyping", Type("room-large"));
        Assert.Null(frame["audience"]);
        Assert.Equal($"room-large {Limits.AudienceMembers + 3}-{Limits.AudienceMembers + 2} 0 m0 Typing", await HeardAsync(reader, "onConversation"));

        Assert.Null((await CrowdAsync("room-hundred", Limits.SignalMembers))["errors"]);
        var refused = (await CrowdAsync("room-crowd", Limits.SignalMembers + 1))["errors"]![0]!;
        Assert.Equal(
            ("TooManyMembers", """{"field":"conversationId","limit":100,"unit":"members"}"""),
            (refused["errorType"]!.GetValue<string>(), refused["errorInfo"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_stranger_can_not_signal_and_nobody_sends_half_a_frame()
    {
        Assert.Equal("NotFound", (await _api.RefusalAsync("mallory", Typing, Type(Room))).Type);
        var half = Typing.Replace("userId kind at", "kind at", StringComparison.Ordinal);
        Assert.Equal(("InvalidArgument", "Select the whole frame: signal/userId is missing."), await _api.RefusalAsync("ann", half, Type(Room)) is var r ? (r.Type, r.Message) : default);
    }
}
