using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EmulatorTests.Projections;

/// <summary>What a refold does to a row in memory is what the table does: changes of every kind, sensible or not, late ones among them.</summary>
[Collection(DynamoDbLocalTests.Name)]
public class MemoryRowTests(DynamoDbLocalFixture dynamo)
{
    private static readonly View View = new("conversation", 1);
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConversationId Room = new("room-0001");

    /// <param name="version">Often the seq of a change before: verdicts are about versions.</param>
    private static RowChange Change(Random random, RowKey key, long seq, long version) => random.Next(12) switch
    {
        0 or 1 => new RowChange.Put(key, seq, new Row.Message(Room, seq, CommandId.Derive("t", $"{seq}"), new("ann"), Noon, random.Next(3) == 0 ? null : $"text {seq}", null)
        {
            Version = random.Next(2) == 0 ? seq : null, Pending = random.Next(2) == 0 ? new(seq, $"held {seq}") : null, Mentions = random.Next(2) == 0 ? [new("ben")] : null,
        }),
        2 => new RowChange.EditText(key, seq, $"edit {seq}", Noon.AddSeconds(seq)),
        3 => new RowChange.HoldText(key, seq, $"hold {seq}", Noon.AddSeconds(seq)),
        4 => new RowChange.ShowText(key, seq, version, $"show {version}", random.Next(2) == 0 ? Noon.AddSeconds(seq) : null),
        5 => new RowChange.RemoveText(key, seq, version, ReasonClass.Hate),
        6 => new RowChange.RefuseText(key, seq, version, ReasonClass.Other),
        7 => random.Next(3) == 0 ? new RowChange.DeleteText(key, seq) : new RowChange.EditText(key, seq, $"again {seq}", Noon),
        8 => random.Next(3) == 0 ? new RowChange.Remove(key, seq, Noon.AddYears(10)) : new RowChange.HoldText(key, seq, $"hold {seq}", Noon),
        9 => new RowChange.AddMention(key, seq),
        10 => new RowChange.AddReply(key, seq, version, Noon.AddSeconds(seq), [new($"u{seq}"), new("ann")]),
        _ => new RowChange.AddReviewer(key, seq, new($"mod{seq}")),
    };

    /// <summary>Of a row of messages that hold a word: few, so that the last of them often goes.</summary>
    private static RowChange.Mark Mark(Random random, RowKey key, long seq)
    {
        var (added, taken) = (Some(random), Some(random));
        return new RowChange.Mark(key, seq, 0, random.Next(3) == 0 ? added.Except(taken).ToArray() : [], random.Next(3) > 0 ? taken : []);
    }

    private static long[] Some(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(3)).Distinct()];

    [Fact]
    public async Task Every_kind_of_change_does_the_same_in_memory_and_in_the_table()
    {
        var tables = await dynamo.CreateTablesAsync();
        var views = new ViewsTable(dynamo.Client, tables.Views, new CapacityMeter());
        HashSet<Type> done = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, 250), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (seed, cancel) =>
        {
            var random = new Random(seed);
            var key = new RowKey(string.Create(CultureInfo.InvariantCulture, $"c#{seed}"), "m#1");
            Item? memory = null;
            // Some rows are a member's who is mentioned again and again.
            var mentioned = seed % 50 == 0;
            var word = seed % 5 == 1;
            for (var step = 1; step <= (mentioned ? 60 : 14); step++)
            {
                // One in six comes late.
                var seq = random.Next(6) == 0 ? Math.Max(1, step - 2) : step;
                var change = word ? Mark(random, key, seq) : !mentioned ? Change(random, key, seq, random.Next(1, step + 1))
                    : step == 1 ? new RowChange.Put(key, seq, new Row.Membership(Room, MemberRole.Member, Noon, seq)) : new RowChange.AddMention(key, seq);
                var after = MemoryRow.After(memory, change);
                if (!ReferenceEquals(after, memory))
                    lock (done) done.Add(change.GetType());
                memory = after;
                await views.WriteAsync(View, [[change]], cancel);
                var stored = (await dynamo.Client.GetItemAsync(new GetItemRequest
                {
                    TableName = tables.Views, ConsistentRead = true,
                    Key = new() { ["pk"] = new() { S = View.Partition(key.Partition) }, ["sk"] = new() { S = key.Sort } },
                }, cancel)).Item;
                Assert.True(
                    ItemText.Same(memory, stored is { Count: > 0 } ? stored : null),
                    $"seed {seed}, {change}: {(memory is null ? "none" : ItemText.Of(memory))} in memory, {(stored is null ? "none" : ItemText.Of(stored))} in the table");
            }
        });
        Assert.Equal(typeof(RowChange).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal), done.Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
