using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Client;
using EventChat.EndToEndTests.Host;
using EventChat.EndToEndTests.Workflows;

namespace EventChat.EndToEndTests.Projections;

/// <summary>The audit trail and the figures by day as those who may read them meet them; what a rebuild makes of them is the same.</summary>
[Collection(SharedHostTests.Name)]
public sealed class AuditAndDaysTests(SharedHost shared) : WorkflowUsers(shared)
{
    private const string Trail = "query($id: ID) { auditTrail(conversationId: $id, limit: 100) { items { log seq action actorId actorName userId userName messageSeq versionSeq facts } } }";
    private const string Days = "query($id: ID!, $from: AWSDate!, $to: AWSDate!) { analyticsDays(conversationId: $id, from: $from, to: $to) { items { date messages activeUsers edits deletions hours responses firstResponseSeconds screened toxic labels { word count } flags } } }";

    private static async Task<string[]> TrailAsync(ApiUser user, string room) =>
        [.. (await user.AskAsync(Trail, new { id = room })).GetProperty("items").EnumerateArray().Select(e => $"{e.GetProperty("action").GetString()} by {e.GetProperty("actorName").GetString() ?? "the system"}")];

    private static async Task<JsonElement[]> DaysAsync(ApiUser user, string room)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return [.. (await user.AskAsync(Days, new { id = room, from = $"{today.AddDays(-1):yyyy-MM-dd}", to = $"{today:yyyy-MM-dd}" })).GetProperty("items").EnumerateArray()];
    }

    /// <summary>Bob asks and Alice, the owner, answers, until an answer is measured: one that the workflow sees before its question is not, by design.</summary>
    /// <returns>The first question, and how many there were.</returns>
    private async Task<(long First, int Exchanges)> AskAsync(string room)
    {
        var first = await Bob.SayAsync(room, "When do we start?");
        await Alice.SayAsync(room, "At eight.");
        for (var exchanges = 1; ; exchanges++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromSeconds(30))
            {
                if (Sum(await DaysAsync(Alice, room), "responses") > 0) return (first, exchanges);
                await Task.Delay(200);
            }
            Assert.True(exchanges < 5, "No answer was measured.");
            await Bob.SayAsync(room, $"Are you sure, for the {exchanges}. time?");
            await Alice.SayAsync(room, $"As sure as {exchanges} times before.");
        }
    }

    private static int Sum(IEnumerable<JsonElement> days, string name) => days.Sum(d => d.GetProperty(name).GetInt32());

    [Fact]
    public async Task Who_looked_is_told_and_the_day_is_counted_and_a_rebuild_says_the_same()
    {
        var room = await Alice.OpenAsync("Audited", Bob);
        var (question, exchanges) = await AskAsync(room);
        // In words of its own: what Comprehend said of a text is remembered, and other tests on this host have it answer nothing.
        var threat = await Bob.SayAsync(room, "I will kill you tomorrow, you stupid idiot");
        var messages = 2 * exchanges + 1;
        await Bob.DoAsync("editMessage", new { conversationId = room, messageSeq = question, text = "When do we begin?" });
        await Eventually.BecomesAsync(() => Alice.MessagesAsync(room), m => m[threat].GetProperty("status").GetString() is "Removed");
        await Dana.DoAsync("viewOriginal", new { conversationId = room, messageSeq = threat }, "{ text }");
        await Alice.DoAsync("muteMember", new { conversationId = room, userId = Bob.Id, until = DateTimeOffset.UtcNow.AddHours(1) });

        var trail = await Eventually.BecomesAsync(() => TrailAsync(Alice, room), t => t.Contains("original.viewed by dana") && t.Contains("member.muted by alice"));
        Assert.Contains("message.edited by bob", trail);
        Assert.Contains("message.moderated by the system", trail);
        Assert.Contains("conversation.created by alice", trail[^3..]);
        Assert.DoesNotContain(trail, line => line.StartsWith("message.sent", StringComparison.Ordinal));
        Assert.Equal(trail, await TrailAsync(Dana, room));
        Assert.Equal("NotAllowed", (await Assert.ThrowsAsync<ApiRefusal>(() => TrailAsync(Bob, room))).Type);
        Assert.Equal("NotFound", (await Assert.ThrowsAsync<ApiRefusal>(() => TrailAsync(Carol, room))).Type);

        // Toxicity is found a moment later.
        var days = await Eventually.BecomesAsync(() => DaysAsync(Alice, room), d => Sum(d, "messages") == messages && Sum(d, "toxic") == 1 && Sum(d, "edits") == 1, TimeSpan.FromSeconds(120));
        Assert.InRange(Sum(days, "responses"), 1, exchanges);
        Assert.Equal((2, 1, messages), (days.Max(d => d.GetProperty("activeUsers").GetInt32()), Sum(days, "edits"), days.Sum(d => d.GetProperty("hours").EnumerateArray().Sum(h => h.GetInt32()))));
        Assert.Contains(days, d => d.GetProperty("firstResponseSeconds").ValueKind is JsonValueKind.Number);
        Assert.Equal("NotAllowed", (await Assert.ThrowsAsync<ApiRefusal>(() => DaysAsync(Bob, room))).Type);

        using (var printed = PipedChat.Start(Host, "audit", "--conversation", room, "--user", "alice"))
        {
            Assert.Equal(0, await printed.ExitAsync());
            Assert.Contains(printed.Lines, line => line.Contains($"dana  original.viewed  #{threat}", StringComparison.Ordinal));
        }
        using (var printed = PipedChat.Start(Host, "audit", "--by", "dana", "--user", "dana", "--json"))
        {
            Assert.Equal(0, await printed.ExitAsync());
            Assert.Contains(printed.Lines, line => line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("conversationId").GetString() == room);
        }
        using (var printed = PipedChat.Start(Host, "analytics", "--conversation", room, "--user", "alice", "--days", "2"))
        {
            Assert.Equal(0, await printed.ExitAsync());
            Assert.Contains(printed.Lines, line => line.EndsWith("██████████████████████████████", StringComparison.Ordinal));
        }

        var before = JsonSerializer.Serialize(days);
        foreach (var view in (string[])["audit", "days"])
        {
            var (exit, output) = await OperatorCommand.RunAsync(Host, "verify", view);
            Assert.True(exit == 0, output);
            (exit, output) = await OperatorCommand.RunAsync(Host, "rebuild", view, "--yes");
            Assert.True(exit == 0, output);
        }
        Assert.Equal(trail, await TrailAsync(Alice, room));
        Assert.Equal(before, JsonSerializer.Serialize(await DaysAsync(Alice, room)));
    }
}
