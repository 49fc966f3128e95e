using System.Diagnostics;

namespace EventChat.Bench;

/// <param name="Offered">Messages that were due.</param>
/// <param name="Missing">Deliveries that did not come, some seconds after the end.</param>
/// <param name="WorstDelayMs">How late the generator itself was at worst: above some ms, the figures are about it.</param>
internal sealed record LoadResult(int Offered, int Missing, int Failed, double WorstDelayMs, Percentiles Latency);

/// <summary>An open-loop load: messages are sent when they are due, whether or not earlier ones were answered.</summary>
internal static class Load
{
    private static readonly TimeSpan LastArrivals = TimeSpan.FromSeconds(10);

    public static async Task<LoadResult> RunAsync(IReadOnlyList<Room> rooms, double perSecond, TimeSpan duration)
    {
        var probe = new LatencyProbe();
        foreach (var room in rooms) room.Probe = probe;
        var count = (int)(perSecond * duration.TotalSeconds);
        var (sends, failed, worst, expected) = (new List<Task>(count), 0, 0.0, 0);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            while (clock.Elapsed < due) await Task.Delay(1);
            worst = Math.Max(worst, (clock.Elapsed - due).TotalMilliseconds);
            var room = rooms[i % rooms.Count];
            expected += room.Members;
            sends.Add(SayAsync(room));
        }
        await Task.WhenAll(sends);
        var ended = clock.Elapsed;
        while (probe.Arrived < expected - failed && clock.Elapsed - ended < LastArrivals) await Task.Delay(20);
        return new(count, expected - probe.Arrived, failed, worst, Percentiles.Of(probe.Milliseconds));

        async Task SayAsync(Room room)
        {
            try
            {
                await room.SayAsync();
            }
            catch (Exception e) when (e is Client.ChatRefusedException or Client.ChatUnavailableException or Client.ChatProtocolException)
            {
                // A service that is overrun fails in its own ways; one is shown, all are counted.
                if (Interlocked.Increment(ref failed) == 1) await Console.Error.WriteLineAsync($"  not sent: {e.Message}");
            }
        }
    }
}
