using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.Contracts;
using EventChat.UnitTests.EventLog.Model;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Router;

/// <summary>Random histories, delivered as a stream should not: twice, out of order, with holes, to a process that fails and dies.</summary>
public sealed class DeliveryProperties
{
    private const int Trials = 150;

    private static readonly ConversationId[] Rooms = [new("room-0001"), new("room-0002"), new("room-0003")];

    [Fact]
    public async Task Whatever_happens_every_event_is_handed_on_and_in_the_order_of_its_log()
    {
        for (var seed = 0; seed < Trials; seed++) await RunAsync(seed, faults: true);
    }

    [Fact]
    public async Task Without_a_crash_or_a_failure_nothing_is_handed_on_twice()
    {
        for (var seed = 0; seed < Trials; seed++) await RunAsync(seed, faults: false);
    }

    private static async Task RunAsync(int seed, bool faults)
    {
        using var bed = new RouterBed();
        var dice = new Dice(seed);
        List<(string, long)> written = [];
        var from = 0;
        for (var batch = 0; batch < 6; batch++)
        {
            for (var i = dice.Next(8); i >= 0; i--)
            {
                var room = Rooms[dice.Next(Rooms.Length)];
                var events = Enumerable.Range(0, 1 + dice.Next(3)).Select(n => new ChatEvent.MessageSent($"text {n} of {i}")).ToArray<ChatEvent>();
                written.AddRange((await bed.AppendAsync(room.Log, Ann, events)).Select(e => (room.Value, e.Seq)));
            }
            await DeliverAsync(bed, dice, Shaken(bed.Records[from..], bed.Records, dice), faults);
            from = bed.Records.Count;
            if (dice.Percent(20)) bed.Restart();
        }
        bed.Fate.Fails = _ => null;
        bed.Restart();
        // What was dropped until the end comes with the next event of its log.
        foreach (var room in Rooms) written.AddRange((await bed.AppendAsync(room.Log, Ann, new ChatEvent.MessageSent("last"))).Select(e => (room.Value, e.Seq)));
        Assert.Empty(await bed.DeliverAsync(bed.Records[^Rooms.Length..]));

        Check(seed, faults, written, bed.Handed(RouterBed.Moderation, "versionSeq"));
        Check(seed, faults, written, bed.Handed(RouterBed.Analytics, "seq"));
        Check(seed, faults, written, [.. bed.Queue.Sent.Select(s => JsonDocument.Parse(s.MessageBody).RootElement).Select(m => (m.GetProperty("conversationId").GetString()!, m.GetProperty("seq").GetInt64()))]);
        Check(seed, faults, written, [.. bed.Bus.Put.Select(e => JsonDocument.Parse(e.Detail).RootElement.GetProperty("data")).Select(m => (m.GetProperty("conversationId").GetString()!, m.GetProperty("seq").GetInt64()))]);
    }

    /// <summary>As Lambda delivers: from the first failed record on again, until it is well.</summary>
    private static async Task DeliverAsync(RouterBed bed, Dice dice, List<DynamoDBEvent.DynamodbStreamRecord> batch, bool faults)
    {
        while (batch.Count > 0)
        {
            if (faults)
            {
                bed.Fate.DiesAt = dice.Percent(40) ? 1 + dice.Next(8) : 0;
                bed.Fate.Fails = _ => dice.Percent(10) ? new InvalidOperationException("not now") : null;
            }
            var failed = await bed.DeliverAsync(batch);
            if (bed.Fate.Dead)
            {
                bed.Restart();
                continue;
            }
            batch = failed.Length == 0 ? [] : batch[batch.FindIndex(r => failed.Contains(r.Dynamodb.SequenceNumber))..];
        }
    }

    private static List<DynamoDBEvent.DynamodbStreamRecord> Shaken(
        List<DynamoDBEvent.DynamodbStreamRecord> news, List<DynamoDBEvent.DynamodbStreamRecord> all, Dice dice)
    {
        List<DynamoDBEvent.DynamodbStreamRecord> shaken = [.. news.Where(_ => !dice.Percent(15))];
        while (dice.Percent(50)) shaken.Add(all[dice.Next(all.Count)]);
        for (var swaps = dice.Next(3); swaps > 0 && shaken.Count > 1; swaps--)
        {
            var (a, b) = (dice.Next(shaken.Count), dice.Next(shaken.Count));
            (shaken[a], shaken[b]) = (shaken[b], shaken[a]);
        }
        return shaken;
    }

    private static void Check(int seed, bool faults, List<(string, long)> written, List<(string Log, long Seq)> handed)
    {
        Assert.True(written.Order().SequenceEqual(handed.Distinct().Order()), $"Seed {seed}: not all is handed on, or more.");
        foreach (var log in handed.Distinct().GroupBy(h => h.Log))
            Assert.True(log.Select(h => h.Seq).SequenceEqual(log.Select(h => h.Seq).Order()), $"Seed {seed}: {log.Key} is out of order.");
        if (!faults) Assert.True(handed.Count == written.Count, $"Seed {seed}: {handed.Count - written.Count} twice.");
    }
}
