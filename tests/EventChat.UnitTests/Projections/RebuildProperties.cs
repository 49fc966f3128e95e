using Amazon.DynamoDBv2;
using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>However a read model came about, it is the one that a refold of the log gives: every read model, on random histories of every log it is made of.</summary>
public class RebuildProperties
{
    private static async Task<(ViewsBed Bed, List<RecordedEvent> Events)> ArrangeAsync(LogId log, ChatEvent[] events)
    {
        var bed = new ViewsBed();
        return (bed, await bed.AppendAsync(log, events));
    }

    private static async Task<IReadOnlyList<string>> LiveAsync(Projection projection, LogId log, ChatEvent[] events)
    {
        var (bed, recorded) = await ArrangeAsync(log, events);
        var projector = bed.Projector;
        foreach (var e in recorded) Assert.NotEqual(ProjectionResult.Parked, await projector.ProjectAsync(ViewsBed.Live(projection), log, [e], default));
        await IsSoundAsync(bed, projection, log);
        Assert.Equal(InMemory(projection, recorded), bed.Rows());
        return bed.Rows();
    }

    /// <summary>Event by event, as the check follows a row that differs; the check itself folds hundreds at once.</summary>
    private static IReadOnlyList<string> InMemory(Projection projection, List<RecordedEvent> recorded)
    {
        Dictionary<RowKey, Item> rows = [];
        Item? head = null;
        foreach (var e in recorded)
        {
            var fold = projection.Restore(head);
            if (fold.Needs(e) is { } key) fold.Know(e, rows.GetValueOrDefault(key));
            fold.Apply(e);
            head = fold.Head;
            foreach (var change in fold.Changes.SelectMany(c => c))
                if (MemoryRow.After(rows.GetValueOrDefault(change.Key), change) is { } row) rows[change.Key] = row;
                else rows.Remove(change.Key);
        }
        return [.. rows.Select(r => $"{ViewsBed.View(projection).Partition(r.Key.Partition)} {r.Key.Sort} {ItemText.Of(r.Value)}").Order(StringComparer.Ordinal)];
    }

    private static async Task IsSoundAsync(ViewsBed bed, Projection projection, LogId log)
    {
        var report = await bed.Check.CheckAsync(projection, ViewsBed.View(projection), log, CheckMode.Verify, default);
        Assert.True(report.IsSound, $"{report.State} {report.Reason} {string.Join("; ", report.Divergences)}");
        Assert.Equal(LogState.Level, report.State);
    }

    [Fact]
    public Task Live_is_what_a_refold_gives() =>
        Histories.Any.SampleAsync(async any => { await LiveAsync(any.Projection, any.Log, any.Events); }, iter: 1_000, threads: 2);

    [Fact]
    public Task A_shuffled_and_doubled_stream_with_holes_ends_in_the_same_rows() =>
        Gen.Select(Histories.Any, Gen.Int[0, 1 << 20]).SampleAsync(async (any, seed) =>
        {
            if (any.Events.Length == 0) return;
            var (bed, recorded) = await ArrangeAsync(any.Log, any.Events);
            var random = new Random(seed);
            // A third never comes, but for the last; some come twice.
            var stream = recorded.SkipLast(1).SelectMany(e => Enumerable.Repeat(e, random.Next(3))).Append(recorded[^1]).ToArray();
            random.Shuffle(stream);
            var projector = bed.Projector;
            foreach (var batch in stream.Chunk(1 + random.Next(4)))
                await projector.ProjectAsync(ViewsBed.Live(any.Projection), any.Log, batch, default);
            await IsSoundAsync(bed, any.Projection, any.Log);
            Assert.Equal(await LiveAsync(any.Projection, any.Log, any.Events), bed.Rows());
        }, iter: 1_000, threads: 2);

    [Fact]
    public Task A_projector_killed_at_any_write_and_started_again_ends_in_the_same_rows() =>
        Gen.Select(Histories.Any, Gen.Int[1, 30], Gen.Bool, Gen.Int[1, 5]).SampleAsync(async (any, write, after, size) =>
        {
            var (bed, recorded) = await ArrangeAsync(any.Log, any.Events);
            var death = new Death(bed.Dynamo, write, after);
            death.Await();
            var live = ViewsBed.Live(any.Projection);
            foreach (var batch in recorded.Chunk(size))
            {
                try
                {
                    await bed.Projector.ProjectAsync(live, any.Log, batch, default);
                }
                catch (Exception e) when (e is AmazonDynamoDBException && death.Came)
                {
                    // The stream brings the batch again, to an instance that knows nothing.
                    death.Over();
                    await bed.Projector.ProjectAsync(live, any.Log, batch, default);
                }
            }
            await IsSoundAsync(bed, any.Projection, any.Log);
            Assert.Equal(await LiveAsync(any.Projection, any.Log, any.Events), bed.Rows());
        }, iter: 1_000, threads: 2);

    [Fact]
    public void The_histories_hold_every_event_there_is()
    {
        HashSet<string> seen = [];
        foreach (var histories in Histories.OfLogs.Values)
            histories.Sample(events =>
            {
                lock (seen) seen.UnionWith(events.Select(e => EventTypes.NameOf(e).Name));
            }, iter: 300);
        Assert.Equal(EventTypes.All.Select(e => e.Name).Distinct().Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }
}
