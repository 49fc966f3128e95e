using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using Xunit.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>What a message costs in the read models that every message goes through, in write units as AWS counts them.</summary>
public class ViewCostTests(ITestOutputHelper output)
{
    private const int Messages = 300;

    private static readonly ConversationId Room = new("0b9bd4d8-6f4a-4a6e-9f4e-3c2f6f1d0000");

    private static UserId User(int i) => new($"6f1c2a34-9a3e-4a52-8e51-1f2a3b4c{i:D4}");

    /// <param name="members">Each of whom speaks in turn.</param>
    private static async Task<(double Written, double Read)> CostAsync(int members, Func<int, ChatEvent> message, params Projection[] projections)
    {
        var bed = new ViewsBed();
        var projectors = projections.Select(p => (Live: ViewsBed.Live(p), bed.Projector)).ToArray();
        var seq = 0L;
        async Task SayAsync(UserId sender, ChatEvent body)
        {
            await bed.Log.AppendAsync(Room.Log, CommandId.Derive("cost", $"{++seq}"), [new(sender, Histories.Noon.AddSeconds(seq), 1, body)], null, default);
            var said = new RecordedEvent(Room.Log, seq, sender, Histories.Noon.AddSeconds(seq), CommandId.Derive("cost", $"{seq}"), 1, body);
            foreach (var (live, projector) in projectors) await projector.ProjectAsync(live, Room.Log, [said], default);
        }
        (double, double) Spent()
        {
            var views = bed.Meter.Snapshot().Where(c => c.Key.StartsWith("view-", StringComparison.Ordinal)).Select(c => c.Value).ToArray();
            return (views.Sum(v => v.Wru), views.Sum(v => v.Rru));
        }

        await SayAsync(User(0), new ChatEvent.ConversationCreated(ConversationKind.Group, "Release planning"));
        for (var i = 0; i < members; i++) await SayAsync(User(0), new ChatEvent.MemberAdded(User(i), "Alexandra", MemberRole.Member));
        for (var i = 0; i < Limits.RecentEvents; i++) await SayAsync(User(i % members), message(i));
        var (writtenBefore, readBefore) = Spent();
        for (var i = 0; i < Messages; i++) await SayAsync(User(i % members), message(i));
        var (written, read) = Spent();
        return ((written - writtenBefore) / Messages, (read - readBefore) / Messages);
    }

    [Theory]
    [InlineData(2, 2.05)]
    [InlineData(4, 2.05)]
    [InlineData(20, 3.05)]
    [InlineData(2_000, 2.05)]
    public async Task A_message_costs_two_to_three_write_units_in_the_conversation_and_the_inbox_however_many_read_it(int members, double most)
    {
        var (written, read) = await CostAsync(members, i => new ChatEvent.MessageSent(new string('x', 200)), Projection.Conversations, InboxLogFold.Projection);
        output.WriteLine($"{members} members: {written:F3} write units, {read:F3} read units a message");
        Assert.InRange(written, 2, most);
        Assert.InRange(read, 0, 0.01);
    }

    [Fact]
    public async Task A_mention_costs_one_more_for_each_who_is_mentioned()
    {
        var (written, _) = await CostAsync(4, i => new ChatEvent.MessageSent("@you", Mentions: [User((i + 1) % 4)]), Projection.Conversations, InboxLogFold.Projection);
        output.WriteLine($"{written:F3} write units a message that mentions one member");
        // Its checkpoint is the second; one in 25 is tried twice.
        Assert.InRange(written, 4, 4.05);
    }

    [Fact]
    public async Task What_answers_nothing_costs_threads_next_to_nothing_and_an_answer_three()
    {
        var (none, _) = await CostAsync(4, i => new ChatEvent.MessageSent("text"), ThreadsLogFold.Projection);
        var (answer, _) = await CostAsync(4, i => new ChatEvent.MessageSent("text", 6), ThreadsLogFold.Projection);
        output.WriteLine($"threads: {none:F3} and {answer:F3} write units");
        Assert.InRange(none, 0, 0.02);
        Assert.InRange(answer, 3, 3.05);
    }
}
