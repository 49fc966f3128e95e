using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Bench.ReadModels;

/// <summary>
/// All read models rebuilt from a log of so many messages on DynamoDB Local in memory, beside the ceiling: the same requests, one by one and as many at once, with nothing in between. Machine and neighbours
/// are the same for both, so the share is what to look at.
/// </summary>
internal static class RebuildScenario
{
    private const string Events = "events";
    private const int Seed = 20_260_302;
    private const int WarmUpMessages = 2_000;

    /// <summary>Messages a room on average; how long each is follows Zipf's law, so the longest room has an eighth of all.</summary>
    private const int MessagesPerRoom = 100;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options)
    {
        int[] sizes = options.Messages is { } given ? [given] : options.Quick ? [5_000, 20_000] : [25_000, 50_000, 100_000, 200_000];
        List<Figure> figures = [];
        List<RebuildFigures> medians = [];
        foreach (var messages in sizes)
        {
            await using var server = await BenchTables.StartAsync(heapMegabytes: messages > 200_000 ? 6_000 : 2_000);
            using var dynamo = BenchTables.Client(server.Endpoint);
            await BenchTables.CreateEventsAsync(dynamo, Events);
            await BenchTables.CreateEventsAsync(dynamo, $"{Events}-first");
            await BenchTables.SeedAsync(dynamo, $"{Events}-first", Log(WarmUpMessages));
            var began = Stopwatch.GetTimestamp();
            var segments = await BenchTables.SeedAsync(dynamo, Events, Log(messages));
            await Console.Error.WriteLineAsync($"{messages:N0} messages in {segments:N0} segments, seeded in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
            List<RebuildFigures> runs = [];
            for (var run = 1; run <= options.Runs; run++)
            {
                runs.Add(await RebuildAsync(server.Endpoint, run));
                await Console.Error.WriteLineAsync($"{messages:N0}, run {run}: {runs[^1]}");
            }
            medians.Add(Median(runs));
            figures.AddRange(Show(messages, medians[^1]));
        }
        if (medians is [var small, .., var large])
        {
            var linear = (large.Fill + large.Check) / large.Events / ((small.Fill + small.Check) / small.Events);
            figures.Add(new($"time an event, {sizes[^1]:N0} to {sizes[0]:N0} messages", $"{linear:0.00}", linear, 1.25));
            figures.Add(new("… against the ceiling's own", $"{(large.FillCeiling + large.CheckCeiling) / large.Events / ((small.FillCeiling + small.CheckCeiling) / small.Events):0.00}"));
        }
        return figures;
    }

    /// <summary>Rooms of very different lengths, their users', moderation and analytics logs.</summary>
    private static IEnumerable<Item> Log(int messages)
    {
        var histories = new Histories(Seed);
        var rooms = Math.Max(1, messages / MessagesPerRoom);
        var harmonic = Enumerable.Range(1, rooms).Sum(i => 1.0 / i);
        for (var i = 0; i < rooms; i++)
        {
            var length = Math.Max(1, (int)(messages / harmonic / (i + 1)));
            foreach (var item in StoredSegments.Of(histories.Conversation(Histories.Room(i), length))) yield return item;
            if (i % 5 == 0)
                foreach (var item in StoredSegments.Of(histories.Analytics(Histories.Room(i), Math.Max(1, length / 10)))) yield return item;
            if (i % 20 == 0)
                foreach (var item in StoredSegments.Of(histories.Moderation(Histories.Room(i), 4 + length / 100))) yield return item;
        }
        for (var i = 0; i < messages / 200; i++)
            foreach (var item in StoredSegments.Of(histories.OfUser(histories.User(i), 10))) yield return item;
    }

    private static async Task<RebuildFigures> RebuildAsync(Uri endpoint, int run)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EventChat.Bench.dll"), RebuildWorker.Command, endpoint.ToString(), Events, $"{run}"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<RebuildFigures>(output)!
            : throw new InvalidOperationException($"The rebuild ended with {process.ExitCode}: {output}");
    }

    private static RebuildFigures Median(List<RebuildFigures> runs)
    {
        return runs[0] with
        {
            Fill = Of(r => r.Fill), Check = Of(r => r.Check), FillCeiling = Of(r => r.FillCeiling), CheckCeiling = Of(r => r.CheckCeiling), HeapMb = Of(r => r.HeapMb), ResidentMb = Of(r => r.ResidentMb),
            // Of each run, since the machine is another one in the next.
            FillShare = Of(r => r.FillCeiling / r.Fill), CheckShare = Of(r => r.CheckCeiling / r.Check), Share = Of(r => (r.FillCeiling + r.CheckCeiling) / (r.Fill + r.Check)),
        };

        double Of(Func<RebuildFigures, double> figure) => Percentiles.Median(runs.Select(figure));
    }

    private static IEnumerable<Figure> Show(int messages, RebuildFigures f)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        yield return new(Text($"{messages:N0} messages: fill"), Text($"{f.Fill:0.0} s, {f.Events / f.Fill:N0} events/s, {f.FillShare:P0} of the ceiling"));
        yield return new("… check", Text($"{f.Check:0.0} s, {f.Events / f.Check:N0} events/s, {f.CheckShare:P0} of the ceiling"));
        yield return new("… together, share of the ceiling", Text($"{f.Fill + f.Check:0.0} s of {f.FillCeiling + f.CheckCeiling:0.0} s, {f.Share:P0}"), f.Share, 0.5, HigherIsBetter: true);
        yield return new("… memory: largest heap, largest resident set", Text($"{f.HeapMb:0} MB, {f.ResidentMb:0} MB"), f.ResidentMb, 200);
        yield return new("… request units", Text($"{f.Wru:N0} WRU, {f.Rru:N0} RRU for {f.Rows:N0} rows of {f.Events:N0} events"));
        yield return new("… requests", f.Requests);
    }
}
