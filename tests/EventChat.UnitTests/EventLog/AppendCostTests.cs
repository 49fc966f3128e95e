using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace EventChat.UnitTests.EventLog;

public sealed class AppendCostTests(ITestOutputHelper output) : IDisposable
{
    private static readonly LogId Log = new("c#the room");
    private static readonly PendingEvent Message = new(
        new UserId("6f1c2a34-9a3e-4a52-8e51-1f2a3b4c5d6e"), DateTimeOffset.UnixEpoch.AddYears(55), 1, new ChatEvent.MessageSent(new string('x', 200)));

    private readonly CapacityMeter _meter = new();
    private readonly ModelDynamoDb _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(320)]
    public async Task A_message_costs_hardly_more_than_one_write_unit(int characters)
    {
        const int Messages = 1_000;
        var log = new SegmentLog(_model, ModelDynamoDb.Events, _meter);
        var message = Message with { Body = new ChatEvent.MessageSent(new string('x', characters)) };
        for (var i = 0; i < Messages; i++)
            await log.AppendAsync(Log, Command(i), [message], i, CancellationToken.None);

        var wru = Report(Messages);
        if (characters <= 200) Assert.InRange(wru, 1, 1.05);
        Assert.InRange(_meter.Snapshot().Values.Sum(u => u.Rru), 0, 1); // one look for the tail
    }

    /// <summary>
    /// 100 messages/s into one conversation, arriving at random (a Poisson process), through two processes that know of each other's writes only by being
    /// refused. DynamoDB answers a write in about 5 ms. Time is simulated.
    /// </summary>
    [Theory]
    [InlineData(2, 1.2)]
    [InlineData(5, 1.2)]
    [InlineData(8, 1.4)]
    public async Task One_busy_conversation_through_two_processes_costs_little_more(int roundTripMilliseconds, double most)
    {
        const int Messages = 2_000;
        var time = new FakeTimeProvider();
        var dice = new Random(7);
        SegmentLog[] processes = [.. Enumerable.Range(0, 2).Select(_ => new SegmentLog(new Distant(_model, TimeSpan.FromMilliseconds(roundTripMilliseconds), time), ModelDynamoDb.Events, _meter, time))];
        var appends = new List<Task<AppendResult>>();
        var arrival = TimeSpan.Zero;
        for (var i = 0; i < Messages; i++)
        {
            var interval = TimeSpan.FromSeconds(-Math.Log(1 - dice.NextDouble()) / 100);
            for (arrival += interval; arrival > TimeSpan.FromMilliseconds(1); arrival -= TimeSpan.FromMilliseconds(1)) time.Advance(TimeSpan.FromMilliseconds(1));
            // What a client knows that is up to date but for what is under way.
            var seen = appends.Count(a => a.IsCompleted);
            appends.Add(processes[i % 2].AppendAsync(Log, Command(i), [Message], seen, CancellationToken.None));
        }
        while (!appends.TrueForAll(a => a.IsCompleted)) time.Advance(TimeSpan.FromMilliseconds(1));

        var wru = Report(Messages);
        Assert.All(await Task.WhenAll(appends), result => Assert.IsType<AppendResult.Appended>(result));
        Assert.InRange(wru, 1, most);
    }

    /// <summary>Everybody answers the same question at the same moment, and each Lambda instance has one message of its own.</summary>
    [Fact]
    public async Task A_burst_from_100_processes_gets_in_whole()
    {
        const int Messages = 100;
        var time = new FakeTimeProvider();
        var started = time.GetUtcNow();
        await new SegmentLog(_model, ModelDynamoDb.Events, new CapacityMeter()).AppendAsync(Log, Command(9_999), [Message], 0, CancellationToken.None);
        Task<AppendResult>[] appends = [.. Enumerable.Range(0, Messages).Select(i =>
            new SegmentLog(
                new Distant(_model, TimeSpan.FromMilliseconds(5), time), ModelDynamoDb.Events, _meter, new Backoff(time, new Random(i)), new AppendQueue(time, TimeSpan.Zero))
            .AppendAsync(Log, Command(i), [Message], 1, CancellationToken.None))];
        while (!Array.TrueForAll(appends, a => a.IsCompleted)) time.Advance(TimeSpan.FromMilliseconds(1));

        var seqs = (await Task.WhenAll(appends)).SelectMany(r => Assert.IsType<AppendResult.Appended>(r).Events).Select(e => e.Seq);
        Assert.Equal(Enumerable.Range(2, Messages).Select(s => (long)s), seqs.Order());
        output.WriteLine($"took {(time.GetUtcNow() - started).TotalMilliseconds} ms");
        Assert.InRange(Report(Messages), 1, 10);
    }

    private double Report(int messages)
    {
        foreach (var (category, usage) in _meter.Snapshot())
            output.WriteLine($"{category,-14} {usage.Calls,6} calls {usage.Wru / messages,7:0.000} WRU {usage.Rru / messages,7:0.000} RRU a message");
        return _meter.Snapshot().Values.Sum(u => u.Wru) / messages;
    }

    private static CommandId Command(int i) => new(new Guid(i + 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
}
