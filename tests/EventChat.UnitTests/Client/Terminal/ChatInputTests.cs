using EventChat.Cli.Chat;

namespace EventChat.UnitTests.Client.Terminal;

public class ChatInputTests
{
    private static ChatInput Parse(string line) => ChatInput.Parse(line);

    [Fact]
    public void What_does_not_begin_with_a_slash_is_said()
    {
        Assert.Equal(new ChatInput.Say("hello /all"), Parse("hello /all"));
        Assert.Equal(new ChatInput.Say("/shrug"), Parse("//shrug"));
        Assert.Equal(new ChatInput.Nothing(), Parse("   "));
    }

    [Fact]
    public void New_makes_a_direct_conversation_or_a_group()
    {
        var direct = Assert.IsType<ChatInput.New>(Parse("/new ben"));
        Assert.Equal(["ben"], direct.Names);
        Assert.Null(direct.Title);
        var group = Assert.IsType<ChatInput.New>(Parse("/new ben,cleo  A title of words"));
        Assert.Equal(["ben", "cleo"], group.Names);
        Assert.Equal("A title of words", group.Title);
        Assert.IsType<ChatInput.Wrong>(Parse("/new ben,cleo"));
        Assert.IsType<ChatInput.Wrong>(Parse("/new"));
    }

    [Fact]
    public void Edit_and_delete_take_a_number_or_mean_the_last_message()
    {
        Assert.Equal(new ChatInput.Edit(12, "better words"), Parse("/edit #12 better words"));
        Assert.Equal(new ChatInput.Edit(null, "12 better words"), Parse("/edit 12 better words"));
        Assert.IsType<ChatInput.Wrong>(Parse("/edit"));
        Assert.IsType<ChatInput.Wrong>(Parse("/edit #12"));
        Assert.Equal(new ChatInput.Delete(12), Parse("/delete #12"));
        Assert.Equal(new ChatInput.Delete(null), Parse("/delete"));
        Assert.IsType<ChatInput.Wrong>(Parse("/delete that"));
    }

    [Theory]
    [InlineData("/leave", typeof(ChatInput.Leave))]
    [InlineData("/list", typeof(ChatInput.List))]
    [InlineData("/members", typeof(ChatInput.Members))]
    [InlineData("/older", typeof(ChatInput.Older))]
    [InlineData("/retry", typeof(ChatInput.Retry))]
    [InlineData("/help", typeof(ChatInput.Help))]
    [InlineData("/quit", typeof(ChatInput.Quit))]
    [InlineData("/add", typeof(ChatInput.Wrong))]
    [InlineData("/dance", typeof(ChatInput.Wrong))]
    public void Words_with_a_slash_are_commands(string line, Type expected) => Assert.IsType(expected, Parse(line));

    [Fact]
    public void The_help_names_every_command() =>
        Assert.All(
            (string[])["/new", "/add", "/remove", "/leave", "/edit", "/delete", "/open", "/list", "/members", "/older", "/retry", "/quit"],
            verb => Assert.Contains(verb, ChatInput.HelpText, StringComparison.Ordinal));
}
