using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
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

    /// <summary>The words of the index, which are in its rows' keys.</summary>
    private static async Task<string[]> WordsAsync(RunningHost host, string room, int generation = 1)
    {
        using var dynamo = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = host.BaseUrl.ToString(), AuthenticationRegion = "us-east-1" });
        var rows = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = "eventchat-dev-views", KeyConditionExpression = "pk = :pk AND begins_with(sk, :word)", ConsistentRead = true,
            ExpressionAttributeValues = new() { [":pk"] = new($"search@{generation}|c#{room}"), [":word"] = new("w#") },
        });
        return [.. rows.Items.Select(row => row["sk"].S.Split('#')[1])];
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
        // Nothing is left of the words, neither in a row nor in its key.
        await Eventually.BecomesAsync(() => WordsAsync(host, room), words => words.SequenceEqual(["harbour", "the"]));

        var (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "search", "--yes");
        Assert.True(exit == 0, output);
        await FindsAsync(alice, room, "harbour", first);
        Assert.Equal(["harbour", "the"], await WordsAsync(host, room, generation: 2));
        (exit, output) = await OperatorCommand.RunAsync(host, "verify", "search");
        Assert.True(exit == 0, output);
    }
}
