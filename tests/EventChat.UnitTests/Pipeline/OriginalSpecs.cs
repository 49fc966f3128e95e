using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>A text that members are not shown reaches moderators only, and never without a record of the look.</summary>
public class OriginalSpecs
{
    private static readonly Guid Id = Guid.Parse("0193b3a2-0000-7000-8000-00000000000a");

    [Fact]
    public async Task A_look_is_in_the_moderation_log_before_the_text_is_answered()
    {
        using var desk = await Desk.WithRoomAsync();
        var seq = await desk.SendAsync(Ben, "secret");
        var original = await desk.DoneAsync(Ann, "viewOriginal", new { messageSeq = seq });
        Assert.Equal(("secret", "ben"), (original.GetProperty("text").GetString(), original.GetProperty("authorId").GetString()));
        Assert.Equal([new ChatEvent.OriginalViewed(seq, seq)], await desk.ModerationAsync());
    }

    [Fact]
    public async Task A_moderator_of_the_pool_looks_without_being_a_member()
    {
        using var desk = await Desk.WithRoomAsync();
        var seq = await desk.SendAsync(Ben, "secret");
        Assert.Equal(RefusalType.NotFound, (await desk.AskAsync(new("dana"), "viewOriginal", new { messageSeq = seq })).Refusal?.Type);
        await desk.DoneAsync(new("dana"), "viewOriginal", new { messageSeq = seq }, null, GroupNames.Moderators);
    }

    [Fact]
    public async Task A_member_does_not_get_the_text_by_repeating_the_id_of_a_report()
    {
        using var desk = await Desk.WithRoomAsync();
        var seq = await desk.SendAsync(Ben, "secret");
        await desk.DoneAsync(Cem, "flagMessage", new { messageSeq = seq, reason = "Insult" }, Id);
        var answer = await desk.AskAsync(Cem, "viewOriginal", new { messageSeq = seq }, Id);
        Assert.Equal(RefusalType.NotAllowed, answer.Refusal?.Type);
        Assert.Null(answer.Data);
    }

    [Fact]
    public async Task A_repeated_look_shows_no_other_text()
    {
        using var desk = await Desk.WithRoomAsync();
        var (first, second) = (await desk.SendAsync(Ben, "one"), await desk.SendAsync(Ben, "two"));
        await desk.DoneAsync(Ann, "viewOriginal", new { messageSeq = first }, Id);
        Assert.Equal("one", (await desk.DoneAsync(Ann, "viewOriginal", new { messageSeq = first }, Id)).GetProperty("text").GetString());
        Assert.Equal(RefusalType.Conflict, (await desk.AskAsync(Ann, "viewOriginal", new { messageSeq = second }, Id)).Refusal?.Type);
        Assert.Single(await desk.ModerationAsync());
    }

    [Fact]
    public async Task A_repeated_look_does_not_bring_back_a_deleted_text()
    {
        using var desk = await Desk.WithRoomAsync();
        var seq = await desk.SendAsync(Ben, "secret");
        await desk.DoneAsync(Ann, "viewOriginal", new { messageSeq = seq }, Id);
        await desk.DoneAsync(Ben, "deleteMessage", new { messageSeq = seq });
        Assert.Equal(RefusalType.MessageDeleted, (await desk.AskAsync(Ann, "viewOriginal", new { messageSeq = seq }, Id)).Refusal?.Type);
    }

    [Fact]
    public async Task A_version_of_another_message_is_none_of_this_one()
    {
        using var desk = await Desk.WithRoomAsync();
        var (first, second) = (await desk.SendAsync(Ben, "one"), await desk.SendAsync(Ben, "two"));
        var edit = (await desk.DoneAsync(Ben, "editMessage", new { messageSeq = first, text = "uno" })).GetProperty("seq").GetInt64();
        Assert.Equal("uno", (await desk.DoneAsync(Ann, "viewOriginal", new { messageSeq = first, versionSeq = edit })).GetProperty("text").GetString());
        Assert.Equal(RefusalType.NotFound, (await desk.AskAsync(Ann, "viewOriginal", new { messageSeq = second, versionSeq = edit })).Refusal?.Type);
    }

    [Fact]
    public async Task Nobody_takes_the_id_of_a_command_that_the_system_is_yet_to_give()
    {
        using var desk = await Desk.WithRoomAsync();
        var derived = CommandId.Derive("verdict", Room.Log.Value, "7");
        Assert.Equal("commandId", (await desk.AskAsync(Ben, "sendMessage", new { text = "mine" }, derived.Value)).Refusal?.Info?.Field);
        Assert.Equal(derived, CommandId.Derive("verdict", Room.Log.Value, "7"));
        Assert.All(Enumerable.Range(0, 100), i => Assert.True(CommandId.Derive("x", $"{i}").IsDerived));
        Assert.False(new CommandId(Guid.CreateVersion7()).IsDerived || new CommandId(Guid.NewGuid()).IsDerived);
    }
}
