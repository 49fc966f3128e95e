using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>Bad input is refused by the name of the argument and the limit, before anything is looked up.</summary>
public class InputSpecs
{
    private const string Id = "0193b3a2-0000-7000-8000-000000000001";

    private static Refusal? Send(string text) => Send(new { commandId = Id, conversationId = "room-0001", text });

    private static Refusal? Send(object input)
    {
        var reader = Input(JsonSerializer.Serialize(input));
        SendMessage.Parse(reader);
        return reader.Refusal;
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("Grüße 👩‍👩‍👧 שלום\n\tnew line and tab")]
    [InlineData("\u200Fright-to-left\u200F")]
    public void Text_is_what_people_write(string text) => Assert.Null(Send(text));

    [Fact]
    public void Windows_line_ends_become_line_feeds()
    {
        var command = SendMessage.Parse(Input(JsonSerializer.Serialize(new { commandId = Id, conversationId = "room-0001", text = "a\r\nb" })));
        Assert.Equal("a\nb", command.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("bell \u0007")]
    [InlineData("carriage \r return")]
    [InlineData("nul \0")]
    [InlineData("delete \u007F")]
    public void Text_without_sight_or_with_control_characters_is_refused(string text)
    {
        var refusal = Send(text);
        Assert.Equal((RefusalType.InvalidArgument, "text"), (refusal!.Type, refusal.Info!.Field));
    }

    [Fact]
    public void Text_is_measured_in_bytes()
    {
        Assert.Null(Send(new string('x', Limits.TextBytes)));
        Assert.Null(Send(new string('é', Limits.TextBytes / 2)));
        var refusal = Send(new string('é', Limits.TextBytes / 2 + 1));
        Assert.Equal(("text", (long?)Limits.TextBytes, "bytes"), (refusal!.Info!.Field, refusal.Info.Limit, refusal.Info.Unit));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        var reader = Input("""{"commandId":"0193b3a2-0000-7000-8000-000000000001","conversationId":"room-0001","text":"x"}""");
        SendMessage.Parse(reader);
        Assert.Null(reader.Refusal);
        Assert.ThrowsAny<Exception>(() => SendMessage.Parse(Input("""{"commandId":"0193b3a2-0000-7000-8000-000000000001","conversationId":"room-0001","text":"\ud800"}""")));
    }

    [Fact]
    public void The_first_argument_that_does_not_fit_is_named()
    {
        Assert.Equal("commandId", Send(new { commandId = "7", conversationId = "x", text = "" })?.Info?.Field);
        Assert.Equal("commandId", Send(new { commandId = Guid.Empty.ToString(), conversationId = "room-0001", text = "x" })?.Info?.Field);
        Assert.Equal("conversationId", Send(new { commandId = Id, conversationId = "short", text = "x" })?.Info?.Field);
        Assert.Equal("conversationId", Send(new { commandId = Id, conversationId = "room#0001", text = "x" })?.Info?.Field);
        Assert.Equal("replyTo", Send(new { commandId = Id, conversationId = "room-0001", text = "x", replyTo = 0 })?.Info?.Field);
        Assert.Equal("afterSeq", Send(new { commandId = Id, conversationId = "room-0001", text = "x", afterSeq = -1 })?.Info?.Field);
        Assert.Equal("text", Send(new { commandId = Id, conversationId = "room-0001", text = 5 })?.Info?.Field);
    }

    private static Refusal? Create(object input)
    {
        var reader = Input(JsonSerializer.Serialize(input));
        CreateConversation.Parse(reader, Ann);
        return reader.Refusal;
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void An_input_that_is_none_is_refused_like_an_empty_one(string json)
    {
        var reader = Input(json);
        SendMessage.Parse(reader);
        Assert.Equal("commandId", reader.Refusal?.Info?.Field);
        CreateConversation.Parse(Input(json), Ann);
    }

    [Fact]
    public void A_group_needs_a_title_and_a_direct_conversation_has_none()
    {
        Assert.Equal("title", Create(new { commandId = Id, kind = "Group", memberIds = new[] { "ben" } })?.Info?.Field);
        Assert.Equal("title", Create(new { commandId = Id, kind = "Direct", title = "x", memberIds = new[] { "ben" } })?.Info?.Field);
        Assert.Equal("title", Create(new { commandId = Id, kind = "Group", title = "a\nb", memberIds = new[] { "ben" } })?.Info?.Field);
        Assert.Null(Create(new { commandId = Id, kind = "Direct", memberIds = new[] { "ben" } }));
    }

    [Fact]
    public void Members_at_creation_are_bounded_and_well_formed()
    {
        var many = Enumerable.Range(0, Limits.MembersAtCreation).Select(i => $"user{i}").ToArray();
        Assert.Equal(Limits.MembersAtCreation - 1, Create(new { commandId = Id, kind = "Group", title = "x", memberIds = many })?.Info?.Limit);
        Assert.Equal("memberIds", Create(new { commandId = Id, kind = "Group", title = "x", memberIds = new[] { "a b" } })?.Info?.Field);
        Assert.Equal("memberIds", Create(new { commandId = Id, kind = "Direct", memberIds = new[] { "ann" } })?.Info?.Field);
        Assert.Equal("kind", Create(new { commandId = Id, kind = "2", title = "x", memberIds = Array.Empty<string>() })?.Info?.Field);
    }

    [Fact]
    public void A_group_can_not_take_the_id_of_a_direct_conversation() =>
        Assert.Equal("conversationId", Create(new
        {
            commandId = Id, kind = "Group", title = "x", memberIds = Array.Empty<string>(), conversationId = ConversationIds.ForDirect(Ann, Ben).Value,
        })?.Info?.Field);
}
