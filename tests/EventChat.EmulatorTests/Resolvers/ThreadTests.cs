using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

[Collection(DynamoDbLocalTests.Name)]
public sealed class ThreadTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    private const string Thread = "query Q($seq: Int!, $limit: Int, $next: String) { thread(conversationId: \"room-0001\", messageSeq: $seq, limit: $limit, nextToken: $next) { root { seq text } items { seq text deleted status } nextToken } }";
    private const string Threads = "query Q($limit: Int, $next: String) { threads(conversationId: \"room-0001\", limit: $limit, nextToken: $next) { items { messageSeq replies lastSeq lastAt participants root { text } } nextToken } }";

    private ChatApi _api = null!;
    private ProjectedRows _rows = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        _rows = new(dynamo, _api);
        await _rows.RoomAsync(Room, "ann", "ben", "cem");
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private static string Text(JsonNode page) => string.Join(", ", page["items"]!.AsArray().Select(m => $"{m!["seq"]} {m["text"]}"));

    private Task<JsonNode> ThreadAsync(long root, string user = "ann") => _api.AskAsync(user, Thread, "thread", new() { ["seq"] = root });

    [Fact]
    public async Task A_thread_is_its_first_message_and_the_answers_the_oldest_first()
    {
        var root = await _rows.SendAsync(Room, "ann", "question");
        var first = await _rows.SendAsync(Room, "ben", "answer", root);
        await _rows.SendAsync(Room, "cem", "something else");
        await _rows.SendAsync(Room, "cem", "answer to the answer", first);
        var page = await ThreadAsync(root);
        Assert.Equal(("question", "6 answer, 8 answer to the answer"), (page["root"]!["text"]!.GetValue<string>(), Text(page)));
        Assert.Null(page["nextToken"]);
    }

    [Fact]
    public async Task An_edit_a_deletion_and_a_verdict_hold_in_the_thread_too()
    {
        var root = await _rows.SendAsync(Room, "ann", "question");
        var (edited, deleted, held) = (await _rows.SendAsync(Room, "ben", "a", root), await _rows.SendAsync(Room, "ben", "b", root), await _rows.SendAsync(Room, "ben", "c", root, held: true));
        await _rows.HappenAsync(Room, ("ben", new ChatEvent.MessageEdited(edited, "a, better")), ("ben", new ChatEvent.MessageDeleted(deleted)));
        Assert.Equal($"{edited} a, better, {deleted} ", Text(await ThreadAsync(root)));
        Assert.Equal($"{edited} a, better, {deleted} , {held} c", Text(await ThreadAsync(root, "ben")));
    }

    [Fact]
    public async Task A_long_thread_comes_page_by_page()
    {
        var root = await _rows.SendAsync(Room, "ann", "question");
        await _rows.HappenAsync(Room, [.. Enumerable.Range(0, 120).Select(i => ("ben", (ChatEvent)new ChatEvent.MessageSent($"{i}", root)))]);
        List<int> seen = [];
        JsonNode? next = null;
        do
        {
            var page = await _api.AskAsync("ann", Thread, "thread", new() { ["seq"] = root, ["limit"] = 100, ["next"] = next?.DeepClone() });
            Assert.Equal("question", page["root"]!["text"]!.GetValue<string>());
            seen.AddRange(page["items"]!.AsArray().Select(m => m!["seq"]!.GetValue<int>()));
            next = page["nextToken"];
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range((int)root + 1, 120), seen);
    }

    [Fact]
    public async Task Threads_are_listed_with_what_was_asked_and_who_answered()
    {
        var one = await _rows.SendAsync(Room, "ann", "one");
        var two = await _rows.SendAsync(Room, "ann", "two");
        await _rows.SendAsync(Room, "ben", "x", two);
        await _rows.SendAsync(Room, "cem", "y", one);
        await _rows.SendAsync(Room, "ben", "z", one);
        var page = await _api.AskAsync("ann", Threads, "threads", new() { ["limit"] = 1 });
        Assert.Equal($"{two} 1 ben two", Line(page));
        page = await _api.AskAsync("ann", Threads, "threads", new() { ["next"] = page["nextToken"]!.DeepClone() });
        Assert.Equal($"{one} 2 ben,cem one", Line(page));

        static string Line(JsonNode page) => string.Join(';', page["items"]!.AsArray().Select(t =>
            $"{t!["messageSeq"]} {t["replies"]} {string.Join(',', t["participants"]!.AsArray().Select(p => $"{p}"))} {t["root"]!["text"]}"));
    }

    [Fact]
    public async Task A_page_of_messages_says_which_were_answered()
    {
        var root = await _rows.SendAsync(Room, "ann", "question");
        await _rows.SendAsync(Room, "ben", "answer", root);
        var last = await _rows.SendAsync(Room, "cem", "another", root);
        var page = await _api.AskAsync("ann", $"{{ messages(conversationId: \"{Room}\") {{ items {{ seq thread {{ replies lastSeq }} }} seq }} }}", "messages");
        Assert.Equal(
            [$"{last} ", $"{last - 1} ", $"{root} 2 {last}"],
            page["items"]!.AsArray().Select(m => $"{m!["seq"]} {(m["thread"] is { } t ? $"{t["replies"]} {t["lastSeq"]}" : "")}"));
    }

    [Fact]
    public async Task What_is_not_there_or_not_yours_is_told_as_ever()
    {
        Assert.Equal("NotFound", (await _api.RefusalAsync("mallory", Thread, new() { ["seq"] = 5 })).Type);
        Assert.Equal("NotFound", (await _api.RefusalAsync("mallory", Threads)).Type);
        Assert.Equal("""{"field":"messageSeq","limit":1,"unit":"seq"}""", (await _api.RefusalAsync("ann", Thread, new() { ["seq"] = 0 })).Info);
        Assert.Equal((null, ""), await ThreadAsync(999) is var page ? (page["root"], Text(page)) : default);
        Assert.Empty((await _api.AskAsync("ann", Threads, "threads"))["items"]!.AsArray());
        Assert.Equal("InvalidArgument", (await _api.RefusalAsync("ann", Threads, new() { ["next"] = "forged" })).Type);
    }
}
