using System.Diagnostics;
using System.Globalization;

namespace EventChat.Bench;

/// <summary>A row of the report.</summary>
/// <param name="Aim">What the project aims at, in the unit of the figure; null if there is no aim.</param>
internal sealed record Figure(string What, string Values, double? Measured = null, double? Aim = null, bool HigherIsBetter = false)
{
    /// <summary>Below 1: better than the aim.</summary>
    public string Ratio => (Measured, Aim) is ({ } measured, { } aim)
        ? (HigherIsBetter ? aim / measured : measured / aim).ToString("0.00", CultureInfo.InvariantCulture)
        : "";
}

internal static class Scenarios
{
    /// <summary>Send → subscriber in a room of 10.</summary>
    public static async Task<IReadOnlyList<Figure>> LatencyAsync(Bench bench)
    {
        await using var room = await bench.RoomAsync(first: 0, members: 10);
        await Bench.WarmUpAsync([room]);
        var figures = new List<Figure>();
        foreach (var (rate, seconds) in new[] { (1, 20.0), (50, 12.0), (200, 10.0) })
        {
            var runs = await bench.RunsAsync($"{rate}/s", () => Load.RunAsync([room], rate, bench.Options.Lasting(seconds)));
            var median = Percentiles.Median([.. runs.Select(r => r.Latency)]);
            var values = $"p50 {Ms(median.P50)}, p95 {Ms(median.P95)}, p99 {Ms(median.P99)}, max {Ms(median.Max)}; {runs.Sum(r => r.Failed)} of {runs.Sum(r => r.Offered)} not sent, {runs.Sum(r => r.Missing)} deliveries missing";
            figures.Add(new($"send → subscriber, {rate}/s into a room of 10", values));
            if (rate != 50) continue;
            figures.Add(new("… p50 at 50/s", Ms(median.P50), median.P50, Aim: 10));
            figures.Add(new("… p99 at 50/s", Ms(median.P99), median.P99, Aim: 30));
        }
        return figures;
    }

    /// <summary>The highest rate at which 99 % of the deliveries take less than 500 ms: over 10 rooms of 5, and into one room of 10.</summary>
    public static async Task<IReadOnlyList<Figure>> RampAsync(Bench bench)
    {
        var spread = await SustainedAsync(bench, rooms: 10, members: 5);
        var single = await SustainedAsync(bench, rooms: 1, members: 10);
        return
        [
            new("throughput, 10 rooms of 5, p99 < 500 ms", $"{spread:0} messages/s", spread, Aim: 300, HigherIsBetter: true),
            new("throughput, one room of 10, p99 < 500 ms", $"{single:0} messages/s"),
        ];
    }

    /// <summary>The last 50 messages, one after the other and on one connection.</summary>
    public static async Task<IReadOnlyList<Figure>> QueryAsync(Bench bench)
    {
        await using var room = await bench.RoomAsync(first: 0, members: 2);
        await Load.RunAsync([room], perSecond: 60, TimeSpan.FromSeconds(3));
        for (var i = 0; i < 600; i++) await room.AnyChat.MessagesAsync(room.Id, 50, null, default); // until the compilers are done
        var runs = await bench.RunsAsync("query", async () =>
        {
            var samples = new List<double>();
            for (var i = 0; i < 300; i++)
            {
                var before = Stopwatch.GetTimestamp();
                var page = await room.AnyChat.MessagesAsync(room.Id, 50, null, default);
                var took = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
                if (page.Items.Count != 50) throw new InvalidOperationException($"{page.Items.Count} messages instead of 50.");
                samples.Add(took);
            }
            return Percentiles.Of(samples);
        });
        var median = Percentiles.Median(runs);
        return
        [
            new("the last 50 messages", $"p50 {Ms(median.P50)}, p95 {Ms(median.P95)}, p99 {Ms(median.P99)}", median.P50, Aim: 8),
        ];
    }

    /// <summary>Request units a message of 200 bytes costs, on the write side and on the read side.</summary>
    public static async Task<IReadOnlyList<Figure>> CapacityAsync(Bench bench)
    {
        var figures = new List<Figure>();
        foreach (var (rate, aim) in new[] { (2, 1.05), (100, 1.2) })
        {
            await using var room = await bench.RoomAsync(first: 0, members: 10);
            var before = await bench.MeterAsync();
            var load = await Load.RunAsync([room], rate, bench.Options.Lasting(rate == 2 ? 30 : 10));
            await Console.Error.WriteLineAsync($"capacity at {rate}/s: {load}");
            var used = Meter.Difference(before, await bench.MeterAsync()).ToList();
            double messages = load.Offered - load.Failed;
            // A condition that failed is billed like one that held.
            var append = used.Where(u => u.Category is "write/append" or "write/append-failed").Sum(u => u.Usage.Wru) / messages;
            figures.Add(new($"append, WRU a message of 200 bytes at {rate}/s into one conversation, failed conditions included", Units(append), append, aim));
            figures.Add(new("… all that a message costs, WRU + RRU", $"{Units(used.Sum(u => u.Usage.Wru) / messages)} + {Units(used.Sum(u => u.Usage.Rru) / messages)}"));
            figures.AddRange(used.Select(u => new Figure(
                $"… {u.Category}", $"{Units(u.Usage.Wru / messages)} WRU, {Units(u.Usage.Rru / messages)} RRU, {Units(u.Usage.Calls / messages)} calls a message")));
        }
        return figures;
    }

    private static async Task<double> SustainedAsync(Bench bench, int rooms, int members)
    {
        var open = new List<Room>();
        try
        {
            for (var i = 0; i < rooms; i++) open.Add(await bench.RoomAsync(first: members * i, members));
            await Bench.WarmUpAsync(open);
            return Percentiles.Median(await bench.RunsAsync($"ramp over {rooms} rooms of {members}", () => ClimbAsync(open, bench.Options.Lasting(6))));
        }
        finally
        {
            foreach (var room in open) await room.DisposeAsync();
        }
    }

    private static async Task<double> ClimbAsync(IReadOnlyList<Room> rooms, TimeSpan step)
    {
        var sustained = 0.0;
        for (var rate = 60.0; rate <= 3_000; rate *= 1.25)
        {
            var result = await Load.RunAsync(rooms, rate, step);
            await Console.Error.WriteLineAsync($"  {rate:0}/s: {result}");
            // A generator that can not keep up does not offer the rate it claims.
            if (!(result.Latency.P99 < 500) || result.Missing > 0 || result.Failed > 0 || result.WorstDelayMs > 500) break;
            sustained = rate;
        }
        return sustained;
    }

    private static string Ms(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms");

    private static string Units(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
