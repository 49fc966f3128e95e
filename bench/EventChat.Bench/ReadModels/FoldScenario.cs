using System.Globalization;
using System.Security.Cryptography;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.Bench.ReadModels;

/// <summary>
/// Every read model's fold on one core, in rounds as a rebuild makes them: the fold alone, with the rows it ends in, and with the events decoded from stored segments first. Events per second of processor time, so
/// that what else the machine does is not in the figures.
/// </summary>
internal static class FoldScenario
{
    private const int Seed = 20_260_301;
    private const int Logs = 20;
    private const int EventsPerLog = 5_000;

    /// <summary>Events between two checkpoints: what a check folds at once.</summary>
    private const int RoundEvents = 500;

    /// <summary>Events of a run: some tenths of a second of work.</summary>
    private const int EventsPerRun = 500_000;

    private readonly record struct Cost(double PerSecond, double Bytes)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:N0}/s, {Bytes:N0} B an event");
    }

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options)
    {
        var histories = new Histories(Seed);
        List<Figure> figures = [];
        foreach (var (kind, logs) in Kinds(histories))
        {
            RecordedEvent[][] events = [.. logs.Select(l => l.ToArray())];
            Item[][] stored = [.. events.Select(l => StoredSegments.Of(l).ToArray())];
            figures.Add(Show($"decode, {kind}", await MeasureAsync(options, $"decode {kind}", events, () =>
            {
                foreach (var log in stored)
                    foreach (var e in Decoded(log)) Sink(e);
            })));
            figures.AddRange(await SealingAsync(options, kind, events));
            foreach (var projection in Projection.All.Where(p => p.Reads(events[0][0].Log)))
            {
                figures.Add(Show($"fold, {projection.Name}", await MeasureAsync(options, $"fold {projection.Name}", events, () =>
                {
                    foreach (var log in events) Fold(projection, log, rows: false);
                }), aim: 1_000_000));
                figures.Add(Show($"… and its rows", await MeasureAsync(options, $"rows {projection.Name}", events, () =>
                {
                    foreach (var log in events) Fold(projection, log, rows: true);
                })));
                figures.Add(Show($"… with decoding", await MeasureAsync(options, $"decode and rows {projection.Name}", events, () =>
                {
                    foreach (var log in stored) Fold(projection, Decoded(log), rows: true);
                })));
            }
        }
        return figures;
    }

    private static IEnumerable<(string Kind, IEnumerable<IEnumerable<RecordedEvent>> Logs)> Kinds(Histories histories)
    {
        var logs = Enumerable.Range(0, Logs).ToArray();
        yield return ("conversations' logs", logs.Select(i => histories.Conversation(Histories.Room(i), EventsPerLog * 4 / 5)));
        yield return ("users' logs", logs.Select(i => histories.OfUser(histories.User(i), EventsPerLog)));
        yield return ("moderation logs", logs.Select(i => histories.Moderation(Histories.Room(i), EventsPerLog)));
        yield return ("analytics logs", logs.Select(i => histories.Analytics(Histories.Room(i), EventsPerLog)));
    }

    /// <summary>What sealing adds to writing an event's item, and opening to reading it, with keys that are known.</summary>
    private static async Task<IEnumerable<Figure>> SealingAsync(BenchOptions options, string kind, RecordedEvent[][] events)
    {
        var key = new TextKey(RandomNumberGenerator.GetBytes(TextKey.KeyBytes));
        var ring = events.SelectMany(l => l).SelectMany(Owners).Distinct().ToDictionary(o => o, _ => (TextKey?)key);
        Item[][] stored = [.. events.Select(l => StoredSegments.Of(l, key).ToArray())];
        if (!stored.SelectMany(l => l).Any(i => Segment.Decode(i).Owners(command: null).Any())) return [];
        var plain = await MeasureAsync(options, $"encode {kind}", events, () => Encode(events, null));
        var boxed = await MeasureAsync(options, $"encode and seal {kind}", events, () => Encode(events, key));
        var opened = await MeasureAsync(options, $"decode and open {kind}", events, () =>
        {
            foreach (var item in stored.SelectMany(l => l))
            {
                var segment = Segment.Decode(item);
                segment.Keys = ring;
                foreach (var e in segment.Events) Sink(e);
            }
        });
        return [Show($"encode, {kind}", plain), Show("… and seal", boxed), Show($"decode and open, {kind}", opened)];
    }

    private static IEnumerable<UserId> Owners(RecordedEvent e) => PersonalTexts.Of(e.Body, e.Sender) is { } personal ? [personal.Owner] : [];

    private static void Encode(RecordedEvent[][] logs, TextKey? key)
    {
        foreach (var log in logs)
            foreach (var item in StoredSegments.Of(log, key)) Sink(item);
    }

    private static IEnumerable<RecordedEvent> Decoded(Item[] log) => log.SelectMany(item => Segment.Decode(item).Events);

    private static void Fold(Projection projection, IEnumerable<RecordedEvent> log, bool rows)
    {
        var (fold, round) = (projection.Restore(null), 0);
        foreach (var e in log)
        {
            fold.Apply(e);
            if (++round < RoundEvents) continue;
            fold = Next(projection, fold, rows);
            round = 0;
        }
        Next(projection, fold, rows);
    }

    private static LogFold Next(Projection projection, LogFold fold, bool rows)
    {
        foreach (var changes in fold.Changes)
        {
            if (!rows) Sink(changes);
            else if (changes[0] is RowChange.Put or RowChange.Remove) Sink(changes.Aggregate((Item?)null, MemoryRow.After));
        }
        return projection.Restore(fold.Head);
    }

    private static object? s_sink;

    /// <summary>So that no work is left out for want of an effect.</summary>
    private static void Sink(object? value) => s_sink = value;

    private static async Task<Cost> MeasureAsync(BenchOptions options, string what, RecordedEvent[][] events, Action once)
    {
        var count = events.Sum(l => l.Length);
        var times = Math.Max(1, (options.Quick ? EventsPerRun / 5 : EventsPerRun) / count);
        // Until the compilers are done.
        for (var i = 0; i < 3 * times; i++) once();
        await Task.Delay(200);
        List<Cost> costs = [];
        for (var run = 0; run < options.Runs; run++)
        {
            GC.Collect();
            var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            for (var i = 0; i < times; i++) once();
            var took = Environment.CpuUsage.TotalTime - cpu;
            costs.Add(new(times * count / took.TotalSeconds, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / (times * count)));
        }
        await Console.Error.WriteLineAsync($"{what}: {string.Join("; ", costs)}");
        return new(Percentiles.Median(costs.Select(c => c.PerSecond)), Percentiles.Median(costs.Select(c => c.Bytes)));
    }

    private static Figure Show(string what, Cost cost, double? aim = null) => new(what, cost.ToString(), cost.PerSecond, aim, HigherIsBetter: true);
}
