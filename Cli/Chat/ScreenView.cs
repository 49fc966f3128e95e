using System.Globalization;
using EventChat.Client;
using EventChat.Contracts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventChat.Cli.Chat;

/// <summary>What the screen shows at a moment.</summary>
/// <param name="Notice">The last answer to a command; null shows the key hints.</param>
internal sealed record ScreenContent(
    string UserName, LiveState State, string? Reason, ConversationId? Current, string Draft, int Cursor, int Scrolled, string? Notice,
    DateTimeOffset Now = default);

/// <summary>Draws the chat: conversations on the left, the timeline, the line being written, and the state of the connection.</summary>
internal static class ScreenView
{
    private const int ListWidth = 26;
    /// <summary>Compose line and state line, each one line.</summary>
    private const int FooterHeight = 2;
    private const int Borders = 2;

    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Own = new(Color.Green);
    private static readonly Style Other = new(Color.Aqua);
    private static readonly Style Alert = new(Color.Red);

    public static IRenderable Draw(ConversationStore store, ScreenContent content, int width, int height)
    {
        var notice = content.Notice?.Split('\n') ?? [];
        var body = Math.Max(3, height - FooterHeight - notice.Length);
        var timeline = content.Current is { } id ? store.Find(id) : null;
        var main = new Panel(new BottomLines(Rows(timeline, store.Me), body - Borders, content.Scrolled))
        {
            Header = new PanelHeader(timeline is null ? " no conversation " : $" {Markup.Escape(EventLine.Title(timeline, store.Me))} "),
            Border = BoxBorder.Rounded,
            Expand = true,
            Height = body,
        };
        var footer = new List<IRenderable>(notice.Select(line => new Text(line.TrimEnd('\r'), new Style(Color.Yellow))))
        {
            Compose(content.Draft, content.Cursor, width),
            StateLine(content, timeline),
        };
        // A phone-sized terminal has room for one column.
        IRenderable upper = width < 2 * ListWidth ? main : Columns(List(store, content.Current, body), main);
        return new Rows([upper, .. footer]);
    }

    private static Grid Columns(IRenderable left, IRenderable right)
    {
        var grid = new Grid { Expand = true };
        grid.AddColumn(new GridColumn { Width = ListWidth, NoWrap = true, Padding = new Padding(0, 0, 0, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(left, right);
        return grid;
    }

    private static Panel List(ConversationStore store, ConversationId? current, int height)
    {
        var rows = store.Timelines.Take(height - Borders).Select(t => Entry(t, store.Me, t.Id == current));
        return new Panel(new Rows(rows)) { Header = new PanelHeader(" Conversations "), Border = BoxBorder.Rounded, Expand = true, Height = height };
    }

    private static Paragraph Entry(Timeline timeline, UserId me, bool isOpen)
    {
        var unread = isOpen ? "" : EventLine.Unread(timeline);
        // The count is what must not be cut off.
        var room = ListWidth - Borders - 2 - unread.Length;
        var title = EventLine.Title(timeline, me);
        if (title.Length > room) title = title[..(room - 1)] + "…";
        return new Paragraph()
            .Append(unread.Length > 0 ? "● " : "  ", Alert)
            .Append(title, isOpen ? new Style(decoration: Decoration.Invert) : unread.Length > 0 ? new Style(decoration: Decoration.Bold) : Style.Plain)
            .Append(unread, timeline.UnreadMentions > 0 ? Alert : Dim)
            .Overflow(Overflow.Ellipsis);
    }

    private static List<IRenderable> Rows(Timeline? timeline, UserId me)
    {
        if (timeline is null) return [new Text("/new NAME starts a conversation, /help shows more.", Dim)];
        var rows = new List<IRenderable>();
        foreach (var m in timeline.Messages) rows.Add(Row(timeline, m, me));
        foreach (var m in timeline.Unconfirmed) rows.Add(Row(m));
        return rows;
    }

    private static Paragraph Row(Timeline timeline, Message message, UserId me)
    {
        var row = new Paragraph()
            .Append($"{Time(message.At)} ", Dim)
            .Append(EventLine.Name(timeline, message.SenderId), message.SenderId == me ? Own : Other)
            .Append($" #{message.Seq} ", Dim);
        if (message.ReplyTo is { } answered) row.Append($"↪#{answered} ", Dim);
        if (message.Deleted) return row.Append("deleted", new Style(Color.Grey, decoration: Decoration.Italic));
        if (message is { Status: MessageStatus.Removed, Text: null })
            return row.Append(message.Reason is { } reason ? $"removed by moderation ({reason})" : "removed by moderation", new Style(Color.Grey, decoration: Decoration.Italic));
        row.Append(Printable.Text(message.Text ?? ""), message.Status is MessageStatus.Held ? Dim : Style.Plain);
        if (message.Status is MessageStatus.Removed) row.Append(" (the edit was removed by moderation)", new Style(Color.Yellow));
        if (message.Status is MessageStatus.Held) row.Append(" (waits for approval)", new Style(Color.Yellow));
        return message.EditedAt is null ? row : row.Append(" (edited)", Dim);
    }

    private static Paragraph Row(OwnMessage message)
    {
        var row = new Paragraph().Append($"{Time(message.At)} ", Dim).Append(Printable.Text(message.Text), Dim);
        return message.State switch
        {
            OwnMessageState.Failed => row.Append($" ✗ {message.Failure}", Alert),
            OwnMessageState.Sent => row.Append(" ✓", Dim),
            _ => row.Append(" …", Dim),
        };
    }

    private static Paragraph Compose(string draft, int cursor, int width)
    {
        // The end of a long draft shows; the cursor is drawn, since a live display hides the terminal's own.
        var from = Math.Max(0, cursor - width + 6);
        var under = cursor < draft.Length ? draft[cursor].ToString() : " ";
        return new Paragraph()
            .Append("> ", Own)
            .Append(draft[from..cursor], Style.Plain)
            .Append(under, new Style(decoration: Decoration.Invert))
            .Append(cursor < draft.Length ? draft[(cursor + 1)..] : "", Style.Plain)
            .Overflow(Overflow.Crop);
    }

    private static Paragraph StateLine(ScreenContent content, Timeline? timeline)
    {
        var (word, style) = content.State switch
        {
            LiveState.Connected => ("● connected", Own),
            LiveState.CatchingUp => ("◐ catching up …", new Style(Color.Yellow)),
            LiveState.Connecting => ("○ connecting …", new Style(Color.Yellow)),
            LiveState.Ended => ("✗ signed out", Alert),
            _ => ("○ offline, trying again", Alert),
        };
        var line = new Paragraph().Append(word, style);
        if (content.State is LiveState.Offline or LiveState.Ended && content.Reason is { } reason) line.Append($" ({Printable.Line(reason)})", Dim);
        if (timeline?.TypingAt(content.Now) is { Count: > 0 } typing)
            line.Append($"  {string.Join(", ", typing.Take(3).Select(u => EventLine.Name(timeline, u)))} {(typing.Count == 1 ? "is" : "are")} typing …", Other);
        if (timeline is { Behind: true }) line.Append("  catching up here …", new Style(Color.Yellow));
        return line.Append($"  {content.UserName}  Tab: next  PgUp: earlier  /help  Ctrl-C: end", Dim).Overflow(Overflow.Ellipsis);
    }

    private static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
}
