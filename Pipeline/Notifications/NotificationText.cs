using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the texts of a notification are made of.</summary>
/// <param name="Place">The conversation's title; null for a direct one, which has none.</param>
/// <param name="Preview">Null if the message is gone or is not shown.</param>
public sealed record NotificationFacts(
    ChatEvent.NotificationRequested Event, string? FromName = null, string? Place = null, string? Preview = null, IReadOnlyList<(DigestEntry Entry, string? Place)>? Digest = null);

/// <summary>
/// Words of mails and pushes. Everything that people wrote is encoded for where it stands: no line break gets into a subject, no markup into HTML.
/// No image, nothing that is fetched, one link to the page.
/// </summary>
public sealed class NotificationText(string pageUrl)
{
    /// <summary>Characters (UTF-16).</summary>
    public const int PreviewCharacters = 140;

    /// <summary>Characters (UTF-16) of a subject: mail programs show about 60.</summary>
    private const int SubjectCharacters = 120;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Subject(NotificationFacts facts) => OneLine(Headline(facts), SubjectCharacters);

    public Mail Mail(NotificationFacts facts, string to) => new(to, Subject(facts), Text(facts), HtmlPage(facts));

    private static string Headline(NotificationFacts facts)
    {
        var from = facts.FromName ?? "Somebody";
        var place = facts.Place is { } title ? $" in {title}" : "";
        return facts.Event switch
        {
            { Kind: NotificationKind.Digest } => $"{Messages(Total(facts))} you have not read",
            { Kind: NotificationKind.Mention } => $"{from} mentioned you{place}",
            { Kind: NotificationKind.Reply } => $"{from} replied to you{place}",
            { Count: > 1 } => $"{Messages(facts.Event.Count)}{place}{(facts.Place is null ? $" from {from}" : "")}",
            _ => $"New message from {from}{place}",
        };
    }

    /// <summary>Without line breaks and other control characters, cut at <paramref name="characters"/> (UTF-16) with an ellipsis.</summary>
    public static string OneLine(string text, int characters)
    {
        var limit = text.Length <= characters ? characters : characters - 1;
        var line = new StringBuilder(Math.Min(text.Length, characters));
        foreach (var rune in text.EnumerateRunes())
        {
            var isBreak = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (line.Length + rune.Utf16SequenceLength > limit)
            {
                line.Append('…');
                break;
            }
            if (isBreak)
                line.Append(' ');
            else
                line.Append(rune);
        }
        return line.ToString();
    }

    private string Text(NotificationFacts facts)
    {
        var text = new StringBuilder().Append(OneLine(Headline(facts), SubjectCharacters)).Append("\n\n");
        if (facts.Preview is { Length: > 0 } preview) text.Append("  ").Append(OneLine(preview, PreviewCharacters)).Append("\n\n");
        foreach (var (entry, place) in facts.Digest ?? []) text.Append("- ").Append(OneLine(Line(entry, place), SubjectCharacters)).Append('\n');
        if (facts.Digest is not null) text.Append('\n');
        return text.Append(Link(facts)).Append("\n\n").Append(Footer).Append('\n').ToString();
    }

    private string HtmlPage(NotificationFacts facts)
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\"><p>")
            .Append(Html.Encode(OneLine(Headline(facts), SubjectCharacters))).Append("</p>");
        if (facts.Preview is { Length: > 0 } preview)
            html.Append("<blockquote style=\"margin:0;padding-left:1em;border-left:3px solid #999\">").Append(Html.Encode(OneLine(preview, PreviewCharacters))).Append("</blockquote>");
        if (facts.Digest is { } digest)
        {
            html.Append("<ul>");
            foreach (var (entry, place) in digest) html.Append("<li>").Append(Html.Encode(OneLine(Line(entry, place), SubjectCharacters))).Append("</li>");
            html.Append("</ul>");
        }
        return html.Append("<p><a href=\"").Append(Html.Encode(Link(facts))).Append("\">Open the conversation</a></p><p><small>").Append(Html.Encode(Footer))
            .Append("</small></p></body></html>").ToString();
    }

    private const string Footer = "You get this because your notification preferences ask for e-mail. Change them in the chat's settings.";

    /// <summary>The page's own route to a conversation.</summary>
    private string Link(NotificationFacts facts) => $"{pageUrl.TrimEnd('/')}/{(facts.Event.ConversationId is { } id ? $"#/c/{id.Value}" : "")}";

    private static string Line(DigestEntry entry, string? place) => $"{place ?? "Direct conversation"}: {Messages(entry.Count)}";

    private static string Messages(int count) => count switch
    {
        1 => "1 new message",
        >= RecentMessages.Window => $"{RecentMessages.Window - 1}+ new messages",
        _ => $"{count.ToString(CultureInfo.InvariantCulture)} new messages",
    };

    private static int Total(NotificationFacts facts) => (facts.Event.Digest ?? []).Sum(d => d.Count);
}
