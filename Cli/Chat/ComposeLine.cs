using System.Text;

namespace EventChat.Cli.Chat;

/// <summary>The line being written: text and a cursor that never stands inside a character of two code units.</summary>
internal sealed class ComposeLine
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();
    public int Cursor { get; private set; }

    /// <returns>True if the key was for this line.</returns>
    public bool Take(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Backspace when Cursor > 0: Delete(Before(), Cursor); return true;
            case ConsoleKey.Delete when Cursor < _text.Length: Delete(Cursor, After()); return true;
            case ConsoleKey.LeftArrow: Cursor = Before(); return true;
            case ConsoleKey.RightArrow: Cursor = After(); return true;
            case ConsoleKey.Home: Cursor = 0; return true;
            case ConsoleKey.End: Cursor = _text.Length; return true;
            case ConsoleKey.U when key.Modifiers.HasFlag(ConsoleModifiers.Control): Delete(0, Cursor); return true;
        }
        if (char.IsControl(key.KeyChar)) return false;
        _text.Insert(Cursor++, key.KeyChar);
        return true;
    }

    /// <summary>What was written; the line is empty then.</summary>
    public string TakeAll()
    {
        var text = Text;
        _text.Clear();
        Cursor = 0;
        return text;
    }

    private int Before() => Cursor == 0 ? 0 : Cursor - (Cursor > 1 && char.IsLowSurrogate(_text[Cursor - 1]) ? 2 : 1);

    private int After() => Cursor == _text.Length ? Cursor : Cursor + (Cursor + 1 < _text.Length && char.IsHighSurrogate(_text[Cursor]) ? 2 : 1);

    private void Delete(int from, int to)
    {
        _text.Remove(from, to - from);
        Cursor = from;
    }
}
