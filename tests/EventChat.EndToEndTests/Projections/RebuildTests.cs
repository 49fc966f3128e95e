using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Projections;

/// <summary>The deployed rebuild workflow on the real host, started as an operator starts it. Beside nothing else: its traffic would starve other tests, and they it.</summary>
[Collection(RunsAlone.Name)]
public sealed class RebuildTests
{
    [Fact]
    public async Task A_rebuild_under_live_traffic_fails_no_read_and_diverges_nowhere()
    {
        await using var host = await RunningHost.StartAsync();
        using var alice = await ApiUser.SignInAsync(host, "alice");
        using var bob = await ApiUser.SignInAsync(host, "bob");
        List<string> rooms = [];
        for (var i = 0; i < 5; i++)
        {
            rooms.Add(await alice.OpenAsync($"Room {i}", bob));
            await ApiUser.AllowFloodsAsync(host, rooms[i]);
            for (var n = 0; n < 40; n++) await bob.SayAsync(rooms[i], $"before {n}");
        }

        using var traffic = new CancellationTokenSource();
        var (sent, reads) = (0, 0);
        var talk = EveryAsync(TimeSpan.FromMilliseconds(20), async () =>
        {
            await bob.SayAsync(rooms[sent % rooms.Count], $"meanwhile {sent}");
            sent++;
        }, traffic.Token);
        // A read that finds less than was there before would have seen a generation half built.
        var read = EveryAsync(TimeSpan.FromMilliseconds(50), async () =>
        {
            Assert.InRange((await alice.MessagesAsync(rooms[reads % rooms.Count])).Count, 40, 100);
            reads++;
        }, traffic.Token);

        var (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "--all", "--yes");
        Assert.True(exit == 0, output);
        await traffic.CancelAsync();
        await Task.WhenAll(talk, read);
        Assert.InRange(sent, 50, int.MaxValue);
        Assert.InRange(reads, 20, int.MaxValue);

        (exit, output) = await OperatorCommand.RunAsync(host, "generations");
        Assert.True(exit == 0, output);
        Assert.Contains("serves @2, @1 is kept", output, StringComparison.Ordinal);
        (exit, output) = await OperatorCommand.RunAsync(host, "verify");
        Assert.True(exit == 0, output);

        (exit, output) = await OperatorCommand.RunAsync(host, "rollback", "conversation", "--yes");
        Assert.True(exit == 0, output);
        (exit, output) = await OperatorCommand.RunAsync(host, "verify", "conversation");
        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task A_rebuild_goes_on_where_a_killed_host_left_it()
    {
        var data = Directory.CreateTempSubdirectory("eventchat-rebuild-");
        RunningHost? host = null;
        try
        {
            host = await RunningHost.StartAsync("--data", data.FullName);
            string room;
            using (var alice = await ApiUser.SignInAsync(host, "alice"))
            using (var bob = await ApiUser.SignInAsync(host, "bob"))
            {
                room = await alice.OpenAsync("Room", bob);
                await ApiUser.AllowFloodsAsync(host, room);
                for (var n = 0; n < 150; n++) await bob.SayAsync(room, $"before {n}");
            }

            // Eight segments share 40 events a second: long enough to be cut off in the middle.
            var cut = OperatorCommand.RunAsync(host, "rebuild", "--all", "--yes", "--throttle", "40");
            await Eventually.BecomesAsync(async () => (await OperatorCommand.RunAsync(host, "generations")).Output, o => o.Contains("is being filled", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
            await host.KillAsync();
            Assert.NotEqual(0, (await cut).Exit);
            host = await RestartAsync(host, data.FullName);

            await Eventually.BecomesAsync(
                async () => (await OperatorCommand.RunAsync(host, "generations")).Output,
                o => o.Contains("serves @2, @1 is kept", StringComparison.Ordinal) && !o.Contains("serves @1", StringComparison.Ordinal), TimeSpan.FromSeconds(180));
            var (exit, output) = await OperatorCommand.RunAsync(host, "verify");
            Assert.True(exit == 0, output);
        }
        finally
        {
            if (host is not null) await host.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    private static async Task<RunningHost> RestartAsync(RunningHost killed, string data)
    {
        await using (killed) return await RunningHost.StartAsync(killed.BaseUrl.Port, killed.TlsUrl.Port, "--data", data);
    }

    private static async Task EveryAsync(TimeSpan pause, Func<Task> act, CancellationToken end)
    {
        using var timer = new PeriodicTimer(pause);
        while (!end.IsCancellationRequested)
        {
            await act();
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

/// <summary>Tests that load the machine on purpose; they come after those that run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Runs alone";
}
