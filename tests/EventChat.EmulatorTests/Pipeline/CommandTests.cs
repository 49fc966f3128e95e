using System.Text.Json;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using static EventChat.EmulatorTests.Pipeline.WriteSide;

namespace EventChat.EmulatorTests.Pipeline;

[Collection(DynamoDbLocalTests.Name)]
public class CommandTests(DynamoDbLocalFixture dynamo)
{
    [Fact]
    public async Task Messages_get_the_seqs_that_follow_each_other()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        Assert.Equal(4, (await side.SendAsync(Ann, room, "one")).Seq);
        Assert.Equal(5, (await side.SendAsync(Ben, room, "two")).Seq);
        Assert.Equal(["one", "two"], (await side.EventsAsync(room)).Select(e => e.Body).OfType<ChatEvent.MessageSent>().Select(m => m.Text));
    }

    [Fact]
    public async Task The_same_command_twice_is_answered_alike_and_written_once()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var id = Guid.NewGuid();
        var first = await side.SendAsync(Ann, room, "once", id, afterSeq: 3);
        for (var i = 0; i < 30; i++) await side.SendAsync(Ben, room, $"between {i} {new string('x', 300)}");
        Assert.Equal(first, await side.SendAsync(Ann, room, "once", id, afterSeq: 3));
        Assert.Equal(first, await side.Another(dynamo).SendAsync(Ann, room, "once", id, afterSeq: 3));
        Assert.Single(await side.EventsAsync(room), e => e.Body is ChatEvent.MessageSent { Text: "once" });
    }

    [Theory]
    [InlineData("editMessage")]
    [InlineData("deleteMessage")]
    [InlineData("addMember")]
    [InlineData("removeMember")]
    public async Task Every_command_may_be_repeated(string field)
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var message = await side.SendAsync(Ann, room, "first");
        object input = field switch
        {
            "editMessage" => new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = message.Seq, text = "second" },
            "deleteMessage" => new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = message.Seq },
            "addMember" => new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "cem" },
            _ => new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "ben" },
        };
        var first = await side.DoAsync(Ann, field, input);
        Assert.NotNull(first.Seq);
        var count = (await side.EventsAsync(room)).Count;
        Assert.Equal(first, await side.DoAsync(Ann, field, input));
        Assert.Equal(first, await side.Another(dynamo).DoAsync(Ann, field, input));
        Assert.Equal(count, (await side.EventsAsync(room)).Count);
    }

    [Fact]
    public async Task Leaving_may_be_repeated_although_one_is_no_member_any_more()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var leave = new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "ben" };
        Assert.Equal(await side.DoAsync(Ben, "removeMember", leave), await side.DoAsync(Ben, "removeMember", leave));
    }

    [Fact]
    public async Task A_stranger_and_a_missing_conversation_get_the_same_answer()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        foreach (var field in new[] { "sendMessage", "editMessage", "deleteMessage", "addMember", "removeMember" })
        {
            object Input(string conversation) => new { commandId = Guid.NewGuid(), conversationId = conversation, text = "x", messageSeq = 1, userId = "ben" };
            var stranger = await side.AskAsync(Cem, field, Input(room.Value));
            var missing = await side.AskAsync(Cem, field, Input("no-such-room"));
            Assert.Equal(RefusalType.NotFound, stranger.Refusal?.Type);
            Assert.Equal(missing, stranger);
        }
        Assert.Equal(3, (await side.EventsAsync(room)).Count);
    }

    [Fact]
    public async Task A_sender_in_the_body_is_not_believed()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        await side.DoAsync(Ben, "sendMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, text = "x", sender = "ann", senderId = "ann" });
        Assert.Equal(Ben, (await side.EventsAsync(room))[^1].Sender);
    }

    [Fact]
    public async Task A_command_id_can_not_be_used_for_another_command()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var id = Guid.NewGuid();
        var sent = await side.SendAsync(Ann, room, "x", id);
        var stolen = await side.AskAsync(Ben, "sendMessage", new { commandId = id, conversationId = room.Value, text = "y" });
        Assert.Equal(RefusalType.Conflict, stolen.Refusal?.Type);
        var other = await side.AskAsync(Ann, "editMessage", new { commandId = id, conversationId = room.Value, messageSeq = sent.Seq, text = "y" });
        Assert.Equal(RefusalType.Conflict, other.Refusal?.Type);
    }

    [Fact]
    public async Task Two_people_creating_their_direct_conversation_at_once_meet_in_one()
    {
        var side = await CreateAsync(dynamo);
        var other = side.Another(dynamo);
        var answers = await Task.WhenAll(
            side.DoAsync(Ann, "createConversation", new { commandId = Guid.NewGuid(), kind = "Direct", memberIds = new[] { "ben" } }),
            other.DoAsync(Ben, "createConversation", new { commandId = Guid.NewGuid(), kind = "Direct", memberIds = new[] { "ann" } }));
        Assert.Equal(answers[0].ConversationId, answers[1].ConversationId);
        Assert.Equal(3, (await side.EventsAsync(new(answers[0].ConversationId))).Count);
    }

    [Fact]
    public async Task Many_instances_changing_one_membership_lose_no_change()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync();
        var users = Enumerable.Range(0, 8).Select(i => new UserId($"user{i}")).ToArray();
        foreach (var user in users) await side.RegisterAsync(user);
        await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (user, _) =>
        {
            var instance = side.Another(dynamo);
            var input = new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = user.Value };
            while ((await instance.AskAsync(Ann, "addMember", input)).Refusal is { } refusal) Assert.Equal(RefusalType.Busy, refusal.Type);
        });
        var state = await side.State.ConversationAsync(room, default);
        Assert.Equal((9, 1, 9L), (state!.Members, state.Owners, state.GroupVersion));
        Assert.Equal(users.Length + 1, (await side.EventsAsync(room)).Count(e => e.Body is ChatEvent.MemberAdded));
    }

    [Fact]
    public async Task A_removed_member_is_refused_at_once_by_the_instance_that_removed_them()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        await side.SendAsync(Ben, room, "still in");
        await side.DoAsync(Ann, "removeMember", new { commandId = Guid.NewGuid(), conversationId = room.Value, userId = "ben" });
        var refused = await side.AskAsync(Ben, "sendMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, text = "x" });
        Assert.Equal(RefusalType.NotFound, refused.Refusal?.Type);
    }

    [Fact]
    public async Task An_edit_of_a_deleted_message_is_refused()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var message = await side.SendAsync(Ann, room, "x");
        await side.DoAsync(Ann, "deleteMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = message.Seq });
        var edit = await side.AskAsync(Ann, "editMessage", new { commandId = Guid.NewGuid(), conversationId = room.Value, messageSeq = message.Seq, text = "y" });
        Assert.Equal(RefusalType.MessageDeleted, edit.Refusal?.Type);
    }

    [Fact]
    public async Task Registering_twice_registers_once()
    {
        var side = await CreateAsync(dynamo);
        await side.RegisterAsync(Ann);
        Assert.Single(await side.Log.ReadAsync(Ann.Log, 1, default).ToListAsync());
    }

    [Theory]
    [InlineData("PostConfirmation_ConfirmSignUp", true)]
    [InlineData("PostAuthentication_Authentication", true)]
    [InlineData("PostConfirmation_ConfirmForgotPassword", false)]
    public async Task A_user_enters_the_log_at_the_confirmation_or_at_the_latest_when_signing_in(string trigger, bool registers)
    {
        var side = await CreateAsync(dynamo);
        var sent = JsonSerializer.SerializeToUtf8Bytes(new { triggerSource = trigger, userName = "dora", request = new { userAttributes = new { sub = "sub-of-dora" } }, response = new { } });
        for (var i = 0; i < 2; i++)
        {
            using var answer = new MemoryStream();
            await (await side.TriggerAsync(new MemoryStream(sent))).CopyToAsync(answer);
            Assert.Equal(sent, answer.ToArray());
        }
        Assert.Equal(registers ? 1 : 0, (await side.Log.ReadAsync(new LogId("u#sub-of-dora"), 1, default).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_message_of_200_bytes_costs_about_one_write_unit_and_no_read()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        await side.SendAsync(Ann, room, "warm");
        var before = side.Meter.Snapshot();
        for (var i = 0; i < 200; i++) await side.SendAsync(Ann, room, new string('x', 200), afterSeq: 4 + i);
        var after = side.Meter.Snapshot();
        var wru = after.Values.Sum(u => u.Wru) - before.Values.Sum(u => u.Wru);
        var rru = after.Values.Sum(u => u.Rru) - before.Values.Sum(u => u.Rru);
        Assert.InRange(wru / 200, 1.0, 1.05);
        Assert.InRange(rru / 200, 0.0, 0.05);
    }
}
