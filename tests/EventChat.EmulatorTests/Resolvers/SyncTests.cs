using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary><c>sync</c> over a log that the product's own log wrote.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class SyncTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Query = "query Q($id: ID!, $after: Int!, $limit: Int) { sync(conversationId: $id, afterSeq: $after, limit: $limit) { conversationId status seq headSeq more events { seq type version senderId at commandId body } } }";

    private static readonly ConversationId Room = new("sync-room");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private ChatApi _api = null!;
    private SegmentLog _log = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        _log = new SegmentLog(dynamo.Client, _api.Rows.Events, new CapacityMeter());
        await _api.Rows.MemberAsync(Room.Value, "alice");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private async Task AppendAsync(params ChatEvent[] events)
    {
        foreach (var body in events)
            Assert.IsType<AppendResult.Appended>(await _log.AppendAsync(
                Room.Log, new CommandId(Guid.NewGuid()), [new PendingEvent(new UserId("alice"), At, 1, body)], null, CancellationToken.None));
    }

    private Task<JsonNode> SyncAsync(long after, int? limit = null) =>
        _api.AskAsync("alice", Query, "sync", new() { ["id"] = Room.Value, ["after"] = after, ["limit"] = limit });

    [Fact]
    public async Task A_hole_is_filled_with_the_events_as_they_were()
    {
        await AppendAsync(new ChatEvent.ConversationCreated(ConversationKind.Group, "Räume 👋"), new ChatEvent.MessageSent("eins"), new ChatEvent.MessageSent("zwei", 2));
        var answer = await SyncAsync(1);
        Assert.Equal(("recovered", 3, 3, false), (answer["status"]!.GetValue<string>(), answer["seq"]!.GetValue<int>(), answer["headSeq"]!.GetValue<int>(), answer["more"]!.GetValue<bool>()));
        var second = answer["events"]![1]!;
        Assert.Equal((3, "message.sent", 1, "alice", "2023-11-14T22:13:20.123Z"), (second["seq"]!.GetValue<int>(), second["type"]!.GetValue<string>(), second["version"]!.GetValue<int>(), second["senderId"]!.GetValue<string>(), second["at"]!.GetValue<string>()));
        Assert.Equal(new ChatEvent.MessageSent("zwei", 2), EventTypes.Deserialize("message.sent", 1, second["body"]!.GetValue<string>()));
        Assert.True(CommandId.TryParse(second["commandId"]!.GetValue<string>(), out _));
    }

    [Fact]
    public async Task A_long_way_is_gone_page_by_page_without_a_gap_over_many_segments()
    {
        await AppendAsync([.. Enumerable.Range(1, 60).Select(i => new ChatEvent.MessageSent($"Nachricht {i} {new string('ü', i * 7)}"))]);
        var seen = new List<int>();
        var after = 0;
        JsonNode page;
        do
        {
            page = await SyncAsync(after, 7);
            Assert.InRange(page["events"]!.AsArray().Count, 1, 7);
            seen.AddRange(page["events"]!.AsArray().Select(e => e!["seq"]!.GetValue<int>()));
            after = page["seq"]!.GetValue<int>();
        }
        while (page["more"]!.GetValue<bool>());
        Assert.Equal(Enumerable.Range(1, 60), seen);
        for (var from = 0; from <= 60; from++)
            Assert.Equal(Enumerable.Range(from + 1, 60 - from), (await SyncAsync(from))["events"]!.AsArray().Select(e => e!["seq"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Nothing_new_is_an_empty_recovery()
    {
        await AppendAsync(new ChatEvent.MessageSent("x"));
        var answer = await SyncAsync(1);
        Assert.Equal("""{"conversationId":"sync-room","status":"recovered","seq":1,"headSeq":1,"more":false,"events":[]}""", answer.ToJsonString());
    }

    [Fact]
    public async Task A_cursor_ahead_of_the_log_is_reset_to_its_head()
    {
        await AppendAsync(new ChatEvent.MessageSent("x"));
        var answer = await SyncAsync(5);
        Assert.Equal(("reset", 1, 0), (answer["status"]!.GetValue<string>(), answer["headSeq"]!.GetValue<int>(), answer["events"]!.AsArray().Count));
        Assert.False(answer["more"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_cursor_a_thousand_behind_recovers_and_one_more_is_reset()
    {
        for (var batch = 0; batch < 11; batch++)
            await _log.AppendAsync(Room.Log, new CommandId(Guid.NewGuid()),
                [.. Enumerable.Range(0, 91).Select(i => new PendingEvent(new UserId("alice"), At, 1, new ChatEvent.MessageSent("x")))], null, CancellationToken.None);
        var head = 11 * 91;
        Assert.Equal("recovered", (await SyncAsync(head - 1_000))["status"]!.GetValue<string>());
        Assert.Equal("reset", (await SyncAsync(head - 1_001))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_text_deleted_meanwhile_is_not_handed_out_again_nor_is_any_edit_of_it()
    {
        await AppendAsync(
            new ChatEvent.MessageSent("secret one"), new ChatEvent.MessageSent("stays"), new ChatEvent.MessageEdited(1, "secret two"),
            new ChatEvent.MessageEdited(2, "stays, edited"), new ChatEvent.MessageDeleted(1));
        await _api.Rows.DeletedAsync(Room.Value, 1);
        foreach (var after in (int[])[0, 1, 2])
        {
            var answer = await SyncAsync(after);
            Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
            Assert.Contains("stays, edited", answer.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(5 - after, answer["events"]!.AsArray().Count);
        }
        Assert.Equal("""{"text":null}""", (await SyncAsync(0))["events"]![0]!["body"]!.GetValue<string>());
        Assert.Equal("""{"messageSeq":1,"text":null}""", (await SyncAsync(0))["events"]![2]!["body"]!.GetValue<string>());
    }

    private Task RemovedAsync(long versionSeq) => _api.Rows.StateAsync($"c#{Room}", $"x#{versionSeq:D10}", ("rm", "Hate"));

    private async Task<string[]> TextsAsync(string user, long after = 0) =>
    [
        .. (await _api.AskAsync(user, Query, "sync", new() { ["id"] = Room.Value, ["after"] = after }))["events"]!.AsArray()
            .Select(e => JsonNode.Parse(e!["body"]!.GetValue<string>())!["text"]?.GetValue<string>() ?? "-"),
    ];

    [Fact]
    public async Task A_held_text_is_its_senders_alone_until_the_event_that_approves_it()
    {
        await _api.Rows.MemberAsync(Room.Value, "bob");
        await AppendAsync(
            new ChatEvent.MessageSent("held", Held: true), new ChatEvent.MessageEdited(1, "held edit", Held: true),
            new ChatEvent.MessageModerated(1, 2, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "held edit"));
        Assert.Equal(["held", "held edit", "held edit"], await TextsAsync("alice"));
        Assert.Equal(["-", "-", "held edit"], await TextsAsync("bob"));
        Assert.Equal(
            """{"messageSeq":1,"text":null,"held":true}""",
            (await _api.AskAsync("bob", Query, "sync", new() { ["id"] = Room.Value, ["after"] = 0 }))["events"]![1]!["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_version_removed_meanwhile_is_handed_out_to_nobody_and_the_others_are()
    {
        await AppendAsync(
            new ChatEvent.MessageSent("bad"), new ChatEvent.MessageEdited(1, "good"), new ChatEvent.MessageSent("fine"), new ChatEvent.MessageEdited(3, "bad"),
            new ChatEvent.MessageModerated(1, 1, Verdict.Removed, VerdictSource.Rules, Shown: true, Reason: ReasonClass.Hate));
        // The first version of message 1 and the second of message 3; neither message is deleted.
        await RemovedAsync(1);
        await RemovedAsync(4);
        Assert.Equal(["-", "good", "fine", "-", "-"], await TextsAsync("alice"));
        Assert.Equal(["good", "fine", "-", "-"], await TextsAsync("alice", 1));
        Assert.Equal(["fine", "-", "-"], await TextsAsync("alice", 2));
    }

    [Fact]
    public async Task An_approval_overtaken_by_a_removal_or_a_deletion_brings_no_text()
    {
        ChatEvent.MessageModerated Approved(long message, long version) => new(message, version, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "text");
        await AppendAsync(
            new ChatEvent.MessageSent("a", Held: true), new ChatEvent.MessageSent("b", Held: true), new ChatEvent.MessageSent("c", Held: true),
            Approved(1, 1), Approved(2, 2), Approved(3, 3));
        await RemovedAsync(1);
        await _api.Rows.DeletedAsync(Room.Value, 2);
        foreach (var after in (int[])[0, 2, 3])
            Assert.Equal(["-", "-", "text"], (await TextsAsync("alice", after)).TakeLast(3));
    }

    [Fact]
    public async Task A_page_of_very_many_edits_ends_early_and_says_so()
    {
        await AppendAsync([.. Enumerable.Range(1, 120).Select(i => new ChatEvent.MessageSent($"{i}"))]);
        await AppendAsync([.. Enumerable.Range(1, 120).Select(i => new ChatEvent.MessageEdited(i, $"edited {i}"))]);
        await _api.Rows.DeletedAsync(Room.Value, 50);
        var page = await SyncAsync(120);
        Assert.Equal((100, true), (page["events"]!.AsArray().Count, page["more"]!.GetValue<bool>()));
        Assert.DoesNotContain("edited 50", page.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(20, (await SyncAsync(220))["events"]!.AsArray().Count);
    }

    [Fact]
    public async Task Arguments_out_of_bounds_are_refused_with_the_bound()
    {
        var negative = await _api.RefusalAsync("alice", Query, new() { ["id"] = Room.Value, ["after"] = -1 });
        Assert.Equal(("InvalidArgument", """{"field":"afterSeq","limit":0,"unit":"events"}"""), (negative.Type, negative.Info));
        var greedy = await _api.RefusalAsync("alice", Query, new() { ["id"] = Room.Value, ["after"] = 0, ["limit"] = 201 });
        Assert.Equal(("InvalidArgument", """{"field":"limit","limit":200,"unit":"events"}"""), (greedy.Type, greedy.Info));
    }

    [Fact]
    public async Task A_stranger_gets_what_an_unknown_conversation_gets()
    {
        await AppendAsync(new ChatEvent.MessageSent("x"));
        var strange = await _api.RefusalAsync("mallory", Query, new() { ["id"] = Room.Value, ["after"] = 0 });
        Assert.Equal("NotFound", strange.Type);
        Assert.Equal(strange, await _api.RefusalAsync("mallory", Query, new() { ["id"] = "room-that-is-not", ["after"] = 0 }));
    }
}
