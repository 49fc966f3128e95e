using System.Globalization;
using System.Net;
using System.Text;

namespace EventChat.Local.Outbox;

/// <summary>The outbox as a page: plain HTML, no script. A mail's own HTML is shown in a frame that may do nothing.</summary>
internal static class OutboxPage
{
    private const string Head = """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox</title>
        <style>
        :root{color-scheme:light dark;--line:light-dark(#d4d4d8,#3f3f46);--dim:light-dark(#52525b,#a1a1aa);--card:light-dark(#fafafa,#1c1c1f)}
        body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
        nav a{margin-right:1rem}nav a[aria-current]{font-weight:600;text-decoration:none;color:inherit}
        article{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:.75rem 1rem;margin:1rem 0}
        h2{font-size:1.05rem;margin:.1rem 0}.dim{color:var(--dim);font-size:.85rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
        iframe{width:100%;height:18rem;border:1px solid var(--line);border-radius:.25rem;background:#fff;color-scheme:light}
        table{border-collapse:collapse;font-size:.85rem}th,td{text-align:left;vertical-align:top;padding:.1rem .8rem .1rem 0;overflow-wrap:anywhere}
        </style>
        <h1>Outbox</h1><p class="dim">What would have left for users, and what came to this machine's webhook target; newest first, at most 500, gone with the host.
        Load again to see more. <a href="outbox.json">As JSON</a></p>

        """;

    private static readonly (OutboxKind? Kind, string Name)[] Kinds =
        [(null, "All"), (OutboxKind.Mail, "Mail"), (OutboxKind.Push, "Push"), (OutboxKind.Sms, "SMS"), (OutboxKind.Webhook, "Webhooks")];

    public static string Of(IReadOnlyList<OutboxItem> items, OutboxKind? kind, string? to)
    {
        var page = new StringBuilder(Head).Append("<nav>");
        foreach (var (each, name) in Kinds)
        {
            var query = each is null ? "" : $"?kind={each.Value.ToString().ToLowerInvariant()}";
            page.Append(CultureInfo.InvariantCulture, $"<a href=\"outbox{query}\"{(each == kind ? " aria-current=\"page\"" : "")}>{name}</a>");
        }
        page.Append("</nav>\n");
        if (to is not null) page.Append(CultureInfo.InvariantCulture, $"<p>To: {Text(to)}</p>\n");
        if (items.Count == 0) page.Append("<p>Nothing yet.</p>\n");
        foreach (var item in items) Append(page, item);
        return page.Append("</html>").ToString();
    }

    private static void Append(StringBuilder page, OutboxItem item)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            <article><div class="dim">{item.Kind} · <time datetime="{item.At:O}">{item.At:yyyy-MM-dd HH:mm:ss.fff} UTC</time> · #{item.Id}</div>
            <h2>{Text(item.Subject)}</h2><div>To {Text(item.To)}</div>
            <pre>{Text(item.Text)}</pre>

            """);
        if (item.Html is { } html)
            page.Append(CultureInfo.InvariantCulture, $"<iframe sandbox title=\"The mail's HTML\" srcdoc=\"{Text(html)}\"></iframe>\n");
        if (item.Details.Count > 0)
        {
            page.Append("<details><summary class=\"dim\">Details</summary><table>");
            foreach (var (name, value) in item.Details)
                page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Text(name)}<td>{Text(value?.ToString() ?? "")}");
            page.Append("</table></details>");
        }
        page.Append("</article>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
