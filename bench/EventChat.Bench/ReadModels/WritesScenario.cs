using System.Globalization;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.Bench.ReadModels;

/// <summary>
/// Write units that a message costs in the read models once a room is going, as the projector's own meter computes them: at several rates, in rooms of several sizes, for what the stream brings in one go on this
/// machine (every 25 ms) and on AWS (Lambda asks a shard four times a second).
/// </summary>
internal static class WritesScenario
{
    private const int Messages = 300;
    private static readonly UserId[] Users = [.. Enumerable.Range(0, 1_000).Select(i => new UserId(new Guid(i, 4, 0x4000, [0x80, 1, 2, 3, 4, 5, 6, 7]).ToString()))];

    /// <summary>Those that a message in a conversation changes.</summary>
    private static readonly Projection[] Changed = [.. Projection.All.Where(p => p.Reads(Histories.Room(0).Log))];

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options)
    {
        await using var server = await BenchTables.StartAsync(heapMegabytes: 1_000);
        using var dynamo = BenchTables.Client(server.Endpoint);
        await BenchTables.CreateEventsAsync(dynamo, "events");
        var tables = await BenchTables.CreateAsync(dynamo, "events", "writes");
        List<Figure> figures = [];
        var room = 0;
        foreach (var members in new[] { 2, 5, 10, 20, 1_000 })
        {
            var head = 0;
            foreach (var rate in new[] { 1, 10, 50 })
            {
                Dictionary<int, string> shown = [];
                var dearest = 0.0;
                foreach (var window in new[] { 25, 250 })
                {
                    var meter = new CapacityMeter();
                    var views = new ViewsTable(dynamo, tables.Views, meter);
                    var projector = new Projector(new SegmentLog(dynamo, tables.Events, meter), views, new NoPublisher(), TimeProvider.System, NullLogger.Instance);
                    var id = Histories.Room(room++);
                    var seq = await OpenAsync(projector, id, members);
                    var before = Wru(meter);
                    foreach (var batch in Batches(id, seq, members, rate, window)) await ProjectAsync(projector, id, batch);
                    var each = (Wru(meter) - before) / Messages;
                    shown[window] = each.ToString("0.00", CultureInfo.InvariantCulture);
                    dearest = Math.Max(dearest, each);
                    head = ItemSize.Of((await views.ReadHeadAsync(new(ViewKeys.ConversationProjection, 1), id.Log, default))!);
                }
                figures.Add(new($"WRU a message of 200 bytes, room of {members:N0}, {rate}/s", $"{shown[25]} here, {shown[250]} as Lambda reads", dearest, 3));
            }
            figures.Add(new($"… bytes of the head, room of {members:N0}", $"{head:N0}"));
        }
        return figures;
    }

    private static double Wru(CapacityMeter meter) => meter.Snapshot().Values.Sum(u => u.Wru);

    private static async Task<long> OpenAsync(Projector projector, ConversationId room, int members)
    {
        RecordedEvent[] log =
        [
            Event(room, 1, new ChatEvent.ConversationCreated(ConversationKind.Group, "The working group"), 0),
            .. Enumerable.Range(0, members).Select(i => Event(room, i + 2, new ChatEvent.MemberAdded(Users[i], $"Person {i}", i == 0 ? MemberRole.Owner : MemberRole.Member), 0)),
        ];
        foreach (var few in log.Chunk(100)) await ProjectAsync(projector, room, few);
        return log.Length;
    }

    private static async Task ProjectAsync(Projector projector, ConversationId room, IReadOnlyList<RecordedEvent> batch)
    {
        foreach (var projection in Changed) await projector.ProjectAsync(new(projection, 1, ViewRole.Served), room.Log, batch, default);
    }

    /// <summary>Messages at random times, as many a second on average, in the batches of a reader that looks every <paramref name="window"/> milliseconds.</summary>
    private static IEnumerable<RecordedEvent[]> Batches(ConversationId room, long seq, int members, int rate, int window)
    {
        var (random, at) = (new Random(rate * 1_000 + window), 0.0);
        var messages = Enumerable.Range(1, Messages).Select(i =>
        {
            at -= Math.Log(1 - random.NextDouble()) / rate;
            return (At: at, Event: Event(room, seq + i, new ChatEvent.MessageSent($"{i} {Text}"), random.Next(members)));
        }).ToArray();
        return messages.GroupBy(m => (long)(m.At * 1_000 / window)).Select(g => g.Select(m => m.Event).ToArray());
    }

    private static readonly string Text = string.Concat(Enumerable.Repeat("The minutes of the meeting are in the shared folder, please have a look before Monday. ", 3))[..196];

    private static RecordedEvent Event(ConversationId room, long seq, ChatEvent body, int sender) =>
        new(room.Log, seq, Users[sender], new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(seq), new(new Guid((int)seq, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1])), 1, body);
}
