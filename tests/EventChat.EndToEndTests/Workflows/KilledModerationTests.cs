using System.Text.Json;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>kill -9 while messages are under moderation: nothing is lost, nothing decided twice, nobody is kept waiting past the deadline.</summary>
public sealed class KilledModerationTests
{
    private const int Waiting = 50;
    private const int Held = 60;

    [Fact]
    public async Task Messages_that_wait_for_a_person_and_those_on_their_way_outlive_the_host()
    {
        var data = Directory.CreateTempSubdirectory("eventchat-moderation-");
        RunningHost? host = null;
        try
        {
            host = await RunningHost.StartAsync("--data", data.FullName);
            string queue, hold, brief;
            List<long> waiting = [], held = [];
            long late;
            using (var alice = await ApiUser.SignInAsync(host, "alice"))
            using (var bob = await ApiUser.SignInAsync(host, "bob"))
            {
                queue = await alice.OpenAsync("Waiting", bob);
                hold = await alice.OpenAsync("Held", bob);
                brief = await alice.OpenAsync("Brief", bob);
                await alice.DoAsync("setModerationPolicy", new { conversationId = queue, mode = "Post", floodMessages = 0, repeats = 0 });
                await alice.DoAsync("setModerationPolicy", new { conversationId = hold, mode = "Hold", floodMessages = 0, repeats = 0 });
                await alice.DoAsync("setModerationPolicy", new { conversationId = brief, mode = "Post", reviewMinutes = 1, onDeadline = "Removed" });
                late = await bob.SayAsync(brief, "Nobody looks at this.");
                await alice.DoAsync("flagMessage", new { conversationId = brief, messageSeq = late, reason = "Other" });
                for (var i = 0; i < Waiting; i++)
                {
                    waiting.Add(await bob.SayAsync(queue, $"Opinion number {i}."));
                    await alice.DoAsync("flagMessage", new { conversationId = queue, messageSeq = waiting[i], reason = "Other" });
                }
                await Eventually.BecomesAsync(() => alice.QueueAsync(queue), q => q.Count == Waiting);
                for (var i = 0; i < Held; i++) held.Add(await bob.SayAsync(hold, $"Page {i} of the minutes is attached."));
            }

            await host.KillAsync();
            host = await RestartAsync(host, data.FullName);

            using var again = await ApiUser.SignInAsync(host, "alice");
            // Every held message becomes visible, by one verdict each.
            await Eventually.BecomesAsync(() => again.MessagesAsync(hold), m => held.All(m.ContainsKey));
            var verdicts = (await again.SyncAsync(hold)).Where(e => e.GetProperty("type").GetString() == "message.moderated").Select(e => ApiUser.Body(e).GetProperty("versionSeq").GetInt64()).ToList();
            Assert.Equal(held.Order(), verdicts.Order());

            // The fifty still wait, and are decided by the person they wait for.
            Assert.Equal(Waiting, (await again.QueueAsync(queue)).Count);
            for (var i = 0; i < Waiting; i++)
                await again.DoAsync("reviewMessage", new { conversationId = queue, messageSeq = waiting[i], outcome = i % 2 == 0 ? "Removed" : "Approved" });
            await Eventually.BecomesAsync(() => again.QueueAsync(queue), q => q.Count == 0);
            await Eventually.BecomesAsync(() => again.MessagesAsync(queue), m => waiting.Where((_, i) => i % 2 == 0).All(seq => Status(m[seq]) == "Removed"));
            var messages = await again.MessagesAsync(queue);
            Assert.All(waiting.Where((_, i) => i % 2 == 1), seq => Assert.Null(Status(messages[seq])));
            var closed = (await again.ModerationLogAsync(queue)).Where(e => e.Type == "review.closed").Select(e => e.Body.GetProperty("versionSeq").GetInt64()).ToList();
            Assert.Equal(waiting.Order(), closed.Order());

            // The deadline passed or passes; its outcome holds.
            await Eventually.BecomesAsync(() => again.MessagesAsync(brief), m => Status(m[late]) == "Removed", TimeSpan.FromSeconds(120));
            Assert.Contains(await again.ModerationLogAsync(brief), e => e.Type == "review.closed" && e.Body.GetProperty("source").GetString() == "Deadline");
        }
        finally
        {
            if (host is not null) await host.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    private static string? Status(JsonElement message) => message.GetProperty("status").GetString();

    private static async Task<RunningHost> RestartAsync(RunningHost killed, string data)
    {
        await using (killed) return await RunningHost.StartAsync(killed.BaseUrl.Port, killed.TlsUrl.Port, "--data", data);
    }
}
