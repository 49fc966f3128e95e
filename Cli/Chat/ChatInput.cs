using System.Globalization;

namespace EventChat.Cli.Chat;

/// <summary>What a typed line means.</summary>
internal abstract record ChatInput
{
    private ChatInput() { }

    public sealed record Say(string Text) : ChatInput;

    /// <param name="Seq">The message that is answered.</param>
    public sealed record Reply(long Seq, string Text) : ChatInput;

    /// <param name="Seq">Null: all threads of the conversation.</param>
    public sealed record Thread(long? Seq) : ChatInput;

    /// <param name="Title">Null: with one other person a direct conversation.</param>
    public sealed record New(IReadOnlyList<string> Names, string? Title) : ChatInput;

    public sealed record Add(string Name) : ChatInput;

    public sealed record Remove(string Name) : ChatInput;

    public sealed record Leave : ChatInput;

    /// <param name="Seq">Null: this user's last message.</param>
    public sealed record Edit(long? Seq, string Text) : ChatInput;

    public sealed record Delete(long? Seq) : ChatInput;

    /// <param name="Which">Number in the list, id, or the beginning of a title.</param>
    public sealed record Open(string Which) : ChatInput;

    public sealed record List : ChatInput;

    public sealed record Members : ChatInput;

    public sealed record Older : ChatInput;

    public sealed record Retry : ChatInput;

    public sealed record Help : ChatInput;

    public sealed record Quit : ChatInput;

    public sealed record Nothing : ChatInput;

    public sealed record Wrong(string Message) : ChatInput;

    public const string HelpText = """
        /new NAME                 a direct conversation        /list             your conversations
        /new NAME,NAME TITLE      a group                      /open N|TITLE|ID  go to one
        /add NAME  /remove NAME   change the members           /members          who is here
        /edit [#N] TEXT           change your message          /older            earlier messages
        /delete [#N]              delete it                    /retry            send what failed again
        /reply #N TEXT            answer a message             /thread [#N]      its answers, or all threads
        /leave                    leave the conversation       /quit             end
        A line that should begin with a slash begins with two.
        """;

    public static ChatInput Parse(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return new Nothing();
        if (line.StartsWith("//", StringComparison.Ordinal)) return new Say(line[1..]);
        if (line[0] != '/') return new Say(line);
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
        return verb switch
        {
            "/new" => ParseNew(rest),
            "/add" => rest.Length > 0 ? new Add(rest) : new Wrong("/add NAME"),
            "/remove" => rest.Length > 0 ? new Remove(rest) : new Wrong("/remove NAME"),
            "/leave" => new Leave(),
            "/reply" => ParseReply(rest),
            "/thread" or "/threads" => rest.Length == 0 ? new Thread(null) : Number(rest) is { } root ? new Thread(root) : new Wrong("/thread [#N]"),
            "/edit" => ParseEdit(rest),
            "/delete" => ParseDelete(rest),
            "/open" => rest.Length > 0 ? new Open(rest) : new Wrong("/open N|TITLE|ID"),
            "/list" => new List(),
            "/members" => new Members(),
            "/older" => new Older(),
            "/retry" => new Retry(),
            "/help" => new Help(),
            "/quit" or "/exit" => new Quit(),
            _ => new Wrong($"There is no {verb}; /help lists what there is."),
        };
    }

    private static ChatInput ParseNew(string rest)
    {
        var parts = rest.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = parts.Length > 0 ? parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return names.Length switch
        {
            0 => new Wrong("/new NAME, or /new NAME,NAME TITLE"),
            > 1 when parts.Length == 1 => new Wrong("A group needs a title: /new NAME,NAME TITLE"),
            _ => new New(names, parts.Length > 1 ? parts[1] : null),
        };
    }

    private static ChatInput ParseReply(string rest)
    {
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Number(rest[..space]) is { } seq ? new Reply(seq, rest[(space + 1)..].Trim()) : new Wrong("/reply #N TEXT");
    }

    private static ChatInput ParseEdit(string rest)
    {
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && Number(rest[..space]) is { } seq) return new Edit(seq, rest[(space + 1)..].Trim());
        return rest.Length == 0 || rest[0] == '#' && Number(rest) is not null ? new Wrong("/edit [#N] TEXT") : new Edit(null, rest);
    }

    private static ChatInput ParseDelete(string rest)
    {
        if (rest.Length == 0) return new Delete(null);
        return Number(rest) is { } seq ? new Delete(seq) : new Wrong("/delete [#N]");
    }

    private static long? Number(string text) =>
        text.Length > 1 && text[0] == '#' && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
}
