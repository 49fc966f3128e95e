using EventChat.Cli.Chat;

namespace EventChat.UnitTests.Client.Terminal;

public class ComposeLineTests
{
    private readonly ComposeLine _line = new();

    private void Type(string text)
    {
        foreach (var c in text) _line.Take(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false));
    }

    private void Press(ConsoleKey key, bool control = false) => _line.Take(new ConsoleKeyInfo('\0', key, false, false, control));

    [Fact]
    public void Text_is_written_where_the_cursor_stands()
    {
        Type("helo");
        Press(ConsoleKey.LeftArrow);
        Type("l");
        Press(ConsoleKey.Home);
        Type(">");
        Press(ConsoleKey.End);
        Type("!");
        Assert.Equal(">hello!", _line.Text);
    }

    [Fact]
    public void A_character_of_two_code_units_is_passed_and_deleted_whole()
    {
        Type("a👋b");
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.Delete);
        Assert.Equal("ab", _line.Text);
        Type("🙂");
        Press(ConsoleKey.Backspace);
        Assert.Equal("ab", _line.Text);
    }

    [Fact]
    public void Taking_the_line_empties_it()
    {
        Type("hello");
        Assert.Equal("hello", _line.TakeAll());
        Type("again");
        Assert.Equal("again", _line.TakeAll());
    }

    [Fact]
    public void Control_U_deletes_back_to_the_beginning_and_other_control_keys_write_nothing()
    {
        Type("hello");
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.U, control: true);
        Press(ConsoleKey.F5);
        Assert.Equal("o", _line.Text);
    }
}
