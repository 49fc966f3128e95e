using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
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

    /// <summary>And so does the inspection, of a log that somebody else damaged.</summary>
    [Fact]
    public async Task A_gap_and_a_lost_acknowledgement_are_noticed()
    {
        var log = new LogId("c#damaged");
        var (dice, protocol) = (new Dice(1), new Protocol());
        using var server = new ModelDynamoDb();
        var process = new SegmentLog(server, ModelDynamoDb.Events, new CapacityMeter());
        for (var i = 0; i < 10; i++)
        {
            var command = Command.Draw(dice, log, []) with { ChangesState = false };
            protocol.Sent(command);
            protocol.Acknowledged(command, Assert.IsType<AppendResult.Appended>(
                await process.AppendAsync(log, command.Id, command.Events, command.AfterSeq, CancellationToken.None)).Events);
        }
        Assert.Empty(await new Inspection(server, ModelDynamoDb.Events, ModelDynamoDb.State, log, protocol).FindAsync());

        await server.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new() { Delete = new Delete { TableName = ModelDynamoDb.Events, Key = SegmentKey.Of(log, 1) } }],
        });

        var wrong = await new Inspection(server, ModelDynamoDb.Events, ModelDynamoDb.State, log, protocol).FindAsync();
        Assert.Contains(wrong, w => w.Contains("1 was due", StringComparison.Ordinal));
        Assert.Contains(wrong, w => w.Contains("is lost", StringComparison.Ordinal));
    }

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
