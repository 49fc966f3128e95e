using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Projections;

/// <summary>Search on the real host: through the stream, the queue, the index and the deployed resolvers.</summary>
public sealed class SearchTests
{
    private static async Task<long[]> FindAsync(ApiUser user, string room, string text) =>
        [.. (await user.AskAsync("query($id: ID!, $text: String!) { search(conversationId: $id, text: $text) { items { seq text } nextToken } }", new { id = room, text }))
            .GetProperty("items").EnumerateArray().Select(m => m.GetProperty("seq").GetInt64())];

    private static async Task FindsAsync(ApiUser user, string room, string text, long seq)
    {
        var found = await FindAsync(user, room, text);
        Assert.Equal(seq, Assert.Single(found));
    }

    [Fact]
    public async Task A_message_is_found_by_the_text_members_see_and_a_rebuilt_index_finds_the_same()
    {
        await using var host = await RunningHost.StartAsync();
        using var alice = await ApiUser.SignInAsync(host, "alice");
        using var bob = await ApiUser.SignInAsync(host, "bob");
        using var carol = await ApiUser.SignInAsync(host, "carol");
        var room = await alice.OpenAsync("Room", bob);
        var first = await bob.SayAsync(room, "The Größe of this café");
        var second = await alice.SayAsync(room, "A café by the sea");

        await Eventually.BecomesAsync(() => FindAsync(alice, room, "cafe"), found => found.SequenceEqual([second, first]));
        await FindsAsync(bob, room, "CAFÉ grosse", first);
        await FindsAsync(bob, room, "caf* größ*", first);
        await FindsAsync(bob, room, "\"by the sea\"", second);
        Assert.Empty(await FindAsync(bob, room, "\"sea the\""));
        Assert.Equal("NotFound", (await Assert.ThrowsAsync<ApiRefusal>(() => FindAsync(carol, room, "cafe"))).Type);

        await bob.DoAsync("editMessage", new { conversationId = room, messageSeq = first, text = "The harbour" });
        await Eventually.BecomesAsync(() => FindAsync(alice, room, "harbour"), found => found.SequenceEqual([first]));
        await Eventually.BecomesAsync(() => FindAsync(alice, room, "cafe"), found => found.SequenceEqual([second]));
        await alice.DoAsync("deleteMessage", new { conversationId = room, messageSeq = second });
        await Eventually.BecomesAsync(() => FindAsync(alice, room, "cafe"), found => found.Length == 0);

        var (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "search", "--yes");
        Assert.True(exit == 0, output);
        await FindsAsync(alice, room, "harbour", first);
        (exit, output) = await OperatorCommand.RunAsync(host, "verify", "search");
        Assert.True(exit == 0, output);
    }
}
