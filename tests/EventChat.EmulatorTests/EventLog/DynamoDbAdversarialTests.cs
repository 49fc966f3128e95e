using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.UnitTests.EventLog.Model;

namespace EventChat.EmulatorTests.EventLog;

/// <summary>The trials of the model on Amazon's own implementation, with real concurrency instead of a chosen order.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbAdversarialTests(DynamoDbLocalFixture dynamo)
{
    private const int Trials = 120;

    [Fact]
    public async Task Nothing_is_doubled_torn_or_lost_in_120_trials()
    {
        var tables = await dynamo.CreateTablesAsync();
        await Parallel.ForAsync(1, Trials + 1, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (seed, _) =>
        {
            var dice = new Dice(seed);
            var trial = new Trial(seed, dice, dynamo.Client, (tables.Events, tables.State), new RealTime(dice), TimeProvider.System, SegmentLogFault.None);
            var wrong = await trial.RunAsync();
            Assert.True(wrong.Count == 0, $"Seed {seed}: {string.Join("; ", wrong)}");
        });
    }

    /// <summary>Steps of up to 2 ms, many of none: enough for requests to overtake each other.</summary>
    private sealed class RealTime(Dice dice) : IPace
    {
        public async Task TurnAsync()
        {
            if (dice.Percent(50)) await Task.Yield();
            else await Task.Delay(dice.Next(3));
        }
    }
}
