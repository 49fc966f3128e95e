using EventChat.EventLog;
using EventChat.UnitTests.EventLog.Model;

namespace EventChat.UnitTests.EventLog;

/// <summary>The log against stalls, lost acknowledgements, zombie writers and concurrent retries, on the model, interleaved by seed.</summary>
public sealed class AdversarialTests
{
    private const int Trials = 2_000;

    /// <summary>Trials within which a broken rule must show.</summary>
    private const int TrialsToNotice = 100;

    [Fact]
    public void Nothing_is_doubled_torn_or_lost_in_2000_trials()
    {
        for (var seed = 1; seed <= Trials; seed++) AssertSound(seed);
    }

    [Theory]
    [InlineData(42)]
    public void The_same_seed_gives_the_same_run(int seed) => Assert.Equal(Steps(seed), Steps(seed));

    /// <summary>The test of the test: it goes red when the log breaks one of the rules it lives by.</summary>
    [Theory]
    [InlineData((int)SegmentLogFault.IdsUnchecked)]
    [InlineData((int)SegmentLogFault.WalkSkipped)]
    public void A_broken_rule_is_noticed(int fault) =>
        Assert.Contains(Enumerable.Range(1, TrialsToNotice), seed => Run(seed, (SegmentLogFault)fault).Any(wrong => wrong.Contains("is there twice", StringComparison.Ordinal)));

    private static void AssertSound(int seed)
    {
        var wrong = Run(seed, SegmentLogFault.None);
        Assert.True(wrong.Count == 0, $"Seed {seed}: {string.Join("; ", wrong)}");
    }

    private static IReadOnlyList<string> Run(int seed, SegmentLogFault fault)
    {
        var dice = new Dice(seed);
        var interleaving = new Interleaving(dice);
        IReadOnlyList<string> wrong = [];
        using var server = new ModelDynamoDb();
        interleaving.Run(async () =>
            wrong = await new Trial(seed, dice, server, (ModelDynamoDb.Events, ModelDynamoDb.State), interleaving, interleaving.Time, fault).RunAsync());
        return wrong;
    }

    private static string Steps(int seed)
    {
        var dice = new Dice(seed);
        var interleaving = new Interleaving(dice);
        using var server = new ModelDynamoDb();
        interleaving.Run(async () => await new Trial(seed, dice, server, (ModelDynamoDb.Events, ModelDynamoDb.State), interleaving, interleaving.Time, SegmentLogFault.None).RunAsync());
        // As many dice thrown, and the same ones.
        return $"{interleaving.Steps} {dice.Next(int.MaxValue)}";
    }
}
