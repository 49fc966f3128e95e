using EventChat.Contracts;

namespace EventChat.UnitTests.Contracts;

public class IdSpecs
{
    [Fact]
    public void A_command_id_has_one_text_form_and_its_bytes_are_that_text()
    {
        Assert.True(CommandId.TryParse("0193B3A2-1234-7abc-8000-00000000ffFF", out var id));
        Assert.Equal("0193b3a2-1234-7abc-8000-00000000ffff", id.ToString());
        Assert.Equal("0193b3a212347abc800000000000ffff", Convert.ToHexStringLower(id.ToBytes()));
        Assert.Equal(id, CommandId.FromBytes(id.ToBytes()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{0193b3a2-1234-7abc-8000-00000000ffff}")]
    [InlineData("0193b3a212347abc800000000000ffff")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Anything_else_is_no_command_id(string? text) => Assert.False(CommandId.TryParse(text, out _));

    [Theory]
    [InlineData("short12", false)]
    [InlineData("long-enough_1", true)]
    [InlineData("c#injected1", false)]
    [InlineData("ünïcode12", false)]
    public void A_conversation_id_can_not_break_out_of_its_key(string text, bool ok) => Assert.Equal(ok, ConversationId.TryParse(text, out _));

    [Fact]
    public void A_log_knows_whose_it_is()
    {
        Assert.Equal(new ConversationId("room-0001"), new LogId("c#room-0001").Conversation);
        Assert.Null(new LogId("c#room-0001").User);
        Assert.Equal(new UserId("ann"), new LogId("u#ann").User);
    }
}
