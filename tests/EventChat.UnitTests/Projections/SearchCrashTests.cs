using Amazon.DynamoDBv2;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class SearchCrashTests
{
    /// <summary>Two edits of an older message in one batch: its row must not say that both are done while the words of the second are not.</summary>
    [Fact]
    public async Task Killed_between_any_two_writes_of_a_batch_of_edits_it_misses_no_word()
    {
        for (var write = 1; write <= 10; write++)
            foreach (var after in new[] { false, true })
            {
                var bed = new ViewsBed();
                var live = ViewsBed.Live(SearchLogFold.Projection);
                await bed.AppendAsync(Histories.Room.Log, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MessageSent("one old", null));
                await bed.Projector.CatchUpAsync(live, Histories.Room.Log, null, default);
                await bed.AppendAsync(Histories.Room.Log, new ChatEvent.MessageEdited(2, "two new"), new ChatEvent.MessageEdited(2, "three newer"));
                var death = new Death(bed.Dynamo, write, after);
                death.Await();
                try
                {
                    await bed.Projector.CatchUpAsync(live, Histories.Room.Log, null, default);
                }
                catch (Exception e) when (e is AmazonDynamoDBException && death.Came)
                {
                    death.Over();
                    await bed.Projector.CatchUpAsync(live, Histories.Room.Log, null, default);
                }
                death.Over();
                var report = await bed.Check.CheckAsync(live.Projection, live.View, Histories.Room.Log, CheckMode.Verify, default);
                Assert.True(report.IsSound, $"write {write}: {string.Join("; ", report.Divergences)}");
            }
    }
}
