using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using EventChat.UnitTests.Contracts;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Router;

public sealed class RouterTests : IDisposable
{
    private static readonly ConversationId Other = new("room-0002");

    private readonly RouterBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_message_goes_to_moderation_the_grace_queue_analytics_and_the_bus()
    {
        var sent = (await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("Hi Ben", 1, [Ben])))[0];

        Assert.Empty(await _bed.DeliverAsync(_bed.Records));

        Assert.Equal(
            $$"""{"messages":[{"conversationId":"room-0001","messageSeq":1,"versionSeq":1,"senderId":"ann","at":"2026-03-01T12:00:00+00:00","text":"Hi Ben","held":false}],"attempt":0}""",
            Assert.Single(_bed.Workflows.Started, s => s.StateMachineArn == RouterBed.Moderation).Input);
        Assert.Equal(
            """{"messages":[{"conversationId":"room-0001","seq":1,"senderId":"ann","at":"2026-03-01T12:00:00+00:00","text":"Hi Ben"}],"attempt":0}""",
            Assert.Single(_bed.Workflows.Started, s => s.StateMachineArn == RouterBed.Analytics).Input);
        var waiting = Assert.Single(_bed.Queue.Sent);
        Assert.Equal(
            (Limits.GraceSeconds, """{"conversationId":"room-0001","seq":1,"senderId":"ann","at":"2026-03-01T12:00:00+00:00","replyTo":1,"mentions":["ben"],"preview":"Hi Ben"}"""),
            (waiting.DelaySeconds, waiting.MessageBody));
        Assert.Equal($"c#room-0001/{sent.Seq}", IdOf(Assert.Single(_bed.Bus.Put)));
    }

    [Fact]
    public async Task A_held_message_is_moderated_even_if_the_mode_is_off_by_now_and_nobody_is_told_of_it()
    {
        await _bed.PutAsync(new StateWrite.CreateConversation(Room, new(ConversationKind.Group, null, 1, 1, 2, new(ModerationMode.Off))));
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("not looked at"));
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("held", Held: true), new ChatEvent.MessageEdited(2, "again", true), new ChatEvent.MessageEdited(1, "not either"));

        await _bed.DeliverAsync(_bed.Records);

        Assert.Equal([("room-0001", 2), ("room-0001", 3)], _bed.Handed(RouterBed.Moderation, "versionSeq"));
        Assert.Equal([("room-0001", 1)], _bed.Handed(RouterBed.Analytics, "seq"));
        Assert.Single(_bed.Queue.Sent);
    }

    [Fact]
    public async Task Whatever_the_system_writes_starts_nothing_and_is_on_the_bus()
    {
        var bodies = EventSnapshots.Stored.Select(row => (ChatEvent)row[3]).DistinctBy(b => b.GetType()).ToArray();
        foreach (var log in new[] { Room.Log, Room.ModerationLog, Room.AnalyticsLog, Ann.Log, LogId.GlobalModeration })
        {
            foreach (var body in bodies) await _bed.AppendAsync(log, UserId.System, body);
        }

        Assert.Empty(await _bed.DeliverAsync(_bed.Records));

        Assert.Empty(_bed.Workflows.Started);
        Assert.Empty(_bed.Workflows.Answered);
        Assert.Empty(_bed.Queue.Sent);
        Assert.Equal(5 * bodies.Length, _bed.Bus.Put.Select(IdOf).Distinct().Count());
    }

    [Fact]
    public async Task A_second_delivery_of_everything_starts_nothing_whoever_gets_it()
    {
        for (var i = 0; i < 20; i++) await _bed.AppendAsync(i % 2 == 0 ? Room.Log : Other.Log, Ann, new ChatEvent.MessageSent($"message {i}"));
        await _bed.AppendAsync(Room.ModerationLog, Ben, new ChatEvent.MessageFlagged(1, 1, ReasonClass.Hate));
        await _bed.DeliverAsync(_bed.Records);
        var before = Counts();
        Assert.Equal((3, 20, 21), before);

        await _bed.DeliverAsync(_bed.Records);
        _bed.Restart();
        // As a rebuild that writes the events table's items again would: each segment's image, oldest first.
        await _bed.DeliverAsync(_bed.Records);
        foreach (var record in _bed.Records) await _bed.DeliverAsync([record]);

        Assert.Equal(before, Counts());
    }

    [Fact]
    public async Task A_hole_is_read_from_the_log_and_a_log_longer_than_a_round_to_its_end()
    {
        for (var i = 0; i < 2 * RoundReader.RoundEvents + 50; i++) await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent($"message number {i} which is as long as messages are"));

        await _bed.DeliverAsync([_bed.Records[^1]]);

        Assert.Equal(Enumerable.Range(1, 250).Select(i => ("room-0001", (long)i)), _bed.Handed(RouterBed.Moderation, "versionSeq"));
        Assert.Equal(5, _bed.Workflows.Started.Count(s => s.StateMachineArn == RouterBed.Moderation));
        Assert.Equal(250, _bed.Queue.Sent.Count);
    }

    [Fact]
    public async Task Long_messages_of_several_logs_share_executions_below_the_limit_of_their_input()
    {
        var text = string.Concat(Enumerable.Repeat("Ä\n", 1_400));
        for (var i = 0; i < 120; i++) await _bed.AppendAsync(i % 3 == 0 ? Room.Log : Other.Log, Ann, new ChatEvent.MessageSent(text));

        await _bed.DeliverAsync(_bed.Records);

        Assert.Equal(120, _bed.Handed(RouterBed.Moderation, "versionSeq").Distinct().Count());
        Assert.All(_bed.Workflows.Started, s => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(s.Input), 1, Limits.ExecutionInputBytes));
        Assert.InRange(_bed.Workflows.Started.Count(s => s.StateMachineArn == RouterBed.Moderation), 3, 5);
    }

    [Fact]
    public async Task What_one_target_does_not_take_is_brought_again_and_the_other_logs_are_done()
    {
        await _bed.AppendAsync(Room.ModerationLog, Ben, new ChatEvent.MessageFlagged(1, 1, ReasonClass.Hate));
        await _bed.AppendAsync(Other.Log, Ann, new ChatEvent.MessageSent("well"));
        await _bed.AppendAsync(Room.ModerationLog, Ben, new ChatEvent.MessageFlagged(2, 2, ReasonClass.Hate));
        _bed.Fate.Fails = call => call == RouterBed.Review ? new InvalidOperationException("down") : null;

        Assert.Equal([_bed.Records[0].Dynamodb.SequenceNumber], await _bed.DeliverAsync(_bed.Records));
        Assert.Equal([("room-0002", 1)], _bed.Handed(RouterBed.Moderation, "versionSeq"));

        _bed.Fate.Fails = _ => null;
        Assert.Empty(await _bed.DeliverAsync(_bed.Records));
        Assert.Equal(["room-0001-1-m1", "room-0001-2-m2"], _bed.Workflows.Started.Where(s => s.StateMachineArn == RouterBed.Review).Select(s => s.Name));
        Assert.Single(_bed.Handed(RouterBed.Moderation, "versionSeq"));
    }

    [Fact]
    public async Task An_entry_that_the_bus_refuses_is_put_again_and_only_if_it_stays_so_the_log_fails()
    {
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MemberRemoved(Ben));
        await _bed.AppendAsync(Other.Log, Ann, new ChatEvent.MessageDeleted(1));
        _bed.Bus.RefusedOnce.Add("member.removed");
        _bed.Bus.RefusedAlways.Add("message.deleted");

        Assert.Equal([_bed.Records[1].Dynamodb.SequenceNumber], await _bed.DeliverAsync(_bed.Records));
        Assert.Equal("member.removed", Assert.Single(_bed.Bus.Put).DetailType);
    }

    [Fact]
    public async Task An_event_that_can_not_be_read_stops_its_log_alone_is_told_on_the_bus_and_goes_on_once_it_can()
    {
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("one"));
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("two"));
        await _bed.CorruptAsync(Room.Log, 1, 1);
        await _bed.AppendAsync(Other.Log, Ann, new ChatEvent.MessageSent("well"));

        Assert.Empty(await _bed.DeliverAsync(_bed.Records));
        Assert.Equal([("room-0001", 1), ("room-0002", 1)], _bed.Handed(RouterBed.Moderation, "versionSeq"));
        Assert.Equal("c#room-0001/2", IdOf(Assert.Single(_bed.Bus.Put, e => e.DetailType == IntegrationEvent.Unreadable)));

        await _bed.MendAsync(Room.Log, 1, 1, "message.sent");
        await _bed.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("three"));
        Assert.Empty(await _bed.DeliverAsync([_bed.Records[^1]]));
        Assert.Equal([1L, 2L, 3L], _bed.Handed(RouterBed.Moderation, "versionSeq").Where(m => m.Conversation == "room-0001").Select(m => m.Seq));
    }

    private (int Started, int Waiting, int OnTheBus) Counts() => (_bed.Workflows.Started.Count, _bed.Queue.Sent.Count, _bed.Bus.Put.Count);

    private static string IdOf(Amazon.EventBridge.Model.PutEventsRequestEntry entry) => JsonDocument.Parse(entry.Detail).RootElement.GetProperty("id").GetString()!;
}
