using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>However a log's events are cut into batches, the rows end the same: what a batch merges is provably what one after the other does.</summary>
public class BatchProperties
{
    private static readonly ConversationId Room = Histories.Room;

    private static (IReadOnlyList<string> Rows, string Head, int Writes) Fold(Projection projection, LogId log, ChatEvent[] events, IEnumerable<int> sizes)
    {
        var table = new MemoryRows();
        Item? head = null;
        var next = 0;
        foreach (var size in sizes.Append(events.Length))
        {
            var fold = projection.Restore(head);
            foreach (var body in events.Skip(next).Take(size)) fold.Apply(Histories.Event(log, ++next, body));
            foreach (var row in fold.Changes) table.Write(row);
            head = fold.Head;
        }
        return (table.Text, System.Text.Json.JsonSerializer.Serialize(head), table.Writes);
    }

    private static void EndTheSame(Projection projection, LogId log, ChatEvent[] events, int[] sizes)
    {
        var oneByOne = Fold(projection, log, events, Enumerable.Repeat(1, events.Length));
        var inBatches = Fold(projection, log, events, sizes);
        Assert.Equal(oneByOne.Rows, inBatches.Rows);
        Assert.Equal(oneByOne.Head, inBatches.Head);
        Assert.True(inBatches.Writes <= oneByOne.Writes);
    }

    [Fact]
    public void A_conversation_in_batches_of_any_size_ends_in_the_same_rows() =>
        Gen.Select(Histories.Conversation, Gen.Int[1, 12].Array[0, 12]).Sample((events, sizes) => EndTheSame(Projection.Conversations, Room.Log, events, sizes), iter: 3_000);

    [Fact]
    public void A_moderation_log_in_batches_of_any_size_ends_in_the_same_rows() =>
        Gen.Select(Histories.Moderation, Gen.Int[1, 12].Array[0, 12]).Sample(
            (events, sizes) => EndTheSame(ModerationLogFold.Projection, new($"m#{Room}"), events, sizes), iter: 2_000);

    [Fact]
    public void An_inbox_in_batches_of_any_size_ends_in_the_same_rows() =>
        Gen.Select(Histories.Conversation, Gen.Int[1, 12].Array[0, 12]).Sample((events, sizes) => EndTheSame(InboxLogFold.Projection, Room.Log, events, sizes), iter: 2_000);

    /// <summary>A crash between rows and checkpoint, or a second instance: what is written again changes nothing.</summary>
    [Fact]
    public void Changes_written_again_late_change_nothing() =>
        Gen.Select(Histories.Conversation, Gen.Int[1, 40], Gen.Int[1, 40]).Sample((events, from, size) =>
        {
            var table = new MemoryRows();
            var fold = new ConversationLogFold(null);
            List<IReadOnlyList<RowChange>> late = [];
            Item? head = null;
            for (var i = 0; i < events.Length; i++)
            {
                if (i == from) head = fold.Head;
                fold.Apply(Histories.Event(Room.Log, i + 1, events[i]));
            }
            foreach (var row in fold.Changes) table.Write(row);
            if (head is null) return;
            var again = new ConversationLogFold(head);
            for (var i = from; i < Math.Min(events.Length, from + size); i++) again.Apply(Histories.Event(Room.Log, i + 1, events[i]));
            var before = table.Text;
            foreach (var row in again.Changes) table.Write(row);
            Assert.Equal(before, table.Text);
        }, iter: 2_000);
}
