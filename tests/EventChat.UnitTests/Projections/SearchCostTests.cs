using EventChat.Contracts;
using EventChat.Projections;
using Xunit.Abstractions;

namespace EventChat.UnitTests.Projections;

/// <summary>What search costs to write, at the sizes of batches in which the background lane reads a busy log: once in three seconds.</summary>
public class SearchCostTests(ITestOutputHelper output)
{
    private static readonly ChatEvent[] Begin = [new ChatEvent.ConversationCreated(ConversationKind.Group, "Room")];

    /// <summary>Ten words, the n-th most frequent 1/n times as often as the first, of 5,000.</summary>
    private static string Text(Random random, double[] ranks)
    {
        string Word()
        {
            var at = Array.BinarySearch(ranks, random.NextDouble() * ranks[^1]);
            return $"word{(at < 0 ? ~at : at)}";
        }
        return string.Join(' ', Enumerable.Range(0, 10).Select(_ => Word()));
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(5, 9)]
    [InlineData(50, 7)]
    public async Task A_burst_is_few_writes(int perSecond, double most)
    {
        var (random, total) = (new Random(1), 0.0);
        var ranks = Enumerable.Range(1, 5_000).Select(n => total += 1.0 / n).ToArray();
        var bed = new ViewsBed();
        await bed.AppendAsync(Histories.Room.Log, Begin);
        var projector = bed.Projector;
        var messages = 0;
        for (var batch = 0; batch < 4; batch++)
        {
            var texts = Enumerable.Range(0, 3 * perSecond).Select(_ => (ChatEvent)new ChatEvent.MessageSent(Text(random, ranks), null)).ToArray();
            await bed.AppendAsync(Histories.Room.Log, texts);
            messages += texts.Length;
            await projector.CatchUpAsync(ViewsBed.Live(SearchLogFold.Projection), Histories.Room.Log, null, default);
        }
        var used = bed.Meter.Snapshot().Where(u => u.Key.StartsWith("view", StringComparison.Ordinal)).Sum(u => u.Value.Wru) / messages;
        output.WriteLine($"{perSecond} messages/s: {used:F1} write units a message");
        Assert.InRange(used, 1, most);
    }
}
