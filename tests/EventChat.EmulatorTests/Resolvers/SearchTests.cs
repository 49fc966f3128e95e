using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>What is found, on rows as the fold writes them.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class SearchTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Room = "room-0001";
    private const string Query = "query Q($text: String!, $limit: Int, $next: String) { search(conversationId: \"room-0001\", text: $text, limit: $limit, nextToken: $next) { items { seq text status } nextToken } }";

    private ChatApi _api = null!;
    private MeteredDynamoDb _meter = null!;

    public async Task InitializeAsync()
    {
        _meter = await MeteredDynamoDb.StartAsync(dynamo.Endpoint);
        _api = await ChatApi.StartAsync(dynamo, _meter.Url);
        await _api.Rows.MemberAsync(Room, "alice");
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _meter.DisposeAsync();
    }

    /// <summary>Messages and the index of them.</summary>
    private async Task IndexAsync(IEnumerable<(long Seq, string Text)> messages)
    {
        Dictionary<string, List<object>> rows = [];
        await Parallel.ForEachAsync(messages, async (message, _) =>
        {
            await _api.Rows.MessageAsync(Room, message.Seq, message.Text);
            await _api.Rows.ViewAsync($"search@1|c#{Room}", ViewKeys.Indexed(message.Seq), ("words", EventChat.Projections.Words.Of(message.Text).Cast<object>().ToList()));
            foreach (var word in EventChat.Projections.Words.Of(message.Text))
                lock (rows)
                {
                    var key = ViewKeys.Word(word, message.Seq);
                    if (!rows.TryGetValue(key, out var found)) rows[key] = found = [];
                    found.Add(message.Seq % ViewKeys.WordMessages);
                }
        });
        await Parallel.ForEachAsync(rows, async (row, _) => await _api.Rows.FoundAsync($"search@1|c#{Room}", row.Key, row.Value.Cast<long>()));
    }

    private async Task<(long[] Seqs, string? Next)> FindAsync(string text, int? limit = null, string? next = null)
    {
        var found = await _api.AskAsync("alice", Query, "search", new JsonObject { ["text"] = text, ["limit"] = limit, ["next"] = next });
        return ([.. found["items"]!.AsArray().Select(m => m!["seq"]!.GetValue<long>())], found["nextToken"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("hello", new long[] { 300, 9, 5 })]
    [InlineData("HÉLLO world", new long[] { 300, 5 })]
    [InlineData("world again hello", new long[] { 300 })]
    [InlineData("hel*", new long[] { 300, 9, 7, 5 })]
    [InlineData("hel* wor*", new long[] { 300, 7, 5 })]
    [InlineData("hello agai*", new long[] { 300 })]
    [InlineData("\"hello, world\"", new long[] { 5 })]
    [InlineData("京へ", new long[] { 11 })]
    [InlineData("京", new long[] { 11 })]
    [InlineData("nothing", new long[0])]
    public async Task All_words_must_be_there_and_the_newest_come_first(string text, long[] seqs)
    {
        await IndexAsync([(5, "Hello, world"), (7, "help the world"), (9, "hello you"), (11, "東京へ行く"), (300, "world: hello again"), (301, "another thing")]);
        Assert.Equal(seqs, (await FindAsync(text)).Seqs);
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended_until_all_are_found()
    {
        await IndexAsync(Enumerable.Range(1, 60).Select(i => (i * 50L, i % 3 == 0 ? "all three" : "all")));
        foreach (var (text, every) in new[] { ("all", 1), ("three all", 3), ("thr*", 3) })
        {
            List<long> found = [];
            string? next = null;
            do
            {
                var page = await FindAsync(text, limit: 7, next);
                found.AddRange(page.Seqs);
                next = page.Next;
            }
            while (next is not null);
            Assert.Equal(Enumerable.Range(1, 60).Where(i => i % every == 0).Select(i => i * 50L).OrderDescending().ToList(), found);
        }
    }

    [Fact]
    public async Task What_the_index_is_late_with_is_not_shown()
    {
        await IndexAsync([(5, "hello"), (6, "hello"), (7, "hello")]);
        await _api.Rows.MessageAsync(Room, 5, null, deleted: true);
        await _api.Rows.MessageAsync(Room, 6, null);
        Assert.Equal(7, Assert.Single((await FindAsync("hello")).Seqs));
        await _api.Rows.GoneAsync(Room, "alice");
        Assert.Equal("NotFound", (await _api.RefusalAsync("alice", Query, new() { ["text"] = "hello" })).Type);
    }

    [Theory]
    [InlineData("", "characters")]
    [InlineData("…!", "words")]
    [InlineData("a b c d e f", "words")]
    public async Task A_text_that_is_no_search_is_refused_with_its_bound(string text, string unit)
    {
        var (type, info, _) = await _api.RefusalAsync("alice", Query, new() { ["text"] = text });
        Assert.Equal("InvalidArgument", type);
        Assert.Contains($"\"unit\":\"{unit}\"", info, StringComparison.Ordinal);
    }

    /// <summary>Rows read, as DynamoDB bills them: of a word that every message holds, and one that few do.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task What_it_reads_does_not_grow_with_the_conversation(int messages)
    {
        // Of the longest, only what is read of it: the newest rows of the words, with every seq in them.
        var rows = messages / ViewKeys.WordMessages + 1;
        await Parallel.ForEachAsync(Enumerable.Range(0, rows), async (row, _) =>
        {
            foreach (var word in new[] { "every", "all" })
                await _api.Rows.FoundAsync($"search@1|c#{Room}", $"w#{word}#{row:D8}", Enumerable.Range(0, ViewKeys.WordMessages).Select(i => (long)i).Where(i => row * ViewKeys.WordMessages + i is var seq && seq > 0 && seq <= messages));
        });
        await Parallel.ForEachAsync(Enumerable.Range(Math.Max(1, messages - 40), Math.Min(41, messages)).ToArray(), async (seq, _) => await _api.Rows.MessageAsync(Room, seq, "all and every"));
        var before = _meter.ReadUnits;
        var found = await FindAsync("all every", limit: 25);
        Assert.Equal(Math.Min(25, messages), found.Seqs.Length);
        Assert.Equal(messages, found.Seqs[0]);
        Assert.InRange(_meter.ReadUnits - before, 1, 25);
    }
}
