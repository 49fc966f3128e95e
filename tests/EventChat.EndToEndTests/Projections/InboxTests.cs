using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Projections;

/// <summary>The inbox and threads on the real host: commands in, the deployed projector and resolvers, answers out.</summary>
public sealed class InboxTests
{
    private static async Task<string> InboxAsync(ApiUser user, params string[] titles)
    {
        var page = await user.AskAsync("{ inbox { items { conversation { title } unread unreadMentions unreadOrMore } } }");
        return string.Join(", ", page.GetProperty("items").EnumerateArray().Where(e => titles.Contains(Title(e)))
            .Select(e => $"{Title(e)} {e.GetProperty("unread")}/{e.GetProperty("unreadMentions")}{(e.GetProperty("unreadOrMore").GetBoolean() ? "+" : "")}"));
    }

    private static string? Title(JsonElement entry) => entry.GetProperty("conversation").GetProperty("title").GetString();

    private static Task<string> BecomesAsync(ApiUser user, string hoped) =>
        Eventually.BecomesAsync(() => InboxAsync(user, "Plans", "Cake"), seen => seen == hoped);

    [Fact]
    public async Task The_inbox_is_in_the_order_of_activity_and_counts_what_is_unread_before_and_after_a_rebuild()
    {
        await using var host = await RunningHost.StartAsync();
        using var alice = await ApiUser.SignInAsync(host, "alice");
        using var bob = await ApiUser.SignInAsync(host, "bob");
        var plans = await alice.OpenAsync("Plans", bob);
        var cake = await alice.OpenAsync("Cake", bob);
        var first = await alice.SayAsync(plans, "We go at eight.");
        await alice.SayAsync(plans, "@bob will you come?", [bob.Id]);
        await BecomesAsync(bob, "Plans 2/1, Cake 0/0");
        await BecomesAsync(alice, "Plans 0/0, Cake 0/0");

        await bob.DoAsync("markRead", new { conversationId = plans, seq = first });
        await alice.SayAsync(cake, "In the kitchen.");
        await BecomesAsync(bob, "Cake 1/0, Plans 1/1");

        var answer = await bob.DoAsync("sendMessage", new { conversationId = plans, text = "With pleasure.", replyTo = first });
        await alice.DoAsync("sendMessage", new { conversationId = plans, text = "Good!", replyTo = answer.GetProperty("seq").GetInt64() });
        await BecomesAsync(bob, "Plans 2/1, Cake 1/0");
        Assert.Equal("With pleasure., Good!", await ThreadAsync(alice, plans, first));

        var (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "inbox", "--yes");
        Assert.True(exit == 0, output);
        (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "threads", "--yes");
        Assert.True(exit == 0, output);
        await BecomesAsync(bob, "Plans 2/1, Cake 1/0");
        Assert.Equal("With pleasure., Good!", await ThreadAsync(alice, plans, first));
        (exit, output) = await OperatorCommand.RunAsync(host, "verify");
        Assert.True(exit == 0, output);
    }

    private static async Task<string> ThreadAsync(ApiUser user, string conversation, long root)
    {
        var page = await user.AskAsync(
            "query($id: ID!, $seq: Int!) { thread(conversationId: $id, messageSeq: $seq) { items { text } } }", new { id = conversation, seq = root });
        return string.Join(", ", page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("text").GetString()));
    }
}
