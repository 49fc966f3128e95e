using System.Text.Json.Nodes;
using EventChat.EmulatorTests.AppSync;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>Commands, the publish mutation and who hears of it.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class SubscriptionTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "big-room-1";
    private const string Publish = "mutation P($input: PublishInput!) { publish(input: $input) { conversationId fromSeq seq audience events { seq type version senderId at commandId body } } }";
    private const string Mine = "subscription { onMyConversations { conversationId fromSeq seq audience events { seq type body } } }";
    private const string One = "subscription S($id: ID!) { onConversation(conversationId: $id) { conversationId seq } }";

    private ChatApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        await _api.Rows.MemberAsync(Room, "alice");
        await _api.Rows.MemberAsync(Room, "bob");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private async Task<JsonNode> PublishAsync(string conversation, long seq, string[]? audience, params string[] removed)
    {
        var answer = await _api.Host.MutateSignedAsync(Publish, new JsonObject
        {
            ["input"] = new JsonObject
            {
                ["conversationId"] = conversation, ["fromSeq"] = seq, ["seq"] = seq, ["audience"] = audience is null ? null : Array(audience), ["removed"] = Array(removed),
                ["events"] = new JsonArray(new JsonObject
                {
                    ["seq"] = seq, ["type"] = "message.sent", ["version"] = 1, ["senderId"] = "alice", ["at"] = "2023-11-14T22:13:20.123Z",
                    ["commandId"] = "0d6a9a2e-5c0f-4a63-9b53-6a1f3c1f0001", ["body"] = """{"text":"Grüße 👋"}""",
                }),
            },
        });
        return answer;
    }

    private static JsonArray Array(string[] values) => new([.. values.Select(value => (JsonNode)value)]);

    [Fact]
    public async Task A_frame_reaches_its_audience_whole_and_nobody_else()
    {
        await using var alice = await RealtimeClient.OpenAsync(_api.Host, "alice");
        await alice.SubscribeAsync("mine", Mine, "alice");
        await using var carol = await RealtimeClient.OpenAsync(_api.Host, "carol");
        await carol.SubscribeAsync("mine", Mine, "carol");
        Assert.Null((await PublishAsync("room-0001", 4, ["alice", "bob"]))["errors"]);
        Assert.Null((await PublishAsync("room-0002", 1, ["carol"]))["errors"]);

        var frame = (await alice.ExpectAsync("data"))["payload"]!["data"]!["onMyConversations"]!;
        Assert.Equal(("room-0001", 4, 4), (frame["conversationId"]!.GetValue<string>(), frame["fromSeq"]!.GetValue<int>(), frame["seq"]!.GetValue<int>()));
        Assert.Equal("Grüße 👋", JsonNode.Parse(frame["events"]![0]!["body"]!.GetValue<string>())!["text"]!.GetValue<string>());
        Assert.Equal("room-0002", (await carol.ExpectAsync("data"))["payload"]!["data"]!["onMyConversations"]!["conversationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_frame_without_an_audience_reaches_the_subscribers_of_its_conversation()
    {
        await using var alice = await RealtimeClient.OpenAsync(_api.Host, "alice");
        await alice.SubscribeAsync("mine", Mine, "alice");
        await alice.SubscribeAsync("one", One, "alice", new JsonObject { ["id"] = Room });
        await PublishAsync("another-room", 1, null);
        await PublishAsync(Room, 2, null);
        var frame = await alice.ExpectAsync("data");
        Assert.Equal(("one", 2), (frame["id"]!.GetValue<string>(), frame["payload"]!["data"]!["onConversation"]!["seq"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData(Room)]
    [InlineData("no-such-room")]
    public async Task A_stranger_can_not_subscribe_and_is_not_told_why(string conversation)
    {
        await using var mallory = await RealtimeClient.OpenAsync(_api.Host, "mallory");
        await mallory.StartAsync("1", One, "mallory", new JsonObject { ["id"] = conversation });
        var error = (await mallory.ExpectAsync("error"))["payload"]!["errors"]![0]!;
        Assert.Equal(("NotFound", "There is no such conversation."), (error["errorType"]!.GetValue<string>(), error["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Who_is_removed_stops_hearing_with_that_very_frame()
    {
        await using var alice = await RealtimeClient.OpenAsync(_api.Host, "alice");
        await alice.SubscribeAsync("one", One, "alice", new JsonObject { ["id"] = Room });
        await using var bob = await RealtimeClient.OpenAsync(_api.Host, "bob");
        await bob.SubscribeAsync("one", One, "bob", new JsonObject { ["id"] = Room });
        await PublishAsync("another-room", 1, null, "bob");
        await PublishAsync(Room, 5, null, "bob");
        Assert.Equal("one", (await bob.ExpectAsync("complete"))["id"]!.GetValue<string>());
        Assert.Equal(5, (await alice.ExpectAsync("data"))["payload"]!["data"]!["onConversation"]!["seq"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_frame_can_not_remove_more_users_than_AppSync_invalidates()
    {
        var answer = await PublishAsync(Room, 5, null, "a", "b", "c");
        Assert.Equal("""{"field":"removed","limit":2,"unit":"users"}""", answer["errors"]![0]!["errorInfo"]!.ToJsonString());
    }

    private const string Told = "subscription { onMyNotifications { userId seq kind count conversationId } }";
    private const string Moderation = "subscription S($id: ID) { onModeration(conversationId: $id) { conversationId seq type versionSeq } }";

    private Task<JsonObject> TellAsync(string user, long seq) => _api.Host.MutateSignedAsync(
        "mutation P($input: PublishNotificationInput!) { publishNotification(input: $input) { userId seq at kind conversationId messageSeq count fromId } }",
        new JsonObject { ["input"] = new JsonObject { ["userId"] = user, ["seq"] = seq, ["at"] = "2023-11-14T22:13:20.123Z", ["kind"] = "Digest", ["count"] = 3 } });

    private Task<JsonObject> ModeratedAsync(string conversation, long seq) => _api.Host.MutateSignedAsync(
        "mutation P($input: PublishModerationInput!) { publishModeration(input: $input) { conversationId seq type messageSeq versionSeq } }",
        new JsonObject { ["input"] = new JsonObject { ["conversationId"] = conversation, ["seq"] = seq, ["type"] = "review.opened", ["messageSeq"] = 4, ["versionSeq"] = 5 } });

    [Fact]
    public async Task What_a_user_is_told_reaches_that_user_and_nobody_else()
    {
        await using var alice = await RealtimeClient.OpenAsync(_api.Host, "alice");
        await alice.SubscribeAsync("told", Told, "alice");
        Assert.Null((await TellAsync("bob", 8))["errors"]);
        Assert.Null((await TellAsync("alice", 9))["errors"]);
        var told = (await alice.ExpectAsync("data"))["payload"]!["data"]!["onMyNotifications"]!;
        Assert.Equal("""{"userId":"alice","seq":9,"kind":"Digest","count":3,"conversationId":null}""", told.ToJsonString());
        Assert.Equal("Unauthorized", (await _api.RefusalAsync("alice", """mutation { publishNotification(input: { userId: "bob", seq: 1, at: "2023-11-14T22:13:20.123Z", kind: Message, count: 1 }) { seq } }""")).Type);
    }

    [Fact]
    public async Task Moderators_hear_of_all_conversations_an_owner_of_the_own_one_until_removed()
    {
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"));
        await _api.Rows.StateAsync($"c#{Room}", "m#olga", ("role", "Owner"), ("name", "olga"));
        const string dana = "dana:moderators";
        await using var moderator = await RealtimeClient.OpenAsync(_api.Host, dana);
        await moderator.SubscribeAsync("all", Moderation, dana);
        await using var owner = await RealtimeClient.OpenAsync(_api.Host, "olga");
        await owner.SubscribeAsync("own", Moderation, "olga", new JsonObject { ["id"] = Room });
        Assert.Null((await ModeratedAsync("another-room", 1))["errors"]);
        await ModeratedAsync(Room, 2);
        Assert.Equal("another-room", (await moderator.ExpectAsync("data"))["payload"]!["data"]!["onModeration"]!["conversationId"]!.GetValue<string>());
        Assert.Equal(2, (await moderator.ExpectAsync("data"))["payload"]!["data"]!["onModeration"]!["seq"]!.GetValue<int>());
        Assert.Equal("""{"conversationId":"big-room-1","seq":2,"type":"review.opened","versionSeq":5}""", (await owner.ExpectAsync("data"))["payload"]!["data"]!["onModeration"]!.ToJsonString());
        await PublishAsync(Room, 6, null, "olga");
        Assert.Equal("own", (await owner.ExpectAsync("complete"))["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("alice", Room, "NotAllowed")]
    [InlineData("mallory", Room, "NotFound")]
    [InlineData("alice", null, "NotAllowed")]
    public async Task Who_moderates_nothing_hears_nothing_of_moderation(string user, string? conversation, string refusal)
    {
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"));
        await using var client = await RealtimeClient.OpenAsync(_api.Host, user);
        await client.StartAsync("1", Moderation, user, new JsonObject { ["id"] = conversation });
        Assert.Equal(refusal, (await client.ExpectAsync("error"))["payload"]!["errors"]![0]!["errorType"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_user_can_not_publish()
    {
        var refusal = await _api.RefusalAsync("alice", """mutation { publish(input: { conversationId: "room-0001", fromSeq: 1, seq: 1, events: [] }) { seq } }""");
        Assert.Equal(("Unauthorized", "Not Authorized to access publish on type Mutation"), (refusal.Type, refusal.Message));
    }

    private const string Send = """mutation { sendMessage(input: { commandId: "0d6a9a2e-5c0f-4a63-9b53-6a1f3c1f0001", conversationId: "room-0001", text: "hi 👋" }) { conversationId commandId seq at } }""";

    [Fact]
    public async Task A_command_is_the_functions_answer()
    {
        _api.Host.Lambda.Answer = _ => FakeLambda.Ok("""{"data":{"conversationId":"room-0001","commandId":"0d6a9a2e-5c0f-4a63-9b53-6a1f3c1f0001","seq":3,"at":"2023-11-14T22:13:20.123Z"}}""");
        Assert.Equal(3, (await _api.AskAsync("alice", Send, "sendMessage"))["seq"]!.GetValue<int>());
        var payload = Assert.Single(_api.Host.Lambda.Payloads);
        Assert.Equal(("sendMessage", "alice", "hi 👋"), (payload["info"]!["fieldName"]!.GetValue<string>(), payload["identity"]!["sub"]!.GetValue<string>(), payload["arguments"]!["input"]!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_refusal_is_a_typed_error()
    {
        _api.Host.Lambda.Answer = _ => FakeLambda.Ok("""{"refusal":{"type":"InvalidArgument","message":"text is too long.","info":{"field":"text","limit":4096,"unit":"bytes"}}}""");
        Assert.Equal(("InvalidArgument", """{"field":"text","limit":4096,"unit":"bytes"}""", "text is too long."), await _api.RefusalAsync("alice", Send));
    }

    [Fact]
    public async Task A_broken_function_says_nothing_of_itself()
    {
        _api.Host.Lambda.Answer = _ => FakeLambda.Broken("""{"errorType":"NullReferenceException","errorMessage":"Object reference of Secret.Class","stackTrace":["at X"]}""");
        Assert.Equal(("Lambda:Unhandled", null, "The command failed; send it again with the same commandId."), await _api.RefusalAsync("alice", Send));
    }
}
