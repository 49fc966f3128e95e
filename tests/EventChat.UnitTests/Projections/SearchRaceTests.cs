using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

/// <summary>
/// Two instances at one log: the queue delivers at least once, and what one of them writes late was taken back by the other long ago. A word's row that is gone guards
/// nothing, so these stop the one at each of its writes while the other goes through.
/// </summary>
public class SearchRaceTests
{
    private static readonly LogId Room = Histories.Room.Log;

    public static TheoryData<string> Meanwhile => ["deleted", "edited", "said again", "deleted and said again"];

    private static ChatEvent[] Events(string what) => what switch
    {
        "deleted" => [new ChatEvent.MessageDeleted(2), new ChatEvent.MessageDeleted(3)],
        "edited" => [new ChatEvent.MessageEdited(2, "harmless"), new ChatEvent.MessageEdited(3, "other")],
        "said again" => [new ChatEvent.MessageEdited(2, "other"), new ChatEvent.MessageEdited(2, "secret word"), new ChatEvent.MessageDeleted(3)],
        _ => [new ChatEvent.MessageDeleted(2), new ChatEvent.MessageDeleted(3), new ChatEvent.MessageSent("word")],
    };

    [Theory]
    [MemberData(nameof(Meanwhile))]
    public async Task A_writer_that_another_one_overtakes_at_any_write_brings_no_word_back(string what)
    {
        for (var write = 1; write <= 14; write++)
            foreach (var after in new[] { false, true })
            {
                var bed = new ViewsBed();
                await bed.AppendAsync(Room, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MessageSent("secret word"), new ChatEvent.MessageSent("secret"));
                await OvertakenAsync(bed, write, after, Events(what));
                await IsSoundAsync(bed, $"{what}, write {write}{(after ? " after" : "")}");
            }
    }

    [Theory]
    [MemberData(nameof(Meanwhile))]
    public async Task Nor_does_one_that_takes_words_out_where_they_were_written_before(string what)
    {
        for (var write = 1; write <= 10; write++)
        {
            var bed = new ViewsBed();
            await bed.AppendAsync(Room, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MessageSent("secret word"), new ChatEvent.MessageSent("secret"));
            await bed.Projector.CatchUpAsync(ViewsBed.Live(SearchLogFold.Projection), Room, null, default);
            await bed.AppendAsync(Room, new ChatEvent.MessageEdited(2, "secret again"));
            await OvertakenAsync(bed, write, after: false, Events(what));
            await IsSoundAsync(bed, $"{what}, write {write}");
        }
    }

    /// <summary>The one that read more is stopped, and the one that read less comes through first: it moves the checkpoint, and the other one finds it moved.</summary>
    [Theory]
    [MemberData(nameof(Meanwhile))]
    public async Task A_writer_that_is_overtaken_by_one_that_read_less_takes_its_words_out_again(string what)
    {
        for (var write = 1; write <= 10; write++)
        {
            var bed = new ViewsBed();
            await bed.AppendAsync(Room, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MessageSent("secret word"), new ChatEvent.MessageSent("secret"));
            await CrossingAsync(bed, write, Events(what));
            await IsSoundAsync(bed, $"{what}, write {write}");
        }
    }

    private static async Task CrossingAsync(ViewsBed bed, int write, ChatEvent[] more)
    {
        var (who, left) = (new AsyncLocal<string>(), write);
        TaskCompletionSource reads = new(), stopped = new(), through = new();
        bed.Dynamo.Pausing = async written =>
        {
            if (who.Value is "less")
            {
                reads.TrySetResult();
                await stopped.Task;
            }
            if (who.Value is not "more" || written || Interlocked.Decrement(ref left) != 0) return;
            stopped.SetResult();
            await through.Task;
        };
        Task CatchUpAsync(string name) => Task.Run(async () =>
        {
            who.Value = name;
            await bed.Projector.CatchUpAsync(ViewsBed.Live(SearchLogFold.Projection), Room, null, default);
        });
        var less = CatchUpAsync("less");
        await reads.Task;
        await bed.AppendAsync(Room, more);
        var rest = CatchUpAsync("more");
        await Task.WhenAny(stopped.Task, rest);
        // It has fewer writes than that.
        stopped.TrySetResult();
        await less;
        through.SetResult();
        await rest;
    }

    /// <summary>A row that was emptied, and whoever was to delete it died in between.</summary>
    [Fact]
    public async Task Killed_between_emptying_a_row_and_deleting_it_the_next_life_deletes_it()
    {
        for (var write = 1; write <= 10; write++)
            foreach (var after in new[] { false, true })
            {
                var bed = new ViewsBed();
                var live = ViewsBed.Live(SearchLogFold.Projection);
                await bed.AppendAsync(Room, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MessageSent("secret word"));
                await bed.Projector.CatchUpAsync(live, Room, null, default);
                await bed.AppendAsync(Room, new ChatEvent.MessageDeleted(2));
                var death = new Death(bed.Dynamo, write, after);
                death.Await();
                try
                {
                    await bed.Projector.CatchUpAsync(live, Room, null, default);
                }
                catch (Amazon.DynamoDBv2.AmazonDynamoDBException) when (death.Came)
                {
                    death.Over();
                    await bed.Projector.CatchUpAsync(live, Room, null, default);
                }
                death.Over();
                await IsSoundAsync(bed, $"write {write}");
                Assert.DoesNotContain(bed.Rows(), r => r.Contains("secret", StringComparison.Ordinal) || r.Contains("word", StringComparison.Ordinal));
            }
    }

    /// <summary>One reads the log, and at its n-th write more is said, which another one reads and writes to the end.</summary>
    private static async Task OvertakenAsync(ViewsBed bed, int write, bool after, ChatEvent[] meanwhile)
    {
        var live = ViewsBed.Live(SearchLogFold.Projection);
        var left = write;
        bed.Dynamo.Pausing = async written =>
        {
            if (written != after || Interlocked.Decrement(ref left) != 0) return;
            bed.Dynamo.Pausing = null;
            await bed.AppendAsync(Room, meanwhile);
            await bed.Projector.CatchUpAsync(live, Room, null, default);
        };
        await bed.Projector.CatchUpAsync(live, Room, null, default);
        bed.Dynamo.Pausing = null;
        // Nothing came in between: then it is an ordinary batch.
        if (left > 0) await bed.AppendAsync(Room, meanwhile);
        await bed.Projector.CatchUpAsync(live, Room, null, default);
    }

    private static async Task IsSoundAsync(ViewsBed bed, string when)
    {
        var report = await bed.Check.CheckAsync(SearchLogFold.Projection, ViewsBed.View(SearchLogFold.Projection), Room, CheckMode.Verify, default);
        Assert.True(report.IsSound && report.State is LogState.Level, $"{when}: {report.State} {string.Join("; ", report.Divergences)}");
        Assert.DoesNotContain(bed.Rows(), r => r.Contains(" w#", StringComparison.Ordinal) && !r.Contains(RowItems.Found, StringComparison.Ordinal));
    }
}
