using EventChat.Client;
using EventChat.Contracts;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Client;

public class FrameFaultTests
{
    private const int Messages = 5_000;
    private static readonly ConversationId Team = new("demo-team");

    [Fact]
    public async Task With_1_percent_of_the_frames_dropped_doubled_and_reordered_each_the_store_ends_equal_to_the_log()
    {
        await using var host = await RunningHost.StartAsync("--frame-faults", "0.01", "--seed", "7", "--for-load");
        await ApiUser.AllowFloodsAsync(host, Team.Value);
        using var alice = await Person.SignInAsync(host, "alice");
        using var bob = await Person.SignInAsync(host, "bob");
        using var carol = await Person.SignInAsync(host, "carol");
        await using var follower = await Follower.StartAsync(bob, Team);
        await using var raw = await RawFrames.StartAsync(carol);
        var start = follower.Seq;
        var log = new ExpectedLog(Team);

        // 6 at a time: frames of single messages as well as batches.
        await Parallel.ForEachAsync(Enumerable.Range(0, Messages), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (i, _) =>
        {
            var chat = (i % 2 == 0 ? alice : bob).Chat;
            var seq = await log.SendAsync(chat, $"message {i}", send => send());
            if (i % 50 == 7) await log.EditAsync(chat, seq, $"message {i}, edited");
            if (i % 50 == 9) await log.DeleteAsync(chat, seq);
        });
        await follower.ReachAsync(log.Last, TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(1, (int)(log.Last - start)).Select(i => start + i), log.Seqs);
        log.AssertHeldBy(follower.Messages, after: start);
        Assert.Equal(log.Seqs, follower.Told);
        Assert.True(raw is { Dropped: > 0, Doubled: > 0, Reordered: > 0 }, $"The connection was too good to prove anything: {raw}");
    }

    /// <summary>What a subscriber gets who does not repair anything.</summary>
    private sealed class RawFrames : IAsyncDisposable
    {
        private readonly RealtimeConnection _connection;
        private readonly HashSet<long> _seen = [];
        private long _highest;
        private long _skipped;

        private RawFrames(RealtimeConnection connection) => _connection = connection;

        public int Doubled { get; private set; }
        public int Reordered { get; private set; }
        /// <summary>Skipped over and not come later.</summary>
        public long Dropped => _skipped - Reordered;

        public static async Task<RawFrames> StartAsync(Person person)
        {
            var raw = new RawFrames(person.Realtime());
            await raw._connection.SubscribeAsync(Topic.MyConversations, default);
            raw._connection.Start();
            while (await raw._connection.Signals.ReadAsync() is not RealtimeSignal.Subscribed) { }
            _ = raw.CountAsync();
            return raw;
        }

        public override string ToString() => $"{Dropped} dropped, {Doubled} doubled, {Reordered} reordered";

        public ValueTask DisposeAsync() => _connection.DisposeAsync();

        private async Task CountAsync()
        {
            await foreach (var signal in _connection.Signals.ReadAllAsync())
            {
                if (signal is not RealtimeSignal.Received { Frame: var frame } || frame.ConversationId != Team.Value) continue;
                foreach (var e in frame.Events)
                {
                    if (!_seen.Add(e.Seq)) Doubled++;
                    else if (e.Seq < _highest) Reordered++;
                    if (_highest > 0 && e.Seq > _highest + 1) _skipped += e.Seq - _highest - 1;
                    _highest = Math.Max(_highest, e.Seq);
                }
            }
        }
    }
}
