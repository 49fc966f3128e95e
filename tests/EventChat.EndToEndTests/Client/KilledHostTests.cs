using EventChat.Client;
using EventChat.Contracts;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Client;

public class KilledHostTests
{
    private static readonly ConversationId Team = new("demo-team");

    [Fact]
    public async Task After_kill_9_between_append_and_publish_subscribers_converge_and_nothing_is_lost_or_doubled()
    {
        var data = Directory.CreateTempSubdirectory("eventchat-killed-");
        RunningHost? host = null;
        try
        {
            host = await RunningHost.StartAsync("--data", data.FullName);
            await ApiUser.AllowFloodsAsync(host, Team.Value);
            using var alice = await Person.SignInAsync(host, "alice");
            using var bob = await Person.SignInAsync(host, "bob");
            await using var follower = await Follower.StartAsync(bob, Team);
            var start = follower.Seq;
            var log = new ExpectedLog(Team);
            var hit = false;

            // One kill nearly always finds an event that is in the log and not published. Nearly.
            for (var kills = 0; !hit && kills < 4; kills++)
            {
                using var stop = new CancellationTokenSource();
                var acknowledged = 0L;
                var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
                {
                    for (var i = 0; !stop.IsCancellationRequested; i++)
                    {
                        var seq = await log.SendAsync(alice.Chat, $"{kills}.{sender}.{i}", PersistAsync);
                        ExpectedLog.Raise(ref acknowledged, seq);
                    }
                })).ToList();
                await follower.ReachAsync(start + 100 * (kills + 1), TimeSpan.FromSeconds(60));

                await host.KillAsync();
                var (promised, published) = (Volatile.Read(ref acknowledged), follower.Seq);
                hit = promised > published;
                host = await RestartAsync(host, data.FullName);
                await stop.CancelAsync();
                await Task.WhenAll(senders);
            }
            await follower.ReachAsync(log.Last, TimeSpan.FromSeconds(60));

            Assert.True(hit, "No kill found an event between append and publish: the test proves nothing.");
            Assert.Equal(Enumerable.Range(1, (int)(log.Last - start)).Select(i => start + i), log.Seqs);
            log.AssertHeldBy(follower.Messages, after: start);
            Assert.Equal(log.Seqs, follower.Told);
            await AssertReadModelAsync(bob.Chat, log, start);
        }
        finally
        {
            if (host is not null) await host.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    /// <summary>The same command, until the service says what became of it.</summary>
    private static async Task<CommandReceipt> PersistAsync(Func<Task<CommandReceipt>> send)
    {
        for (var attempts = 0; ; attempts++)
        {
            try
            {
                return await send();
            }
            catch (ChatUnavailableException) when (attempts < 30)
            {
            }
        }
    }

    private static async Task<RunningHost> RestartAsync(RunningHost killed, string data)
    {
        await using (killed)
        {
            return await RunningHost.StartAsync(killed.BaseUrl.Port, killed.TlsUrl.Port, "--data", data);
        }
    }

    /// <summary>The projector makes up for what it was killed in: the rows become the log's, too. Subscribers may be level before, by the log itself.</summary>
    private static async Task AssertReadModelAsync(ChatClient chat, ExpectedLog log, long start)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                log.AssertHeldBy(await RowsAsync(chat), start);
                return;
            }
            catch (Xunit.Sdk.XunitException) when (clock.Elapsed < Eventually.Patience)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task<List<Message>> RowsAsync(ChatClient chat)
    {
        var rows = new List<Message>();
        string? next = null;
        do
        {
            var page = await chat.MessagesAsync(Team, Limits.PageRows, next, default);
            rows.AddRange(page.Items);
            next = page.NextToken;
        }
        while (next is not null);
        rows.Reverse();
        return rows;
    }
}
