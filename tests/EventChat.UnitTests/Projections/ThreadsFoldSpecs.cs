using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.Projections;

public class ThreadsFoldSpecs
{
    private static readonly ConversationId Room = Histories.Room;

    private static async Task<ViewsBed> ProjectAsync(params IEnumerable<ChatEvent> events)
    {
        var bed = new ViewsBed();
        var projector = bed.Projector;
        foreach (var e in await bed.AppendAsync(Room.Log, [new ChatEvent.ConversationCreated(ConversationKind.Group), .. events]))
            await projector.ProjectAsync(ViewsBed.Live(ThreadsLogFold.Projection), Room.Log, [e], default);
        return bed;
    }

    private static Item? Thread(ViewsBed bed, long root) => bed.Row(ThreadsLogFold.Projection, new(Room.Log.Value, ViewKeys.Thread(root)));

    private static ChatEvent.MessageSent Sent(long? replyTo = null) => new ChatEvent.MessageSent("text", replyTo);

    [Fact]
    public async Task A_thread_counts_its_replies_and_names_who_wrote_them_the_newest_first()
    {
        var bed = await ProjectAsync(Sent(), Sent(), Sent(2), Sent(2), Sent(3), Sent(2));
        var thread = Thread(bed, 2)!;
        Assert.Equal(("3", "7"), (thread[RowItems.Replies].N, thread[RowItems.LastSeq].N));
        // Seqs 4, 5 and 7 are ben's, cem's and ben's.
        Assert.Equal(["ben", "cem"], thread[RowItems.Participants].L.Select(p => p.S));
        Assert.Equal("1", Thread(bed, 3)![RowItems.Replies].N);
    }

    [Fact]
    public async Task A_reply_to_a_reply_belongs_to_its_thread()
    {
        var bed = await ProjectAsync(Sent(), Sent(2), Sent(3), Sent(4));
        Assert.Equal("3", Thread(bed, 2)![RowItems.Replies].N);
        Assert.Equal(
            ["r#0000000002#0000000003", "r#0000000002#0000000004", "r#0000000002#0000000005", "t#0000000002"],
            bed.Rows().Select(r => r.Split(' ')[1]));
    }

    [Fact]
    public async Task A_reply_to_a_reply_that_lies_far_back_begins_a_thread()
    {
        ChatEvent[] far = [Sent(), Sent(), Sent(2), .. Enumerable.Repeat(Sent(3), ThreadsHead.KnownReplies)];
        Assert.Null(Thread(await ProjectAsync([.. far[..^1], Sent(4)]), 4));
        Assert.Equal("1", Thread(await ProjectAsync([.. far, Sent(4)]), 4)![RowItems.Replies].N);
    }

    [Fact]
    public async Task What_answers_nothing_writes_nothing() => Assert.Empty((await ProjectAsync(Sent(), Sent(), new ChatEvent.MessageEdited(2, "x"), new ChatEvent.MessageDeleted(3))).Rows());

    [Fact]
    public void A_head_is_read_as_it_was_written()
    {
        var head = new ThreadsHead(9, [new(7, 2, new("ben")), new(8, 3, new("ann")), new(9, 2, new("ben"))]);
        var read = ThreadsLogFold.Read(ThreadsLogFold.Write(head));
        Assert.Equal(head.Replies, read.Replies);
        Assert.Equal((9, 0), (read.Seq, ThreadsLogFold.Read(ThreadsLogFold.Write(ThreadsHead.Empty)).Replies.Count));
    }

    [Fact]
    public void An_event_that_is_no_conversations_parks_the_log() =>
        Assert.Throws<InvalidDataException>(() => new ThreadsLogFold(null).Apply(Histories.Event(Room.Log, 1, new ChatEvent.UserRegistered("ann", "Ann"))));
}
