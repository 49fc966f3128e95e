using EventChat.Contracts;
using EventChat.Projections;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

public class CheckLogsTests
{
    private static readonly ConversationId Room = Histories.Room;
    private static readonly Projection Conversations = Projection.Conversations;

    private static readonly ChatEvent[] Talk =
    [
        new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(new("ann"), "Ann", MemberRole.Owner),
        new ChatEvent.MessageSent("one"), new ChatEvent.MessageSent("two"), new ChatEvent.MessageEdited(3, "one, edited"), new ChatEvent.MessageSent("three"),
    ];

    private static RowKey Message(long seq) => new(Room.Log.Value, ViewKeys.Message(seq));

    private static async Task<ViewsBed> LevelAsync(params ChatEvent[] events)
    {
        var bed = new ViewsBed();
        await bed.AppendAsync(Room.Log, events is [] ? Talk : events);
        await bed.Projector.ProjectAsync(ViewsBed.Live(Conversations), Room.Log, [], default);
        return bed;
    }

    private static Task<LogReport> CheckAsync(ViewsBed bed, CheckMode mode = CheckMode.Verify) =>
        bed.Check.CheckAsync(Conversations, ViewsBed.View(Conversations), Room.Log, mode, default);

    [Fact]
    public async Task A_text_that_missed_its_edit_parts_from_the_log_at_the_edit()
    {
        var bed = await LevelAsync();
        await bed.TamperAsync(Conversations, Message(3), row =>
        {
            row[RowItems.Text] = RowItems.S("one");
            row[RowItems.Version] = row[RowItems.TextVersion] = RowItems.N(3);
            row.Remove(RowItems.EditedAt);
        });
        var found = Assert.Single((await CheckAsync(bed)).Divergences);
        Assert.Equal(new(Message(3), RowItems.EditedAt, $"{Histories.Event(Room.Log, 5, Talk[4]).At.ToUnixTimeMilliseconds()}", null, 5, "message.edited"), found);
    }

    [Fact]
    public async Task A_text_that_never_was_parts_where_it_should_have_become_what_it_is()
    {
        var bed = await LevelAsync();
        await bed.TamperAsync(Conversations, Message(4), row => row[RowItems.Text] = RowItems.S("forged"));
        Assert.Equal(new(Message(4), RowItems.Text, "\"two\"", "\"forged\"", 4, "message.sent"), Assert.Single((await CheckAsync(bed)).Divergences));
    }

    [Fact]
    public async Task A_missing_row_and_one_too_many_are_found()
    {
        var bed = await LevelAsync();
        RowKey member = new(Room.Log.Value, "u#ann"), ghost = Message(9);
        await bed.DeleteAsync(Conversations, member);
        await bed.TamperAsync(Conversations, ghost, row => row[RowItems.Version] = RowItems.N(2));
        var report = await CheckAsync(bed);
        Assert.Equal(2, report.Diverged);
        var (missing, surplus) = (report.Divergences.Single(d => d.Key == member), report.Divergences.Single(d => d.Key == ghost));
        Assert.Equal((null, 2L, "member.added"), (missing.Found, missing.Seq, missing.Type));
        Assert.Equal((null, """{"v":2}"""), (surplus.Expected, surplus.Found));
    }

    [Fact]
    public async Task A_head_that_differs_is_found_and_mended_even_beside_an_instance_that_remembers_it()
    {
        var bed = await LevelAsync();
        var wrong = bed.Projector;
        await bed.TamperAsync(Conversations, new(Room.Log.Value, ViewKeys.Head), head => head[RowItems.Messages] = RowItems.N(7));
        await bed.AppendAsync(Room.Log, new ChatEvent.MessageSent("four"));
        await wrong.ProjectAsync(ViewsBed.Live(Conversations), Room.Log, [], default);
        var before = Assert.Single((await CheckAsync(bed)).Divergences);
        Assert.Equal((RowItems.Messages, "4", "8"), (before.Attribute, before.Expected, before.Found));

        var repaired = await CheckAsync(bed, CheckMode.Repair);
        Assert.Equal((true, 1L), (repaired.IsSound, repaired.Repaired));
        var more = await bed.AppendAsync(Room.Log, new ChatEvent.MessageSent("five"));
        await wrong.ProjectAsync(ViewsBed.Live(Conversations), Room.Log, [more[^1]], default);
        Assert.True((await CheckAsync(bed)).IsSound);
    }

    [Fact]
    public async Task A_repair_brings_back_what_the_log_says_and_a_second_one_has_nothing_to_do()
    {
        var bed = await LevelAsync();
        var right = bed.Rows();
        await bed.TamperAsync(Conversations, Message(3), row => row[RowItems.Text] = RowItems.S("forged"));
        // A version from the future: a live write would not get past it.
        await bed.TamperAsync(Conversations, Message(4), row => row[RowItems.Version] = RowItems.N(1_000));
        await bed.DeleteAsync(Conversations, Message(6));
        await bed.TamperAsync(Conversations, Message(8), row => row["junk"] = RowItems.True);
        var report = await CheckAsync(bed, CheckMode.Repair);
        Assert.Equal((true, 4L, 0L), (report.IsSound, report.Repaired, report.Diverged));
        Assert.Equal(right, bed.Rows());
        Assert.Equal(0, (await CheckAsync(bed, CheckMode.Repair)).Repaired);
    }

    [Fact]
    public async Task A_log_that_the_stream_forgot_is_behind_and_a_repair_reads_it_on()
    {
        var bed = await LevelAsync();
        await bed.AppendAsync(Room.Log, new ChatEvent.MessageSent("never delivered"));
        var report = await CheckAsync(bed);
        Assert.Equal((LogState.Behind, 7L, "message.sent", 0L), (report.State, report.At, report.Reason, report.Diverged));
        Assert.Equal(LogState.Level, (await CheckAsync(bed, CheckMode.Repair)).State);
        Assert.Contains(bed.Rows(), r => r.Contains("never delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_of_no_concern_are_no_lag()
    {
        var bed = new ViewsBed();
        var recorded = await bed.AppendAsync(new("u#ann"), new ChatEvent.UserRegistered("Ann", "Ann"), new ChatEvent.ConversationRead(Room, 1));
        await bed.Projector.ProjectAsync(ViewsBed.Live(Projection.Users), new("u#ann"), recorded[..1], default);
        Assert.Equal(LogState.Level, (await bed.Check.CheckAsync(Projection.Users, ViewsBed.View(Projection.Users), new("u#ann"), CheckMode.Verify, default)).State);
    }

    [Fact]
    public async Task A_row_that_is_ahead_of_the_checkpoint_is_live_traffic_and_no_divergence()
    {
        var bed = await LevelAsync(Talk[..4]);
        var later = await bed.AppendAsync(Room.Log, Talk[4..]);
        // The rows are in, the checkpoint is not: between the two writes of a projector.
        var fold = Conversations.Restore(bed.Row(Conversations, new(Room.Log.Value, ViewKeys.Head)));
        foreach (var e in later[4..]) fold.Apply(e);
        await bed.Views.WriteAsync(ViewsBed.View(Conversations), fold.Changes, default);
        Assert.Equal((LogState.Behind, 0L), await CheckAsync(bed) is var r ? (r.State, r.Diverged) : default);
    }

    [Fact]
    public async Task A_parked_log_is_compared_up_to_where_it_stands()
    {
        var bed = await LevelAsync([.. Talk, new ChatEvent.UserRegistered("ann", "Ann")]);
        var report = await CheckAsync(bed);
        Assert.Equal((LogState.Parked, 6L, 7L, true), (report.State, report.Seq, report.At, report.IsSound));
        Assert.Contains("user.registered", report.Reason, StringComparison.Ordinal);
        await bed.TamperAsync(Conversations, Message(3), row => row[RowItems.Text] = RowItems.S("forged"));
        Assert.Equal((LogState.Parked, 1L), await CheckAsync(bed) is var r ? (r.State, r.Diverged) : default);
    }

    [Fact]
    public async Task A_log_with_more_rows_than_a_window_holds_is_compared_window_by_window()
    {
        var bed = await LevelAsync([.. Talk[..2], .. Enumerable.Range(0, 2_500).Select(i => new ChatEvent.MessageSent($"message {i}"))]);
        Assert.Equal((true, 2_501L), await CheckAsync(bed) is var sound ? (sound.IsSound, sound.Rows) : default);
        foreach (var seq in (long[])[3, 1_001, 1_002, 2_502]) await bed.DeleteAsync(Conversations, Message(seq));
        await bed.TamperAsync(Conversations, Message(9_999), row => row[RowItems.Version] = RowItems.N(2));
        Assert.Equal(5, (await CheckAsync(bed)).Diverged);
        Assert.True((await CheckAsync(bed, CheckMode.Repair)).IsSound);
    }
}
