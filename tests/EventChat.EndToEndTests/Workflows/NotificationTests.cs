using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>Who is told of what, once the grace period is over.</summary>
[Collection(SharedHostTests.Name)]
public sealed class NotificationTests(SharedHost shared) : WorkflowUsers(shared)
{
    private const string Feed = "{ notifications(limit: 50) { items { seq kind conversationId messageSeq count fromId } } }";

    [Fact]
    public async Task Who_is_mentioned_is_told_who_has_read_or_wants_nothing_is_not()
    {
        var room = await Alice.OpenAsync("Notify", Bob, Carol, Dana);
        await Dana.DoAsync("setNotificationPreferences", new { conversations = new[] { new { conversationId = room, level = "None" } } });
        await Bob.DoAsync("setNotificationPreferences", new { email = true });

        var first = await Alice.SayAsync(room, "The numbers are in.");
        var mention = await Alice.SayAsync(room, "@bob please look", [Bob.Id]);
        await Carol.DoAsync("markRead", new { conversationId = room, seq = mention });

        var told = await Eventually.BecomesAsync(() => FeedAsync(Bob, room), feed => feed.Any(n => n.GetProperty("messageSeq").GetInt64() == mention), TimeSpan.FromSeconds(90));
        var newest = told.First(n => n.GetProperty("messageSeq").GetInt64() == mention);
        Assert.Equal(("Mention", Alice.Id), (newest.GetProperty("kind").GetString(), newest.GetProperty("fromId").GetString()));
        Assert.DoesNotContain(told, n => n.GetProperty("messageSeq").GetInt64() > mention);
        Assert.True(told.Count <= 2, $"{told.Count} notifications of {mention - first + 1} messages.");
        Assert.Empty(await FeedAsync(Carol, room));
        Assert.Empty(await FeedAsync(Dana, room));
        Assert.Empty(await FeedAsync(Alice, room));

        var mail = await Eventually.BecomesAsync(OutboxAsync, box => box.Contains("@bob please look", StringComparison.Ordinal));
        Assert.Contains("bob@example.com", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_fails_twice_is_called_again_and_each_call_is_signed()
    {
        var target = $"carol-{Guid.NewGuid():N}";
        using var http = new HttpClient { BaseAddress = Host.BaseUrl };
        (await http.PostAsJsonAsync($"/_local/webhooks/{target}/faults", new { status = 500, count = 2 })).EnsureSuccessStatusCode();
        var room = await Alice.OpenAsync("Webhook", Carol);
        await Carol.DoAsync("setNotificationPreferences", new
        {
            level = "None", conversations = new[] { new { conversationId = room, level = "All" } }, webhookUrl = new Uri(Host.TlsUrl, $"/_local/webhooks/{target}").ToString(),
        });
        var secret = (await Carol.AskAsync("{ notificationPreferences { webhookSecret } }")).GetProperty("webhookSecret").GetString()!;

        var seq = await Alice.SayAsync(room, "@carol are you there?", [Carol.Id]);

        var calls = await Eventually.BecomesAsync(
            async () => (await http.GetFromJsonAsync<JsonElement>($"/_local/webhooks/{target}")).GetProperty("items").EnumerateArray().ToList(), items => items.Count == 3, TimeSpan.FromSeconds(90));
        var headers = calls.Select(c => c.GetProperty("details")).ToList();
        Assert.Equal(["200", "500", "500"], headers.Select(h => h.GetProperty(":status").ToString()).Order());
        Assert.Single(headers.Select(h => Header(h, "X-EventChat-Delivery")).Distinct());
        foreach (var call in calls)
        {
            var (details, body) = (call.GetProperty("details"), call.GetProperty("text").GetString()!);
            var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Header(details, "X-EventChat-Timestamp")}.{body}"));
            Assert.Equal($"v1={Convert.ToHexStringLower(signed)}", Header(details, "X-EventChat-Signature"));
            Assert.Contains($"\"{room}\"", body, StringComparison.Ordinal);
        }
        Assert.True(seq > 0);
    }

    private static string? Header(JsonElement headers, string name) =>
        headers.EnumerateObject().FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.ToString();

    private static async Task<IReadOnlyList<JsonElement>> FeedAsync(ApiUser user, string room) =>
        [.. (await user.AskAsync(Feed)).GetProperty("items").EnumerateArray().Where(n => n.GetProperty("conversationId").GetString() == room)];

    private async Task<string> OutboxAsync()
    {
        using var http = new HttpClient { BaseAddress = Host.BaseUrl };
        // Compared as it was written, not as JSON escapes it.
        return System.Text.RegularExpressions.Regex.Unescape(await http.GetStringAsync("/_local/outbox.json"));
    }
}
